"""The threads of pools on the virtual clock, of which one runs at a time, each until it sleeps, waits or ends."""

import atexit
import bisect
import concurrent.futures
import itertools
import sys
import threading
import types
from asyncio import base_events, events, futures

from . import layout, workers
from .clock import Clock
from .executors import call_name

POOL_SIZE = 8


class Worker:
    """A thread that runs only while it has the baton."""

    def __init__(self, log, name, pool, frame):
        self.name = name
        self.pool = pool
        self.condition = None
        self.ended = False
        self.number = workers.create(log, self, frame)
        self._log = log
        self._baton = threading.Semaphore(0)
        self._returned = threading.Semaphore(0)
        self.thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.thread.start()

    def _run(self):
        self._baton.acquire()
        workers.enter(self._log, self.number)
        self.pool.serve(self)
        self.ended = True
        workers.leave(self._log)
        self._returned.release()

    def run(self):
        self._baton.release()
        self._returned.acquire()

    def give_way(self):
        self._returned.release()
        self._baton.acquire()


class Workers:
    """Which worker runs when."""

    log = None
    current = None
    ready, sleeping, waiting, pools = [], [], [], []
    threads = {}
    _serial = itertools.count()

    @classmethod
    def is_mine(cls):
        """Whether the thread that calls is a worker."""
        return threading.get_ident() in cls.threads

    @classmethod
    def start(cls, name, pool, frame):
        worker = Worker(cls.log, name, pool, frame)
        cls.threads[worker.thread.ident] = worker
        cls.ready.append(worker)
        return worker

    @classmethod
    def wake(cls, worker, waker, source=0):
        cls.log.sink.event2(cls.log.now(), worker.number, source, waker, layout.READY)
        cls.ready.append(worker)

    @classmethod
    def run_ready(cls):
        """Lets all that can run do so, until each sleeps, waits or has ended."""
        if cls.current is not None:
            return
        while True:
            while cls.ready:
                cls._run(cls.ready.pop(0))
            satisfied = [worker for worker in cls.waiting if worker.condition()]
            for worker in satisfied:
                cls.waiting.remove(worker)
                cls.wake(worker, layout.BY_CALLBACK)
            if not satisfied:
                return

    @classmethod
    def _run(cls, worker):
        cls.current = worker
        workers.resume(cls.log, worker.number)
        worker.run()
        cls.current = None
        if worker.ended:
            del cls.threads[worker.thread.ident]
            workers.finish(cls.log, worker.number)
            worker.pool.thread_ended()

    @classmethod
    def next_wake(cls):
        return cls.sleeping[0][0] if cls.sleeping else float("inf")

    @classmethod
    def advance(cls, to):
        """Moves the clock, and lets those go on whose sleep ends on the way."""
        cls.run_ready()
        while cls.sleeping and cls.sleeping[0][0] <= to:
            Clock.now = cls.sleeping[0][0]
            while cls.sleeping and cls.sleeping[0][0] <= Clock.now:
                cls.wake(cls.sleeping.pop(0)[2], layout.BY_TIMER)
            cls.run_ready()
        Clock.now = max(Clock.now, to)

    # On the thread of the current worker

    @classmethod
    def sleep(cls, until):
        worker = cls.current
        bisect.insort(cls.sleeping, (until, next(cls._serial), worker))
        time = round(until * 1e9)
        cls.log.sink.event(
            layout.SUSPEND, worker.number, 0, workers.stack_chain(cls.log), time & 0xFFFFFFFF, time >> 32,
            detail=layout.SLEEP)
        worker.give_way()

    @classmethod
    def idle(cls):
        cls._give_way(layout.IO, "another call")

    @classmethod
    def _give_way(cls, kind, what):
        worker, log = cls.current, cls.log
        log.sink.event3(log.now(), worker.number, log.sink.text(what), workers.stack_chain(log), kind, layout.SUSPEND)
        worker.give_way()

    @classmethod
    def wait(cls, what, condition, timeout=None):
        """Blocks the thread that calls until a condition holds."""
        if cls.is_mine():
            if not condition():
                cls.current.condition = condition
                cls.waiting.append(cls.current)
                cls._give_way(layout.EXECUTOR, what)
            return
        deadline = float("inf") if timeout is None else Clock.now + timeout
        while True:
            cls.run_ready()
            if condition():
                return
            wake = min(cls.next_wake(), deadline)
            if wake == float("inf"):
                from .virtual_time import Deadlock

                raise Deadlock("deadlock: nothing is left that could end the wait for %s" % what)
            cls.advance(wake)
            if not condition() and Clock.now >= deadline:
                raise concurrent.futures.TimeoutError


class VirtualFuture(concurrent.futures.Future):
    call_name = "a call"

    def result(self, timeout=None):
        if not self.done():
            Workers.wait(self.call_name, self.done, timeout)
        return super().result(0)

    def exception(self, timeout=None):
        if not self.done():
            Workers.wait(self.call_name, self.done, timeout)
        return super().exception(0)


class VirtualEvent(threading.Event):
    """What `concurrent.futures` waits for in functions that wait for several futures."""

    def wait(self, timeout=None):
        if is_foreign():
            return super().wait(timeout)
        try:
            Workers.wait("several calls", self.is_set, timeout)
        except concurrent.futures.TimeoutError:
            pass
        return self.is_set()


class VirtualPool(concurrent.futures.ThreadPoolExecutor):
    """A pool of threads, of which the clock says which one runs when."""

    _made = itertools.count()

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        prefix = thread_name_prefix or "ThreadPoolExecutor-%d" % next(self._made)
        super().__init__(max_workers, prefix, initializer, initargs)
        self._size = max_workers or POOL_SIZE
        self._calls, self._workers, self._idle = [], [], []
        self.when_ended = None
        Workers.pools.append(self)

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = VirtualFuture()
        future.call_name = call_name(fn)
        self._calls.append((future, fn, args, kwargs))
        if self._idle:
            waker, source = Workers.log.cause()
            Workers.wake(self._idle.pop(0), waker, source)
        elif len(self._workers) < self._size:
            name = "%s_%d" % (self._thread_name_prefix, len(self._workers))
            self._workers.append(Workers.start(name, self, sys._getframe(1)))
        return future

    def serve(self, worker):
        """What each thread does."""
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            if not self._calls:
                if self._shutdown:
                    return
                self._idle.append(worker)
                Workers.idle()
                continue
            future, function, args, kwargs = self._calls.pop(0)
            if not future.set_running_or_notify_cancel():
                continue
            try:
                result = function(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
            future = function = args = kwargs = result = None

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            while self._calls:
                self._calls.pop(0)[0].cancel()
        while self._idle:
            waker, source = Workers.log.cause()
            Workers.wake(self._idle.pop(0), waker, source)
        if wait and not self.has_ended():
            Workers.wait(self._thread_name_prefix, self.has_ended)

    def has_ended(self):
        return all(worker.ended for worker in self._workers)

    def thread_ended(self):
        if self.when_ended is not None and self.has_ended():
            self.when_ended()


def foreign_thread():
    """A thread that the program made beside its pools, and that runs; None where there is none."""
    own = set(Workers.threads) | {threading.main_thread().ident}
    return next((thread for thread in threading.enumerate() if thread.ident not in own), None)


def is_foreign():
    """Whether the thread that calls is one that the program made beside its pools."""
    ident = threading.get_ident()
    return ident not in Workers.threads and ident != threading.main_thread().ident


def install(log):
    Workers.log = log
    plain_run = events.Handle._run

    def run(self):
        try:
            plain_run(self)
        finally:
            # A traceback may keep this frame, which must not keep the task then.
            self = None
        Workers.run_ready()

    events.Handle._run = run
    concurrent.futures.ThreadPoolExecutor = concurrent.futures.thread.ThreadPoolExecutor = VirtualPool
    VirtualPool.__name__ = VirtualPool.__qualname__ = "ThreadPoolExecutor"
    concurrent.futures.Future = concurrent.futures._base.Future = VirtualFuture
    concurrent.futures._base.threading = types.SimpleNamespace(**dict(vars(threading), Event=VirtualEvent))
    VirtualFuture.__name__ = VirtualFuture.__qualname__ = "Future"
    loop = base_events.BaseEventLoop

    async def shutdown_default_executor(self, timeout=None):
        self._executor_shutdown_called = True
        pool = self._default_executor
        if pool is None:
            return
        future = self.create_future()
        log.waits.calls[future] = "the threads of its pool"
        pool.when_ended = lambda: self.is_closed() or self.call_soon(futures._set_result_unless_cancelled, future, None)
        pool.shutdown(wait=False)
        if pool.has_ended():
            pool.when_ended()
        await future

    def end_pools():
        for pool in Workers.pools:
            pool.shutdown()

    atexit.register(end_pools)
    shutdown_default_executor.__qualname__ = "BaseEventLoop.shutdown_default_executor"
    loop.shutdown_default_executor = shutdown_default_executor
