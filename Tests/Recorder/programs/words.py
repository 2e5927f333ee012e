"""Tasks with names that nobody has seen before, one after the other; when each was made is written to a file."""

import asyncio
import random
import string
import sys
import time


async def short():
    await asyncio.sleep(0.05)


async def main():
    with open(sys.argv[1], "w", buffering=1) as file:
        for _ in range(int(sys.argv[2])):
            await asyncio.sleep(random.uniform(0.2, 0.3))
            word = "".join(random.sample(string.ascii_lowercase, 10))
            file.write("%s %d\n" % (word, time.monotonic_ns()))
            await asyncio.create_task(short(), name=word)


asyncio.run(main())
