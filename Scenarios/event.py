"""An Event holds tasks back until it is set

Three tasks wait for one event. wait() suspends a task for as long as the event is not set; set()
makes all of them ready at once, and they run in the order in which they came. Who waits for an
event that is set already does not wait at all.
"""

import asyncio


async def waiter(name, event):
    print(f"{name}: waiting for the event...")
    await event.wait()
    print(f"{name}: event has been set!")


async def main():
    event = asyncio.Event()

    tasks = [asyncio.create_task(waiter(name, event)) for name in ("A", "B", "C")]

    await asyncio.sleep(1)

    # note: Nobody runs yet: set() only makes the three ready.
    event.set()

    for task in tasks:
        await task

    # note: The event is still set, so this one goes straight through.
    await waiter("D", event)


if __name__ == "__main__":
    asyncio.run(main())
