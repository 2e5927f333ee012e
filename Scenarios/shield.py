"""shield() keeps a cancellation out

Both tasks wait for the same kind of write, and both are cancelled after one second. Without
shield() the cancellation passes on to the write and stops it half way. With shield() only the
waiting ends: the write goes on to its end.
"""

import asyncio


async def write(name):
    try:
        await asyncio.sleep(2)
        print(f"{name}: written")
    except asyncio.CancelledError:
        print(f"{name}: stopped half way")
        raise


async def plain(job):
    await job


async def shielded(job):
    # note: The cancellation ends this wait, and goes no further.
    await asyncio.shield(job)


async def main():
    job1 = asyncio.create_task(write("plain"))
    job2 = asyncio.create_task(write("shielded"))
    waiter1 = asyncio.create_task(plain(job1))
    waiter2 = asyncio.create_task(shielded(job2))

    await asyncio.sleep(1)
    # note: Each cancellation is for the task that waits, and not for the write.
    waiter1.cancel()
    waiter2.cancel()

    for result in await asyncio.gather(waiter1, waiter2, return_exceptions=True):
        print(f"the waiting ended with {type(result).__name__}")
    await job2


if __name__ == "__main__":
    asyncio.run(main())
