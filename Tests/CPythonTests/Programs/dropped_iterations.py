"""A coroutine that nobody holds any more ends the generator in whose step it waits, before it ends itself."""

import asyncio


async def ticks(name, wait):
    try:
        for number in range(3):
            yield number
            await wait()
    finally:
        print("closed", name)


async def iterates(name, wait):
    try:
        async for _ in ticks(name, wait):
            print("tick", name)
    finally:
        print("out", name)


async def steps_on(name, generator):
    await anext(generator)
    await anext(generator)


async def turn():
    await asyncio.sleep(0)


async def second():
    await asyncio.sleep(1)


def let_go(wait, name):
    coroutine = iterates(name, wait)
    print("waits", type(coroutine.send(None)).__name__)
    coroutine.close()
    print("-")
    coroutine = iterates(name + " dropped", wait)
    coroutine.send(None)
    del coroutine
    print("-")
    coroutine = iterates(name + " failed", wait)
    coroutine.send(None)
    try:
        coroutine.throw(ValueError)
    except ValueError:
        print("failed")
    generator = ticks(name + " held", wait)
    coroutine = steps_on(name, generator)
    coroutine.send(None)
    del coroutine
    print("held", generator.ag_running, generator.ag_frame is None)
    try:
        generator.asend(None).send(None)
    except StopAsyncIteration:
        print("has ended")


async def main():
    for wait in (lambda: asyncio.sleep(0), lambda: asyncio.sleep(1), turn, second):
        let_go(wait, "inside")


asyncio.run(main())
for wait in (lambda: asyncio.sleep(0), turn):
    let_go(wait, "outside")


async def leave_it(wait):
    global left
    left = iterates("left", wait)
    left.send(None)


asyncio.run(leave_it(turn))
del left
asyncio.run(leave_it(lambda: asyncio.sleep(0)))
left.close()
print("end")
