"""Three coroutines at once

Three coroutines each print, sleep for one second and print again. While one sleeps, the loop runs
the others, so the three sleeps overlap: the whole takes one second and not three. This is the
program to begin with.
"""

import asyncio
import time


async def count():
    print("One")
    # note: Here a coroutine gives the loop back: the other two can run while it sleeps.
    await asyncio.sleep(1)
    # note: All three sleeps end at one moment, and go on in the order in which they began.
    print("Two")


async def main():
    # note: gather() makes a task of each coroutine and waits for all three.
    await asyncio.gather(count(), count(), count())


if __name__ == "__main__":
    start = time.perf_counter()
    asyncio.run(main())
    elapsed = time.perf_counter() - start
    print(f"Executed in {elapsed:0.2f} seconds.")
