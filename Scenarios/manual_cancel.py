"""Cancelling a task by hand

cancel() does not stop a task: it asks. The task learns of it at its next turn, when CancelledError
comes out of the await where it stands; there it can tidy up before it passes the error on. Whoever
awaits a cancelled task gets the CancelledError too.
"""

import asyncio


async def long_running_task():
    try:
        await asyncio.sleep(10)
        return "Task completed"
    except asyncio.CancelledError:
        # note: The request has arrived, one turn of the loop after it was made.
        print("Task was cancelled!")
        raise


async def main():
    task = asyncio.create_task(long_running_task())

    await asyncio.sleep(2)

    # note: The request: from here on the task is being cancelled, but it has not noticed yet.
    task.cancel()

    try:
        await task
    except asyncio.CancelledError:
        print("Main: task was cancelled")


if __name__ == "__main__":
    asyncio.run(main())
