"""Who holds an asynchronous generator whose consumer failed: asyncio's own calls, which a traceback leads through."""

import asyncio


async def ticks(name, delay):
    try:
        yield name
        await asyncio.sleep(delay)
        yield name
    finally:
        await asyncio.sleep(delay)
        print("closed", name)


async def consumer(name, delay=0.1):
    generator = ticks(name, delay)
    try:
        print(await generator.__anext__())
        print(await generator.__anext__())
    finally:
        await generator.aclose()


async def failing(name):
    generator = ticks(name, 0)
    print(await generator.__anext__())
    await generator.aclose()
    raise ValueError(name)


async def eager(name):
    generator = ticks(name, 0)
    try:
        raise KeyError(name)
    except KeyError:
        await generator.aclose()
        raise


async def nested():
    async for outer in ticks("outer", 0.1):
        async for inner in ticks("inner", 0.2):
            raise ValueError(outer + inner)


async def left_behind():
    """Ended by the closing of the loop: its call of run_until_complete holds the tasks."""
    asyncio.create_task(consumer("left"))
    asyncio.gather(consumer("gathered"), consumer("as well", 0), return_exceptions=True)
    await asyncio.sleep(0)
    print(sorted([task.get_name() for task in asyncio.all_tasks()]))


async def made_by_calls():
    """Eager tasks fail inside the calls that make them: those hold the tasks."""
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    asyncio.create_task(eager("created"))
    await asyncio.gather(eager("gathered"), asyncio.sleep(0), return_exceptions=True)
    try:
        await asyncio.shield(eager("shielded"))
    except KeyError as error:
        print("shield", error)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(eager("grouped"))
    except* KeyError as error:
        print(error.exceptions)
    for one in asyncio.as_completed([eager("completed")]):
        try:
            await one
        except KeyError as error:
            print("as_completed", error)
    await asyncio.sleep(0.1)
    print("end")


async def failing_ones():
    results = await asyncio.gather(failing("a"), failing("b"), return_exceptions=True)
    print(results)
    del results
    await asyncio.sleep(0.1)
    await asyncio.gather(nested(), return_exceptions=True)
    await asyncio.sleep(0)
    await asyncio.sleep(0.5)


for main in (left_behind, made_by_calls, failing_ones, nested):
    try:
        asyncio.run(main())
    except ValueError as error:
        print("failed", error)


async def comprehended(name):
    """A comprehension has no frame that the error's traceback could hold; a generator expression has."""
    print([i async for i in ticks(name, 0.5) if [j async for j in ticks("inner " + name, 0.5)]])


async def expressed(name):
    async for i in (i async for i in ticks(name, 0.5)):
        print(i)


async def kept(consumer):
    task = asyncio.create_task(consumer("kept"))
    await asyncio.sleep(0.2)
    task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(0.1)
    print(task.cancelled())
    return task


tasks = [asyncio.run(kept(consumer)) for consumer in (comprehended, expressed)]


async def waiting():
    try:
        yield 1
    finally:
        await asyncio.sleep(1)


class Throwing:
    async def __aenter__(self):
        pass

    async def __aexit__(self, kind, error, trace):
        generator = waiting()
        await anext(generator)
        await generator.athrow(error)


async def managed(generators):
    generator = generators.pop()
    async with Throwing():
        await asyncio.sleep(1)


async def cancelled_twice():
    """The frame of a generator that an error is thrown into was not called by the one that awaits it: no ring."""
    generators = [ticks("managed", 0)]
    await anext(generators[0])
    cancelled = [asyncio.create_task(managed(generators))]
    for _ in range(2):
        await asyncio.sleep(0.1)
        cancelled[0].cancel()
    await asyncio.sleep(0.1)
    try:
        await cancelled.pop()
    except asyncio.CancelledError:
        print("cancelled")
    await asyncio.sleep(0.1)
    print("end")


asyncio.run(cancelled_twice())
