import asyncio


def state(thing):
    return " ".join([word for word in repr(thing).split() if not word.startswith("0x")])


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


async def states():
    lock = asyncio.Lock()
    waiters = [asyncio.create_task(lock.acquire()) for _ in range(3)]
    print(waiters[0].get_coro().__name__, state(lock), lock.locked())
    await asyncio.sleep(0)
    print(state(lock), lock.locked())
    waiters[1].cancel()
    lock.release()
    await asyncio.sleep(0)
    print(state(lock), [task.done() for task in waiters])
    await asyncio.sleep(0)
    lock.release()
    attempt(lock.release)
    async with lock as nothing:
        print(nothing, state(lock))
    condition = asyncio.Condition(lock)
    print(state(condition), await condition.acquire(), state(condition), condition.locked(), lock.locked())
    condition.release()
    for thing in [asyncio.Semaphore(), asyncio.Semaphore(0), asyncio.BoundedSemaphore(2), asyncio.Barrier(3)]:
        print(state(thing))
    barrier = asyncio.Barrier(2)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    task = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    print(barrier.n_waiting, state(barrier))
    await barrier.abort()
    try:
        await task
    except asyncio.BrokenBarrierError as error:
        print(repr(error), isinstance(error, RuntimeError), state(barrier), barrier.broken)
    try:
        await barrier.wait()
    except asyncio.BrokenBarrierError as error:
        print(repr(error))
    print(isinstance(asyncio.BoundedSemaphore(), asyncio.Semaphore), asyncio.Lock, asyncio.Barrier)


async def misuse():
    condition = asyncio.Condition()
    for coro in [condition.wait(), condition.wait_for(lambda: False)]:
        try:
            await coro
        except RuntimeError as error:
            print(error)
    attempt(condition.notify)
    attempt(condition.notify_all)
    attempt(asyncio.BoundedSemaphore(1).release)
    attempt(asyncio.Semaphore, -1)
    attempt(asyncio.Semaphore, value="a")
    attempt(asyncio.Barrier, 0)
    attempt(asyncio.Barrier)
    attempt(asyncio.Lock, 1)
    attempt(asyncio.Lock, loop=None)
    attempt(asyncio.Queue, 1, 2)
    attempt(asyncio.Queue().put_nowait)
    attempt(asyncio.Queue().put_nowait, 1, 2)
    attempt(asyncio.Queue().put_nowait, thing=2)
    attempt(asyncio.Queue().task_done)
    attempt(asyncio.Queue().get_nowait)
    attempt(asyncio.Condition, 3)
    print(asyncio.QueueEmpty.__mro__[1], asyncio.QueueShutDown, asyncio.BrokenBarrierError)


class Job:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        print(f"{self.name}<{other.name}", end=" ")
        return self.priority < other.priority

    def __repr__(self):
        return self.name


async def queues():
    queue = asyncio.Queue(2)
    print(queue, queue.maxsize, queue.qsize(), queue.empty(), queue.full())
    queue.put_nowait("a")
    queue.put_nowait(item={"b": 1})
    attempt(queue.put_nowait, 3)
    putter = asyncio.create_task(queue.put("c"))
    await asyncio.sleep(0)
    print(queue, state(queue), queue.full())
    queue.shutdown()
    print(queue, await queue.get(), queue)
    attempt(queue.put_nowait, 4)
    try:
        await putter
    except asyncio.QueueShutDown as error:
        print(repr(error))
    queue.shutdown(immediate=True)
    print(queue)
    attempt(queue.get_nowait)
    queue.task_done()
    await queue.join()
    getter_queue = asyncio.LifoQueue()
    getter = asyncio.create_task(getter_queue.get())
    await asyncio.sleep(0)
    print(getter_queue)
    for item in range(3):
        await getter_queue.put(item)
    print(getter_queue, await getter, getter_queue)
    jobs = asyncio.PriorityQueue()
    for priority, name in [(5, "e"), (3, "c"), (4, "d"), (1, "a"), (2, "b"), (3, "c2")]:
        jobs.put_nowait(Job(priority, name))
    print(jobs)
    print([jobs.get_nowait() for _ in range(6)], jobs)
    mixed = asyncio.PriorityQueue()
    mixed.put_nowait((1, "x"))
    attempt(mixed.put_nowait, "y")
    print(mixed, mixed.qsize())
    alias = asyncio.Queue[int]
    print(alias)


async def in_another_loop(lock):
    try:
        await lock.acquire()
    except RuntimeError as error:
        print(state(error)[-60:])


async def bind(lock):
    await lock.acquire()
    try:
        await asyncio.wait_for(lock.acquire(), 0.1)
    except TimeoutError:
        print("timed out")


asyncio.run(states())
asyncio.run(misuse())
asyncio.run(queues())
bound = asyncio.Lock()
asyncio.run(bind(bound))
asyncio.run(in_another_loop(bound))
