"""Loops that are never idle: their turns take time, so that timers come."""
import asyncio


async def poll(done, turns):
    while not done:
        turns.append(None)
        await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()
    done, turns = [], []
    loop.call_later(0.002, done.append, True)
    await poll(done, turns)
    print("polled", len(turns), loop.time())
    try:
        await asyncio.wait_for(poll([], turns), 0.001)
    except TimeoutError:
        print("gave up", len(turns), loop.time())


asyncio.run(main())
