"""More than a hundred cancelled timers are swept out of the heap, and the order of the others does not change."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    timers = [loop.call_later(1 + n % 7, print, "timer", n) for n in range(300)]
    await asyncio.sleep(0.5)
    for n, timer in enumerate(timers):
        if n % 10:
            timer.cancel()
    await asyncio.sleep(10)


asyncio.run(main())
