"""shield() when the outside is cancelled, when the inside is, when it fails, and when it is done already."""
import asyncio


async def work(delay, error=None):
    await asyncio.sleep(delay)
    if error is not None:
        raise error
    print("work done")
    return delay


async def waiter(title, inner):
    try:
        print(title, await asyncio.shield(inner))
    except BaseException as error:
        print(title, repr(error))


async def main():
    inner = asyncio.create_task(work(2))
    outer = asyncio.create_task(waiter("outside cancelled", inner))
    await asyncio.sleep(1)
    outer.cancel("stop")
    await outer
    print(await inner)

    inner = asyncio.create_task(work(2))
    outer = asyncio.create_task(waiter("inside cancelled", inner))
    await asyncio.sleep(1)
    inner.cancel("stop")
    await outer

    await waiter("inside fails", work(1, ValueError("bad")))
    done = asyncio.create_task(work(0))
    await done
    await waiter("done already", done)
    await waiter("shielded twice", asyncio.shield(work(1)))


asyncio.run(main())
