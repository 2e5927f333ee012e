# Completed with the import and a run; it ends with a TypeError and not as its comments say.
import asyncio


async def main():
    # By default, the first exception will be raised
    try:
        results = await asyncio.gather(
            asyncio.sleep(1),
            asyncio.sleep(2),
            asyncio.sleep(0.5) / 0,  # This will raise a ZeroDivisionError
            return_exceptions=False   # Default behavior
        )
    except ZeroDivisionError:
        print("A task raised a ZeroDivisionError")
    
    # With return_exceptions=True, exceptions are returned as results
    results = await asyncio.gather(
        asyncio.sleep(1),
        asyncio.sleep(2),
        asyncio.sleep(0.5) / 0,  # This will raise a ZeroDivisionError
        return_exceptions=True
    )
    
    for i, result in enumerate(results):
        if isinstance(result, Exception):
            print(f"Task {i} raised {result}")
        else:
            print(f"Task {i} returned {result}")

asyncio.run(main())
