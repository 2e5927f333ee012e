"""Items that take time to arrive

Each turn of "async for" awaits the next item, and the loop runs other tasks until it is there. The
first counter is a class with __anext__, the second one an asynchronous generator that says the same
in a third of the lines. They count side by side.
"""

import asyncio


class AsyncCounter:
    def __init__(self, stop):
        self.current = 0
        self.stop = stop

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.current < self.stop:
            # note: The loop that asked for the item waits here, and only that one.
            await asyncio.sleep(0.1)
            self.current += 1
            return self.current - 1
        else:
            raise StopAsyncIteration


async def async_counter(stop):
    for i in range(stop):
        await asyncio.sleep(0.14)
        # note: A generator gives its item back in the middle of its own work.
        yield i


async def show(name, counter):
    async for i in counter:
        print(f"{name} {i}")


async def main():
    await asyncio.gather(
        show("class", AsyncCounter(5)),
        show("generator", async_counter(3)),
    )
    print([i async for i in async_counter(3) if i != 1])


if __name__ == "__main__":
    asyncio.run(main())
