"""A cancellation that waits for a lock on its way keeps the context that it was raised with."""

import asyncio


def describe(error):
    text = type(error).__name__ + str(error.args) + f"#{error.__suppress_context__}"
    if error.__context__ is not None:
        text += f" after {describe(error.__context__)}"
    return text


cond = asyncio.Condition()


async def holder():
    async with cond:
        await asyncio.sleep(3)


async def waits():
    async with cond:
        try:
            await cond.wait()
        except BaseException as e:
            print("wait", describe(e))
            raise


async def caught(*messages):
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    for time, message in zip([1, 3, 3.5], messages):
        loop.call_later(time, task.cancel, message)
    try:
        await asyncio.sleep(50)
    finally:
        h = asyncio.create_task(holder())
        try:
            await waits()
        except BaseException as e:
            print("caught", describe(e))
            raise


async def thrice():
    await caught("first", "second", "third")


async def twice():
    await caught("first", "second")


async def in_group():
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    loop.call_later(1, task.cancel, "first")
    loop.call_later(3, task.cancel, "second")
    try:
        await asyncio.sleep(50)
    finally:
        async with asyncio.TaskGroup() as group:
            group.create_task(holder())
            await waits()


async def with_others():
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    loop.call_later(1, task.cancel, "first")
    loop.call_later(3, task.cancel, "second")
    others = []
    loop.call_later(3, lambda: [other.cancel("other") for other in others])
    try:
        await asyncio.sleep(50)
    finally:
        async with asyncio.TaskGroup() as group:
            others += [group.create_task(holder()) for _ in range(2)]
            await waits()


for f in thrice, twice, in_group, with_others:
    print(f.__name__)
    cond = asyncio.Condition()
    try:
        asyncio.run(f())
    except BaseException as error:
        print(f.__name__, describe(error))
