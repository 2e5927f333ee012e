"""What the exit of a TaskGroup holds as long as the group that it raised: a ring with what led to the error it was given."""

import asyncio


async def ticks(name):
    try:
        for i in range(3):
            yield i
            await asyncio.sleep(0.1)
    finally:
        pass


async def use(generator):
    async for i in generator:
        raise KeyError(i)


tasks = []


async def failing(n):
    await tasks[0]


async def grouped(n):
    async with asyncio.TaskGroup() as group:
        await failing(1)


async def main():
    tasks.append(asyncio.create_task(use(ticks("a"))))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    for i in range(2):
        t = asyncio.create_task(grouped(i))
        try:
            await t
        except BaseException as e:
            print(repr(e))


asyncio.run(main())
