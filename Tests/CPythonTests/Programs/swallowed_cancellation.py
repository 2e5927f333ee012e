"""A task may refuse to stop; cancelling() remembers that it was asked, until uncancel()."""
import asyncio


async def stubborn():
    for attempt in range(3):
        try:
            await asyncio.sleep(1)
            return f"slept at attempt {attempt}"
        except asyncio.CancelledError:
            print("refused", asyncio.current_task().cancelling())
    return "gave up"


async def polite():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("uncancel", asyncio.current_task().uncancel(), asyncio.current_task().uncancel())
    return "went on"


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.sleep(0.1)
    task.cancel()
    print(await task, task.cancelling(), task.cancelled())
    task = asyncio.create_task(polite())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelling())


asyncio.run(main())
