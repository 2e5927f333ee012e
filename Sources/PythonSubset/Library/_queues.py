"""asyncio's queues for those who derive classes from them: each step asks the methods that CPython's asks."""

import asyncio
from collections import deque
from heapq import heappop, heappush


class Queue(asyncio.Queue):
    __module__ = "asyncio.queues"
    _loop = None
    # Before those of the class in Swift, which cannot be written.
    _maxsize = _unfinished_tasks = 0
    _is_shutdown = False

    def __new__(cls, *args, **kwargs):
        return object.__new__(cls)

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._record = _record(self, maxsize)
        self._getters, self._putters = deque(), deque()
        self._unfinished_tasks = 0
        self._finished = _finished(self._record)
        self._init(maxsize)
        self._is_shutdown = False

    def _init(self, maxsize):
        self._queue = deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    def _get_loop(self):
        loop = asyncio.get_running_loop()
        if self._loop is None:
            self._loop = loop
        if loop is not self._loop:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return loop

    def _wakeup_next(self, waiters):
        while waiters:
            waiter = waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def _format(self):
        facts = [f"maxsize={self._maxsize!r}"]
        if vars(self).get("_queue"):
            facts.append(f"_queue={list(self._queue)!r}")
        if self._getters:
            facts.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            facts.append(f"_putters[{len(self._putters)}]")
        if self._unfinished_tasks:
            facts.append(f"tasks={self._unfinished_tasks}")
        if self._is_shutdown:
            facts.append("shutdown")
        return " ".join(facts)

    def qsize(self):
        return len(self._queue)

    @property
    def maxsize(self):
        return self._maxsize

    def empty(self):
        return not self._queue

    def full(self):
        return False if self._maxsize <= 0 else self.qsize() >= self._maxsize

    async def put(self, item):
        while self.full():
            if self._is_shutdown:
                raise asyncio.QueueShutDown
            putter = self._wait_in(self._putters, "put")
            try:
                await putter
            except:
                self._give_up(putter, self._putters, self.full)
                raise
            _end_wait(self._record)
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._is_shutdown:
            raise asyncio.QueueShutDown
        if self.full():
            raise asyncio.QueueFull
        self._put(item)
        self._unfinished_tasks += 1
        self._finished.clear()
        self._tell("put")
        self._wakeup_next(self._getters)

    async def get(self):
        while self.empty():
            if self._is_shutdown and self.empty():
                raise asyncio.QueueShutDown
            getter = self._wait_in(self._getters, "get")
            try:
                await getter
            except:
                self._give_up(getter, self._getters, self.empty)
                raise
            _end_wait(self._record)
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            if self._is_shutdown:
                raise asyncio.QueueShutDown
            raise asyncio.QueueEmpty
        item = self._get()
        self._tell("get")
        self._wakeup_next(self._putters)
        return item

    def task_done(self):
        if self._unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished_tasks -= 1
        self._tell("task_done")
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished_tasks > 0:
            await self._finished.wait()

    def shutdown(self, immediate=False):
        self._is_shutdown = True
        if immediate:
            while not self.empty():
                self._get()
                if self._unfinished_tasks > 0:
                    self._unfinished_tasks -= 1
            if self._unfinished_tasks == 0:
                self._finished.set()
        self._tell("close")
        for waiters in (self._getters, self._putters):
            while waiters:
                waiter = waiters.popleft()
                if not waiter.done():
                    waiter.set_result(None)

    # What CPython's has no methods for.

    def _wait_in(self, waiters, purpose):
        self._get_loop()
        waiter = _waiter(self._record, purpose)
        waiters.append(waiter)
        return waiter

    def _give_up(self, waiter, waiters, is_blocked):
        """A wait that failed passes on what may have woken it."""
        _end_wait(self._record)
        waiter.cancel()
        if waiter in waiters:
            waiters.remove(waiter)
        if not is_blocked() and not waiter.cancelled():
            self._wakeup_next(waiters)

    def _tell(self, operation):
        items = vars(self).get("_queue")
        _note(self._record, operation, len(items) if hasattr(items, "__len__") else 0)


class LifoQueue(Queue, asyncio.LifoQueue):
    __module__ = "asyncio.queues"

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()


class PriorityQueue(Queue, asyncio.PriorityQueue):
    __module__ = "asyncio.queues"

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heappush(self._queue, item)

    def _get(self):
        return heappop(self._queue)
