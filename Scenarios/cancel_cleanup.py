"""Cleaning up after a cancellation

A cancelled coroutine still runs its finally block, and may even await in it: the resource is given
back before the task ends. That is why a cancellation takes as long as its clean-up does; here half
a second.
"""

import asyncio


async def acquire_resource():
    await asyncio.sleep(0.5)
    print("Resource acquired")
    return "resource"


async def use_resource(resource):
    print(f"Using the {resource}")
    await asyncio.sleep(10)
    return "Operation completed"


async def release_resource(resource):
    await asyncio.sleep(0.5)
    print("Resource released")


async def operation_with_cleanup():
    resource = await acquire_resource()

    try:
        return await use_resource(resource)
    except asyncio.CancelledError:
        # note: Asked to stop, it is not at its end yet.
        print("Operation was cancelled during use!")
        raise
    finally:
        # note: An await during a cancellation: the task ends half a second later.
        await release_resource(resource)


async def main():
    task = asyncio.create_task(operation_with_cleanup())
    await asyncio.sleep(2)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("Main: operation was cancelled")


if __name__ == "__main__":
    asyncio.run(main())
