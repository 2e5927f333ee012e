# Completed with the import, the three functions that it calls, and a run that cancels it.
import asyncio


async def acquire_resource():
    await asyncio.sleep(0.1)
    return "resource"


async def use_resource(resource):
    await asyncio.sleep(10)


async def release_resource(resource):
    await asyncio.sleep(0.1)
    print(f"Released the {resource}")


async def operation_with_cleanup():
    # Acquire some resource
    resource = await acquire_resource()
    
    try:
        # Use the resource
        return await use_resource(resource)
    except asyncio.CancelledError:
        print("Operation was cancelled during use!")
        raise  # Re-raise so the caller knows it was cancelled
    finally:
        # This runs even if the task is cancelled
        await release_resource(resource)


async def main():
    task = asyncio.create_task(operation_with_cleanup())
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("Main: operation was cancelled")


asyncio.run(main())
