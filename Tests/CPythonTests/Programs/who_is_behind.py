"""Who wakes, and why one is cancelled: callbacks on what is done already, gathers, and cancels on the way to an await."""
import asyncio


async def value(result, delay=0):
    await asyncio.sleep(delay)
    return result


async def cancels_itself(then):
    asyncio.current_task().cancel("self")
    return await then


async def attempt(title, awaitable):
    try:
        print(title, await awaitable)
    except BaseException as error:
        print(title, "raised", repr(error))


async def main():
    done = [asyncio.create_task(value(n)) for n in range(3)]
    await asyncio.wait(done)
    for one in asyncio.as_completed(done):
        print(await one)
    print(len((await asyncio.wait(done))[0]))
    await attempt("itself, then a task", asyncio.create_task(cancels_itself(asyncio.create_task(value(1, 1)))))
    await attempt("itself, then a gather", asyncio.create_task(cancels_itself(asyncio.gather(value(1, 1)))))
    await attempt("itself, then a sleep", asyncio.create_task(cancels_itself(asyncio.sleep(1))))
    await attempt("a late gather", asyncio.wait_for(asyncio.gather(value(1, 1), value(2, 2)), 0))
    await attempt("a gather in time", asyncio.wait_for(asyncio.gather(value(1, 1), value(2, 2)), 1.5))
    task = asyncio.create_task(value(1, 5))
    asyncio.get_running_loop().call_soon(task.cancel, "called soon")
    await attempt("by the loop", task)


asyncio.run(main())
