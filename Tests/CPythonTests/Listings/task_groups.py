# Completed with the imports, say_after() and a run.
import asyncio
import time


async def say_after(delay, message):
    await asyncio.sleep(delay)
    print(message)


async def main():
    async with asyncio.TaskGroup() as tg:
        task1 = tg.create_task(say_after(1, 'hello'))
        task2 = tg.create_task(say_after(2, 'world'))
        print(f"started at {time.strftime('%X')}")
        
    # The TaskGroup automatically awaits all tasks when exiting the context
    print(f"finished at {time.strftime('%X')}")

asyncio.run(main())
