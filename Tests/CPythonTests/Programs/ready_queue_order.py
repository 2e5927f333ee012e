"""Callbacks and steps share one queue: first come, first served; what they add waits for the next turn."""
import asyncio


async def worker(name, turns):
    for turn in range(turns):
        print(name, turn)
        await asyncio.sleep(0)
    return name


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon 1")
    a = asyncio.create_task(worker("a", 3))
    loop.call_soon(lambda: loop.call_soon(print, "soon 2, added by a callback"))
    b = asyncio.create_task(worker("b", 2))
    handle = loop.call_soon(print, "never")
    handle.cancel()
    print(handle.cancelled())
    print(await b, await a)


asyncio.run(main())
