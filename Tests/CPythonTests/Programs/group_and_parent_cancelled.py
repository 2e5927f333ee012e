"""The owner of a TaskGroup is cancelled in the very moment in which a child fails, on either side of it."""
import asyncio


async def fail(delay):
    await asyncio.sleep(delay)
    raise ValueError("child")


async def owner():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(1))
            await asyncio.sleep(3)
    except* ValueError as error:
        print("owner saw", repr(error), asyncio.current_task().cancelling())
    print("owner goes on to its next await")
    await asyncio.sleep(1)
    print("owner is done")


async def run(delays):
    task = asyncio.create_task(owner())
    for delay in delays:
        await asyncio.sleep(delay)
        print("cancel", task.cancel("from outside"))
    try:
        await task
        print("finished", task.cancelling())
    except asyncio.CancelledError as error:
        print("cancelled", error.args, task.cancelling())


async def main():
    await run([1])
    await run([0.5])
    await run([1, 0])
    await run([1, 0, 0])
    await run([1.5])


asyncio.run(main())
