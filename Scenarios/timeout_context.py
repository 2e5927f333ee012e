"""A deadline for a whole block

asyncio.timeout() puts a deadline on everything within its block, however many awaits it has. The
first two steps fit into the deadline, and the third does not: it is cancelled in the middle, and
the block raises TimeoutError.
"""

import asyncio


async def step(name, delay):
    await asyncio.sleep(delay)
    print(f"{name} done")


async def main():
    try:
        async with asyncio.timeout(1.0):
            await step("first", 0.3)
            await step("second", 0.4)
            # note: 0.3 s are left, and it needs 3 s.
            await step("third", 3)
    except TimeoutError:
        print("The operation timed out!")


if __name__ == "__main__":
    asyncio.run(main())
