# Completed with the import, slow_operation() and a run.
import asyncio


async def slow_operation():
    await asyncio.sleep(3)
    return "Operation completed"


async def main():
    # Python 3.13 style timeout
    try:
        async with asyncio.timeout(1.0):
            await slow_operation()  # This takes 3 seconds
    except TimeoutError:
        print("The operation timed out!")

asyncio.run(main())
