# Completed with the import, riskyOperation() and a run.
import asyncio


async def riskyOperation():
    raise OSError("the disk is on fire")


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
