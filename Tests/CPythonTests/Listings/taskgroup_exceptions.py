# Completed with the import and a run.
import asyncio


async def failing_task():
    await asyncio.sleep(0.5)
    raise ValueError("This task failed!")

async def regular_task():
    await asyncio.sleep(2)
    return "This was successful"

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            task1 = tg.create_task(failing_task())
            task2 = tg.create_task(regular_task())
            
            print("Tasks started")
            
    except* ValueError as exc_group:
        print(f"Caught an exception group with {len(exc_group.exceptions)} exception(s):")
        for i, exc in enumerate(exc_group.exceptions):
            print(f"  Exception {i}: {exc}")
    
    print("Outside the task group")

asyncio.run(main())
