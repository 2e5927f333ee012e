"""A cancellation that a step throws in is gone, with the frames that it came through, before the step's task has ended."""

import asyncio


async def fails():
    raise ValueError("lost")


async def cancels_itself(turns):
    try:
        asyncio.current_task().cancel()
        lost = asyncio.create_task(fails())
        await asyncio.sleep(0)
        lost.cancel()
    except asyncio.CancelledError as error:
        print("caught", repr(error))
    for _ in range(turns):
        await asyncio.sleep(0)
    print("returns")


async def is_cancelled(turns):
    """What comes from a future that it waits for is held to the end of the step."""
    lost = asyncio.create_task(fails())
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("caught", repr(error))
    for _ in range(turns):
        await asyncio.sleep(0)
    print("returns", lost.done())


async def raises_it(turns):
    lost = asyncio.create_task(fails())
    asyncio.current_task().cancel()
    for _ in range(turns):
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print("caught")
    await asyncio.sleep(0)
    asyncio.current_task().cancel()
    await asyncio.sleep(1)
    print("never", lost)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler", context["message"]))
    for function in (cancels_itself, is_cancelled, raises_it):
        for turns in range(3):
            print(function.__name__, turns)
            task = asyncio.create_task(function(turns))
            task.add_done_callback(lambda task: print("done", task.cancelled()))
            await asyncio.sleep(1)
            task.cancel()
            await asyncio.wait([task])
            del task
            await asyncio.sleep(1)


asyncio.run(main())
