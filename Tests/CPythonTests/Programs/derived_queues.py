"""Queues of classes that the program derives from asyncio's, with methods of its own at each place that asyncio calls."""

import asyncio


class UniqueQueue(asyncio.Queue):
    """Holds each item once."""

    def _init(self, maxsize):
        self._queue = dict()

    def _put(self, item):
        self._queue[item] = None

    def _get(self):
        item = next(iter(self._queue))
        del self._queue[item]
        return item


class DroppingQueue(asyncio.Queue):
    """Drops its oldest item where it is full, in `put` as well as in `put_nowait`."""

    def __init__(self, maxsize, name):
        super().__init__(maxsize=maxsize)
        self.name, self.dropped = name, []

    async def put(self, item):
        if self.full():
            self.dropped.append(self.get_nowait())
            self.task_done()
        await super().put(item)

    def __repr__(self):
        return f"{self.name}: {super().__str__()}"


class CountingQueue(asyncio.PriorityQueue):
    taken = 0

    def get_nowait(self):
        item = super().get_nowait()
        self.taken += 1
        print("take", item, self.qsize())
        return item

    def full(self):
        print("full?")
        return super().full()


class Stack(asyncio.LifoQueue):
    pass


async def consume(queue, name, delay=0.0):
    while True:
        try:
            item = await queue.get()
        except asyncio.QueueShutDown:
            print(name, "ends")
            return
        print(name, "gets", item)
        await asyncio.sleep(delay)
        queue.task_done()


async def produce(queue, items, delay=0.0):
    for item in items:
        await queue.put(item)
        print("put", item, str(queue))
        await asyncio.sleep(delay)


async def main():
    unique = UniqueQueue(2)
    print(isinstance(unique, asyncio.Queue), issubclass(Stack, asyncio.Queue), str(unique), unique.maxsize, unique.empty())
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(unique, [1, 1, 2, 3, 3, 4], 0.1))
        group.create_task(consume(unique, "a", 0.3))
        group.create_task(consume(unique, "b", 0.5))
        await asyncio.sleep(3)
        unique.shutdown()

    dropping = DroppingQueue(2, name="dropping")
    await produce(dropping, range(5))
    print(dropping, dropping.dropped, dropping.qsize(), dropping.full())
    taker = asyncio.create_task(consume(dropping, "c"))
    await dropping.join()
    taker.cancel()
    print(await asyncio.gather(taker, return_exceptions=True))
    print(str(dropping))

    counting = CountingQueue(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(produce(counting, [(2, "x"), (1, "y"), (3, "z")]))
        for _ in range(3):
            group.create_task(counting.get())
    print(counting.taken, str(counting))

    stack = Stack()
    for item in "abc":
        stack.put_nowait(item)
    print(str(stack), await stack.get(), stack.get_nowait(), stack.qsize())
    stack.shutdown(immediate=True)
    try:
        await stack.put("d")
    except asyncio.QueueShutDown as error:
        print(repr(error), str(stack))

    empty = Stack(1)
    for attempt in (empty.get_nowait, empty.task_done):
        try:
            attempt()
        except (asyncio.QueueEmpty, ValueError) as error:
            print(repr(error))
    waiters = [asyncio.create_task(empty.get(), name=f"get {i}") for i in range(3)]
    await asyncio.sleep(0)
    print(str(empty))
    waiters[0].cancel()
    empty.put_nowait(1)
    try:
        empty.put_nowait(2)
    except asyncio.QueueFull as error:
        print(repr(error))
    # Woken and cancelled in one turn: the next in line gets the item.
    waiters[1].cancel()
    print(await asyncio.gather(*waiters, return_exceptions=True))
    try:
        async with asyncio.timeout(0.5):
            await empty.get()
    except TimeoutError:
        print("nothing came", str(empty))
    putters = [asyncio.create_task(empty.put(i)) for i in range(3)]
    await asyncio.sleep(0)
    print(str(empty), [await empty.get() for _ in range(3)], str(empty))
    await asyncio.gather(*putters)


asyncio.run(main())


class Plain(asyncio.Queue):
    def __init__(self):
        asyncio.Queue.__init__(self, 3)


class Largest(asyncio.PriorityQueue):
    def _put(self, item):
        super()._put((-item, item))

    def _get(self):
        return super()._get()[1]


async def wait_for_nothing(queue):
    try:
        await asyncio.wait_for(queue.get(), 0.1)
    except TimeoutError:
        print("nothing")


async def order():
    largest = Largest()
    for item in (1, 3, 2):
        largest.put_nowait(item)
    print([largest.get_nowait() for _ in range(3)], str(Plain()), Largest.__mro__[1], Largest.__bases__)


asyncio.run(order())
plain = Plain()
asyncio.run(wait_for_nothing(plain))
try:
    asyncio.run(wait_for_nothing(plain))
except RuntimeError as error:
    print(str(error).endswith("maxsize=3> is bound to a different event loop"))
