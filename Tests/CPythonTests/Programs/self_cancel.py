"""A task that cancels itself learns of it at its next await, unless it has none or takes it back."""
import asyncio


async def at_next_await():
    asyncio.current_task().cancel("myself")
    print("still running")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as error:
        print("now", error.args)
    await asyncio.sleep(1)
    return "and on"


async def no_await():
    asyncio.current_task().cancel()
    return "nothing to cancel"


async def taken_back():
    asyncio.current_task().cancel()
    print(asyncio.current_task().uncancel())
    await asyncio.sleep(1)
    return "taken back"


async def main():
    for coro in (at_next_await(), no_await(), taken_back()):
        task = asyncio.create_task(coro)
        try:
            print(await task, task.cancelling())
        except asyncio.CancelledError as error:
            print("cancelled", error.args, task.cancelling())


asyncio.run(main())
