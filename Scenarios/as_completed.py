"""Results as they arrive

Five requests take between half a second and two seconds each. as_completed() hands out the results
in the order in which they arrive, so the first one can be used while the others are still on their
way. The random numbers come from a fixed seed: every run is the same.
"""

import asyncio
import random


async def fetch_data(id, delay):
    await asyncio.sleep(delay)
    return f"Data from source {id}"


async def main():
    # The delays are drawn here and not within the coroutines: the order in which as_completed()
    # starts coroutines is not defined.
    tasks = [fetch_data(i, random.uniform(0.5, 2.0)) for i in range(1, 6)]

    for future in asyncio.as_completed(tasks):
        # note: This is not a certain request: it is whichever comes next.
        result = await future
        print(f"Got result: {result}")


if __name__ == "__main__":
    random.seed(2)
    asyncio.run(main())
