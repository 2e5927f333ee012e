"""A task that is cancelled before its first step never runs."""
import asyncio


async def never():
    print("this is never printed")


async def main():
    task = asyncio.create_task(never())
    print(task.cancel("too early"), task.cancelling(), task.done(), task.cancelled())
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args, task.cancelled())
    print(task.cancel(), task.cancelling())


asyncio.run(main())
