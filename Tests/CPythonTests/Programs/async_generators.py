"""Asynchronous generators: sent to, thrown into, closed, left behind."""

import asyncio


async def numbers(name, count=3, delay=0.1):
    try:
        for number in range(count):
            try:
                sent = yield number
                if sent is not None:
                    print(name, "was sent", sent)
            except ValueError as error:
                print(name, "caught", repr(error))
                yield "caught"
            await asyncio.sleep(delay)
    except GeneratorExit:
        print(name, "exits")
        raise
    finally:
        await asyncio.sleep(delay)
        print(name, "ends")


async def attempt(make):
    """Awaits what `make` makes, of which no frame keeps anything."""
    try:
        print(repr(await make()))
    except BaseException as error:
        print(type(error).__name__, error, repr(error.__cause__), repr(error.__context__))


async def steps():
    generator = numbers("a")
    await attempt(lambda: generator.asend(1))
    await attempt(lambda: anext(generator))
    await attempt(lambda: generator.asend("hello"))
    await attempt(lambda: generator.athrow(ValueError("thrown")))
    await attempt(lambda: generator.athrow(KeyError("not caught")))
    await attempt(lambda: anext(generator))
    await attempt(lambda: anext(generator, "default"))
    await attempt(lambda: generator.aclose())
    await attempt(lambda: generator.athrow(ValueError("after the end")))
    await attempt(lambda: generator.asend(1))
    print(generator.__aiter__() is generator, generator.__name__)


async def beginnings():
    await attempt(lambda: numbers("never begun").aclose())
    await attempt(lambda: numbers("never begun").athrow(ValueError("before the beginning")))
    generator = numbers("begun twice")
    first = generator.asend(None)
    await attempt(lambda: first)
    await attempt(lambda: first)
    await attempt(lambda: generator.aclose())
    await attempt(lambda: generator.aclose())
    closing = numbers("closed twice").aclose()
    await attempt(lambda: closing)
    await attempt(lambda: closing)


async def at_once():
    generator = numbers("busy", 5, 0.2)
    await anext(generator)
    task = asyncio.create_task(attempt(lambda: anext(generator)))
    await asyncio.sleep(0.1)
    await attempt(lambda: anext(generator))
    await attempt(lambda: generator.asend(1))
    await attempt(lambda: generator.athrow(ValueError("busy")))
    await attempt(lambda: generator.aclose())
    await task
    await attempt(lambda: generator.aclose())


async def refuses_to_end():
    async def stubborn():
        try:
            yield 1
        except GeneratorExit:
            yield 2

    generator = stubborn()
    await anext(generator)
    await attempt(lambda: generator.aclose())

    async def stops():
        yield 1
        raise StopAsyncIteration("inside")

    generator = stops()
    await anext(generator)
    await attempt(lambda: anext(generator))

    async def exits():
        yield 1
        raise StopIteration("inside")

    generator = exits()
    await anext(generator)
    await attempt(lambda: anext(generator))


async def cancelled():
    generator = numbers("cancelled", 3, 1)

    async def consume():
        async for number in generator:
            print("got", number)

    task = asyncio.create_task(consume())
    await asyncio.sleep(0.5)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    await attempt(lambda: anext(generator))
    try:
        async with asyncio.timeout(0.5):
            async for number in numbers("timed out", 3, 0.2):
                print("got", number)
                await asyncio.sleep(0.2)
    except TimeoutError:
        print("timed out")
    await asyncio.sleep(1)


async def left_behind():
    async for number in numbers("broken off"):
        break
    print("after the loop")
    await asyncio.sleep(0.2)
    generator = numbers("let go")
    await anext(generator)
    del generator
    print("let go of it")
    await asyncio.sleep(0.2)
    names = [numbers(f"kept {i}") for i in range(2)]
    for generator in names:
        await anext(generator)
    kept.extend(names)


kept = []


async def nested():
    async def outer():
        async for number in numbers("inner", 2):
            yield number * 10

    async for number in outer():
        print("got", number)
        if number:
            break
    print([number async for number in outer() if number], {number async for number in numbers("set", 2, 0)})
    print([await asyncio.sleep(0, number) async for number in numbers("awaits", 2, 0)])
    await asyncio.sleep(1)


async def shut_down():
    loop = asyncio.get_running_loop()
    generator = numbers("shut down")
    await anext(generator)
    await loop.shutdown_asyncgens()
    await attempt(lambda: anext(generator, "over"))


for part in [steps, beginnings, at_once, refuses_to_end, cancelled, left_behind, nested, shut_down]:
    print(part.__name__)
    asyncio.run(part())
