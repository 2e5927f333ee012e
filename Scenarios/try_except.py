"""An exception passes through await

An exception that a coroutine raises comes out at the await of its caller, as with an ordinary call.
try and except therefore work as they always do, and so does finally, on the way out.
"""

import asyncio


async def risky_operation():
    await asyncio.sleep(0.5)
    raise ConnectionError("the server hung up")


async def might_fail():
    try:
        # note: The exception comes out here, half a second later.
        await risky_operation()
    except ConnectionError as e:
        print(f"Caught an exception: {e}")
    else:
        print("It went well.")
    finally:
        print("Done, either way.")


async def main():
    await might_fail()
    task = asyncio.create_task(risky_operation())
    try:
        # note: The same through a task: it ends with the exception, and await raises it again.
        await task
    except ConnectionError as e:
        print(f"The task failed: {e}")


if __name__ == "__main__":
    asyncio.run(main())
