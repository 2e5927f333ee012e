# Completed with the import and a run; riskyOperation() is not defined in the tutorial either.
import asyncio


async def might_fail():
    try:
        # This might raise an exception
        await riskyOperation()
    except Exception as e:
        print(f"Caught an exception: {e}")
        # Handle the exception or re-raise it
        # raise

async def main():
    await might_fail()

asyncio.run(main())
