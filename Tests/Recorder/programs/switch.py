"""Ten tasks that do nothing but give their turn away."""

import asyncio
import sys

TURNS = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000


async def worker():
    for _ in range(TURNS):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*(worker() for _ in range(10)))


asyncio.run(main())
