"""Stages of asynchronous generators, chained, with back pressure by construction."""

import asyncio
import itertools
from contextlib import aclosing


async def numbers(limit=None):
    try:
        for number in itertools.count(1) if limit is None else range(1, limit + 1):
            await asyncio.sleep(0.01)
            yield number
    finally:
        print("source closed")


async def transform(source, function):
    async for item in source:
        result = function(item)
        if asyncio.iscoroutine(result):
            result = await result
        yield result


async def keep(source, test):
    async for item in source:
        if test(item):
            yield item


async def chunks(source, size):
    chunk = []
    async for item in source:
        chunk.append(item)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk.clear()
    if chunk:
        yield tuple(chunk)


async def slow_square(x):
    await asyncio.sleep(0.005)
    return x * x


async def merge(*sources):
    queue = asyncio.Queue()
    done = object()

    async def pump(source):
        try:
            async for item in source:
                await queue.put(item)
        finally:
            await queue.put(done)

    async with asyncio.TaskGroup() as group:
        for source in sources:
            group.create_task(pump(source))
        left = len(sources)
        while left:
            item = await queue.get()
            if item is done:
                left -= 1
            else:
                yield item


async def main():
    stages = chunks(keep(transform(numbers(10), slow_square), lambda x: x % 2), 2)
    print([chunk async for chunk in stages])
    async with aclosing(numbers()) as endless:
        total = 0
        async for number in endless:
            total += number
            if total > 20:
                print("enough:", total)
                break
    print(sorted([item async for item in merge(numbers(3), transform(numbers(2), str))], key=str))


asyncio.run(main())
