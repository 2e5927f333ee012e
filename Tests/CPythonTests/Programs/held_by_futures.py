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


async def unnamed():
    """Nobody but the await holds the task."""
    await asyncio.create_task(failing("unnamed"))


async def main():
    for case in gathered, waited_for, awaited_twice, completed, unnamed:
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
                names = [line.split()[-1] for line in traceback.format_exc().splitlines() if ", in " in line]
                print([name for name in names if name in ("raised_again", "inner", "failing", "timed_out")])


asyncio.run(raised_again())
