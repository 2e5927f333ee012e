# Completed with the import and a run.
import asyncio


async def slow_operation():
    await asyncio.sleep(3)
    return "Operation completed"

async def main():
    try:
        # Wait for slow_operation(), but timeout after 1 second
        result = await asyncio.wait_for(slow_operation(), timeout=1)
        print(result)
    except asyncio.TimeoutError:
        print("The operation took too long!")

asyncio.run(main())
