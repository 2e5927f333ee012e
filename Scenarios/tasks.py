"""Tasks run side by side

create_task() hands a coroutine to the loop and returns at once. Both tasks are started before main
waits for either, so their delays overlap: the program takes two seconds, the longer of the two, and
not three.
"""

import asyncio
import time


async def say_after(delay, message):
    await asyncio.sleep(delay)
    print(message)


async def main():
    print(f"started at {time.strftime('%X')}")

    task1 = asyncio.create_task(say_after(1, "hello"))
    task2 = asyncio.create_task(say_after(2, "world"))

    # note: Both tasks exist, but neither has run: main still has the loop.
    await task1
    # note: One second is left of the second task's sleep; it began together with the first one.
    await task2

    print(f"finished at {time.strftime('%X')}")


if __name__ == "__main__":
    asyncio.run(main())
