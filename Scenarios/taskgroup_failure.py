"""One child fails, its sibling is cancelled

When a task of a TaskGroup fails, the group cancels the others, waits until they have ended and
raises an ExceptionGroup with what failed. The second task would have slept for two seconds; it ends
after half a second.
"""

import asyncio


async def failing_task():
    await asyncio.sleep(0.5)
    # note: This makes the group cancel every other task in it.
    raise ValueError("This task failed!")


async def regular_task():
    # note: It would sleep until 2 s, and is cancelled here at 0.5 s.
    await asyncio.sleep(2)
    return "This was successful"


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(failing_task())
            tg.create_task(regular_task())

            print("Tasks started")

    except* ValueError as exc_group:
        # note: The cancelled sibling is not in the group: only what failed is.
        print(f"Caught an exception group with {len(exc_group.exceptions)} exception(s):")
        for i, exc in enumerate(exc_group.exceptions):
            print(f"  Exception {i}: {exc}")

    print("Outside the task group")


if __name__ == "__main__":
    asyncio.run(main())
