"""A TaskGroup waits for its tasks

A TaskGroup owns the tasks that are created in it. The end of its block is a wait: the program goes
on behind it only when every task of the group has ended. No task can be forgotten.
"""

import asyncio
import time


async def say_after(delay, message):
    await asyncio.sleep(delay)
    print(message)


async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(say_after(1, "hello"))
        tg.create_task(say_after(2, "world"))
        # note: The block is at its end, and here main waits for both tasks.
        print(f"started at {time.strftime('%X')}")

    # note: Both tasks have ended, for certain.
    print(f"finished at {time.strftime('%X')}")


if __name__ == "__main__":
    asyncio.run(main())
