"""Asynchronous context managers and iterators, and what a cancellation does to them."""
import asyncio


class Resource:
    def __init__(self, name, swallow=()):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        print(self.name, "acquired")
        return self

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0.1)
        print(self.name, "released", kind and kind.__name__, error)
        return kind is not None and issubclass(kind, self.swallow)


class Counter:
    def __init__(self, stop):
        self.current, self.stop = 0, stop

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.current == self.stop:
            raise StopAsyncIteration
        await asyncio.sleep(0.1)
        self.current += 1
        return self.current


async def use():
    async with Resource("outer"), Resource("inner", ValueError) as inner:
        print("using", inner.name)
        raise ValueError("swallowed by the inner one")
    print("after")
    async with Resource("cancelled"):
        await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(use())
    async for n in Counter(3):
        print(n)
    else:
        print("no more")
    print([n * n async for n in Counter(3) if n != 2])
    await asyncio.sleep(1)
    task.cancel("enough")
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
