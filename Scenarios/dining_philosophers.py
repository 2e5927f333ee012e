"""Dining philosophers: a deadlock, and its cure

Each philosopher takes the fork on the left and then waits for the one on the right. If all do so at
once, everybody holds one fork and waits for ever: a deadlock, which only a time limit ends. At the
second dinner everybody takes the fork with the lower number first, and all of them eat.
"""

import asyncio

NAMES = ["Plato", "Kant", "Hypatia"]


async def dine(name, first, second):
    async with first:
        await asyncio.sleep(0.1)
        # note: At the first dinner each holds one fork here, and waits for a neighbour's.
        async with second:
            print(f"{name} eats")
            await asyncio.sleep(0.5)


async def dinner(in_order):
    forks = [asyncio.Lock() for _ in NAMES]
    async with asyncio.TaskGroup() as tg:
        for i, name in enumerate(NAMES):
            left, right = i, (i + 1) % len(NAMES)
            if in_order:
                # note: One of them now reaches to the right first: the circle is broken.
                left, right = sorted((left, right))
            tg.create_task(dine(name, forks[left], forks[right]), name=name)


async def main():
    try:
        async with asyncio.timeout(3):
            await dinner(in_order=False)
    except TimeoutError:
        print("Nobody has eaten for three seconds.")

    await dinner(in_order=True)
    print("Everybody has eaten.")


if __name__ == "__main__":
    asyncio.run(main())
