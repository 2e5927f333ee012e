"""A cancellation that got lost

cancel() only raises CancelledError in the task, and whoever catches it may swallow it. The first
poller catches BaseException and goes on as if nothing had been asked: its canceller waits in vain.
The second one catches Exception, which leaves CancelledError alone.
"""

import asyncio


async def careless_poller():
    for i in range(1, 4):
        try:
            await asyncio.sleep(1)
            print(f"careless: poll {i}")
        except BaseException as e:
            # note: The request to stop ends here, and the task polls on.
            print(f"careless: ignoring {e!r}")


async def careful_poller():
    for i in range(1, 4):
        try:
            await asyncio.sleep(1)
            print(f"careful: poll {i}")
        except Exception as e:
            print(f"careful: ignoring {e!r}")


async def stop(task):
    task.cancel()
    try:
        # note: Waits until the task has ended, however long that takes.
        await task
    except asyncio.CancelledError:
        pass
    outcome = "cancelled" if task.cancelled() else "ended on its own"
    print(f"{task.get_name()}: {outcome}")


async def main():
    careless = asyncio.create_task(careless_poller(), name="careless")
    careful = asyncio.create_task(careful_poller(), name="careful")
    await asyncio.sleep(1.5)
    await asyncio.gather(stop(careless), stop(careful))


if __name__ == "__main__":
    asyncio.run(main())
