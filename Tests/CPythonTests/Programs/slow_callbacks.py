"""Debug mode: what holds the loop up is reported, with the arguments of calls and where they were asked for."""

import asyncio
import functools
import time


def block(seconds, *rest, **more):
    time.sleep(seconds)


async def work():
    time.sleep(0.2)
    await asyncio.sleep(0.1)
    time.sleep(0.15)
    return 5


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.slow_callback_duration)
    task = asyncio.create_task(work(), name="work")
    loop.call_soon(block, 0.3)
    loop.call_soon(functools.partial(block, 0.2, "partial", key=[1, 2]), "call")
    print(loop.call_later(0.05, block, 0.25))
    time.sleep(0.05)
    await asyncio.sleep(0)
    time.sleep(0.11)
    await asyncio.sleep(1)
    print(await task)
    loop.slow_callback_duration = 0.5
    time.sleep(0.4)
    await asyncio.sleep(0)
    time.sleep(0.6)


asyncio.run(main(), debug=True)
asyncio.run(main(), debug=False)
