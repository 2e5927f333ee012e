"""What futures hold: a gather its children, and the traceback of an error until it is raised a second time."""

import asyncio
import traceback


async def ticks(name):
    try:
        yield name
        yield name
    finally:
        print("closed", name)


async def failing(name, delay=0):
    generator = ticks(name)
    await anext(generator)
    await asyncio.sleep(delay)
    raise ValueError(name)


async def failed(awaitable):
    try:
        await awaitable
    except ValueError as error:
        print("failed", error)


async def gathered():
    gather = asyncio.gather(failing("first"), failing("second"), asyncio.gather(failing("third"), failing("fourth")))
    try:
        await gather
    except ValueError as error:
        print("failed", error)
    await asyncio.sleep(0.1)
    print("let go")
    del gather


async def waited_for():
    """The error that is thrown into wait_for holds the gather that it waits for, and that its children."""
    async with asyncio.TaskGroup() as group:
        group.create_task(failing("grouped", 0.1))
        await asyncio.wait_for(asyncio.gather(failing("early", 0.1), failing("beside", 0.1)), 1)


async def awaited_twice():
    task = asyncio.create_task(failing("task"))
    for _ in range(2):
        await failed(task)
        await asyncio.sleep(0.1)
        print("awaited")


async def completed():
    """An iteration that is left lets go of those that have ended meanwhile."""
    async for one in asyncio.as_completed([failing("one"), failing("two"), failing("three")]):
        await one


async def timed_out_iteration():
    """Once its deadline has passed, an iteration and its timer hold each other, and with it what ended before that."""
    tasks = [failing("taken"), failing("not taken"), asyncio.sleep(1)]
    async for one in asyncio.as_completed(tasks, timeout=0.1):
        await asyncio.sleep(0.2)
        break
    one = None
    await asyncio.sleep(0.1)
    print("left")


lock = asyncio.Lock()


async def locked():
    await lock.acquire()
    raise ValueError("locked")


async def forgotten():
    """A lock does not hold the task that holds it."""
    asyncio.create_task(locked())
    await asyncio.sleep(0.1)
    print("forgotten")


async def cancelled_gather():
    """What the children of a gather raised counts as retrieved, also where it was cancelled."""
    gather = asyncio.gather(failing("one child", 0.1), failing("another child", 0.1), return_exceptions=True)
    asyncio.get_running_loop().call_later(0.1, gather.cancel)
    try:
        await gather
    except asyncio.CancelledError:
        print("cancelled")


async def unnamed():
    """Nobody but the await holds the task."""
    await asyncio.create_task(failing("unnamed"))


async def idle(generator):
    await asyncio.sleep(0)


async def unstarted():
    """The error that ends a coroutine before it ran holds what that was called with."""
    generators = [ticks("unstarted")]
    await anext(generators[0])
    task = asyncio.create_task(idle(generators.pop()))
    task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(0.1)
    print("cancelled", task.cancelled())
    try:
        await task
    except asyncio.CancelledError:
        print(calls())
    await asyncio.sleep(0.1)
    del task


def calls():
    """The functions that a traceback leads through, but for those of asyncio."""
    names = [line.split()[-1] for line in traceback.format_exc().splitlines() if ", in " in line]
    return [name for name in names if name in ("raised_again", "inner", "failing", "timed_out", "unstarted", "idle")]


async def main():
    for case in gathered, waited_for, awaited_twice, completed, unnamed, unstarted, timed_out_iteration, forgotten, cancelled_gather:
        print("-", case.__name__)
        try:
            await asyncio.create_task(case())
        except* ValueError as group:
            print("caught", [str(error) for error in group.exceptions])
        await asyncio.sleep(0.5)


asyncio.run(main())


async def inner(future):
    await future


async def timed_out():
    async with asyncio.timeout(0.1):
        await asyncio.sleep(1)


async def raised_again():
    for future in asyncio.create_task(failing("again")), asyncio.gather(failing("a"), failing("b")), timed_out():
        future = asyncio.ensure_future(future)
        for _ in range(3):
            try:
                await inner(future)
            except Exception:
                print(calls())


asyncio.run(raised_again())


def take_back():
    """A callback that takes itself back, and fails then."""
    handle.cancel()
    raise ValueError("taken back")


async def callbacks():
    global handle
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, told: print(told["message"], told["handle"]))
    handle = loop.call_soon(take_back)
    await asyncio.sleep(0)


asyncio.run(callbacks())


async def leave():
    raise SystemExit(3)


async def leaving():
    asyncio.create_task(leave())
    await asyncio.sleep(1)


try:
    asyncio.run(leaving())
except SystemExit as error:
    # The error holds the task that it ended.
    print("left", error)
print("let go")

loop = asyncio.new_event_loop()
loop.create_task(inner(None))
loop.call_soon(loop.stop)
loop.create_task(idle(None))
loop.run_forever()
task = loop.create_task(idle(None))
loop.close()
print("closed")
del task
print("end")
