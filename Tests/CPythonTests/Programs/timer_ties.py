"""Equal deadlines fire in the order in which they were set, and sums of doubles are what they are."""
import asyncio


async def nap(name, delay):
    await asyncio.sleep(delay)
    print(name, f"{asyncio.get_running_loop().time():.20f}")


async def chained(name):
    await asyncio.sleep(0.1)
    await asyncio.sleep(0.2)
    print(name, f"{asyncio.get_running_loop().time():.20f}")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.3, print, "later")
    loop.call_at(loop.time() + 0.3, print, "at")
    await asyncio.gather(nap("a", 0.3), chained("b"), nap("c", 0.3), nap("d", 0.1), nap("e", 0.3), nap("f", 0.3))
    timers = [loop.call_later(1, print, "timer", n) for n in range(8)]
    for n in (1, 4, 6):
        timers[n].cancel()
    print([timer.cancelled() for timer in timers], f"{timers[0].when() - loop.time():.3f}")
    await asyncio.sleep(1)
    await asyncio.sleep(-1)
    print("end", loop.time())


asyncio.run(main())
