"""as_completed() gives your own tasks back

Since Python 3.13 as_completed() can be used with "async for". What it then yields are the very
tasks that it was given, in the order in which they end: the program knows which one arrived.
With a plain "for" it yields stand-ins that can only be awaited.
"""

import asyncio


async def fetch(delay):
    await asyncio.sleep(delay)
    return f"{delay:.1f} s"


async def main():
    cities = {
        asyncio.create_task(fetch(1.2)): "Lima",
        asyncio.create_task(fetch(0.4)): "Oslo",
        asyncio.create_task(fetch(0.8)): "Pune",
    }

    async for task in asyncio.as_completed(cities):
        # note: It is one of the keys: the program can look up whose answer this is.
        print(f"{cities[task]} after {await task}")


if __name__ == "__main__":
    asyncio.run(main())
