"""The threads of a program, of which one runs at a time, on the twin's virtual clock."""

import bisect
import concurrent.futures
import functools
import sys
import threading


class Worker:
    """A thread that runs only while it has the baton, as taskviz runs the threads of a program."""

    def __init__(self, name, body):
        self.name = name
        self.wake = None
        self.condition = None
        self.ended = False
        self._baton = threading.Semaphore(0)
        self._returned = threading.Semaphore(0)
        self._body = body
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def _run(self):
        self._baton.acquire()
        self._body(self)
        self.ended = True
        self._returned.release()

    def run(self):
        self._baton.release()
        self._returned.acquire()

    def give_way(self):
        self._returned.release()
        self._baton.acquire()


class Workers:
    """Which worker runs when: one at a time, each until it sleeps, waits or ends."""

    current = None

    @classmethod
    def connect(cls, clock, log, deadlock, program):
        """What they need of the twin: its clock, its log, its error, and what it calls a program."""
        cls.clock, cls.log, cls.deadlock, cls.program = clock, log, deadlock, program

    @classmethod
    def reset(cls):
        cls.current = None
        cls.ready = []
        cls.sleeping = []
        cls.waiting = []
        cls.pools = []
        cls.sleeps = 0
        cls.pool_count = 0

    @classmethod
    def start(cls, name, body):
        worker = Worker(name, body)
        if Workers.log() is not None:
            Workers.log().created_worker(worker)
        cls.ready.append(worker)
        return worker

    @classmethod
    def wake(cls, worker, by=None):
        if Workers.log() is not None:
            Workers.log().line(f"ready {Workers.log().number(worker)} by {by or Workers.log().cause()}")
        cls.ready.append(worker)

    @classmethod
    def run_ready(cls):
        if cls.current is not None:
            return
        while True:
            while cls.ready:
                cls._run(cls.ready.pop(0))
            satisfied = [worker for worker in cls.waiting if worker.condition()]
            for worker in satisfied:
                cls.waiting.remove(worker)
                cls.wake(worker, "callback")
            if not satisfied:
                return

    @classmethod
    def next_wake(cls):
        return cls.sleeping[0][0] if cls.sleeping else float("inf")

    @classmethod
    def wake_sleepers(cls):
        while cls.sleeping and cls.sleeping[0][0] <= Workers.clock.now:
            cls.wake(cls.sleeping.pop(0)[2], "timer")

    @classmethod
    def advance(cls, to):
        """Moves the clock, and lets those go on whose sleep ends on the way."""
        cls.run_ready()
        while cls.sleeping and cls.sleeping[0][0] <= to:
            Workers.clock.now = cls.sleeping[0][0]
            cls.wake_sleepers()
            cls.run_ready()
        Workers.clock.now = max(Workers.clock.now, to)

    @classmethod
    def _run(cls, worker):
        cls.current = worker
        if Workers.log() is not None:
            Workers.log().line(f"resume {Workers.log().number(worker)}")
        worker.run()
        cls.current = None
        if worker.ended:
            if Workers.log() is not None:
                Workers.log().line(f"finish {Workers.log().number(worker)} returned")
            if worker.pool.when_ended is not None and worker.pool.has_ended():
                worker.pool.when_ended()

    @classmethod
    def _give_way(cls, on):
        worker = cls.current
        if Workers.log() is not None:
            Workers.log().line(f"suspend {Workers.log().number(worker)} on {on}{stack_sites()}")
        worker.give_way()

    @classmethod
    def sleep(cls, until):
        cls.sleeps += 1
        bisect.insort(cls.sleeping, (until, cls.sleeps, cls.current))
        cls._give_way(f"sleep {until:.9f}")

    @classmethod
    def idle(cls):
        cls._give_way("future")

    @classmethod
    def wait(cls, what, condition, timeout=None):
        """Blocks the thread that calls."""
        if cls.current is not None:
            if not condition():
                cls.current.condition = condition
                cls.waiting.append(cls.current)
                cls._give_way(f"executor {what}")
            return
        deadline = float("inf") if timeout is None else Workers.clock.now + timeout
        while True:
            cls.run_ready()
            if condition():
                return
            wake = min(cls.sleeping[0][0] if cls.sleeping else float("inf"), deadline)
            if wake == float("inf"):
                raise Workers.deadlock
            cls.advance(wake)
            if not condition() and Workers.clock.now >= deadline:
                raise TimeoutError


def stack_sites():
    """The calls of the program that are under way, outermost first."""
    sites, frame = [], sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == Workers.program:
            sites.append(f" {frame.f_code.co_qualname}:{frame.f_lineno}")
        frame = frame.f_back
    return "".join(reversed(sites))


class TwinFuture(concurrent.futures.Future):
    def result(self, timeout=None):
        if not self.done():
            Workers.wait(self.call_name, self.done, timeout)
        return super().result(0)

    def exception(self, timeout=None):
        if not self.done():
            Workers.wait(self.call_name, self.done, timeout)
        return super().exception(0)


class TwinPool(concurrent.futures.ThreadPoolExecutor):
    """CPython's pool, where it is the twin who says which thread runs when."""

    def __init__(self, max_workers=None, thread_name_prefix=""):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self.size = max_workers or 8
        if not thread_name_prefix:
            thread_name_prefix = f"ThreadPoolExecutor-{Workers.pool_count}"
            Workers.pool_count += 1
        self.prefix = thread_name_prefix
        self.calls, self.threads, self.idle = [], [], []
        self.is_shut_down = False
        self.when_ended = None
        Workers.pools.append(self)

    def submit(self, function, /, *args, **kwargs):
        if self.is_shut_down:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = TwinFuture()
        future.call_name = call_name(function)
        self.calls.append((future, function, args, kwargs))
        if self.idle:
            Workers.wake(self.idle.pop(0))
        elif len(self.threads) < self.size:
            worker = Workers.start(f"{self.prefix}_{len(self.threads)}", self.serve)
            worker.pool = self
            self.threads.append(worker)
        return future

    def serve(self, worker):
        while True:
            if not self.calls:
                if self.is_shut_down:
                    return
                self.idle.append(worker)
                Workers.idle()
                continue
            self.perform(*self.calls.pop(0))

    @staticmethod
    def perform(future, function, args, kwargs):
        """Runs a call, and holds nothing of it afterwards, nor does the traceback of what it raised."""
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = function(*args, **kwargs)
        except BaseException as error:
            future.set_exception(error)
            future = function = args = kwargs = None
        else:
            future.set_result(result)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self.is_shut_down = True
        if cancel_futures:
            while self.calls:
                self.calls.pop(0)[0].cancel()
        while self.idle:
            Workers.wake(self.idle.pop(0))
        if wait and not self.has_ended():
            Workers.wait(self.prefix, self.has_ended)

    def has_ended(self):
        return all(worker.ended for worker in self.threads)


def call_name(function):
    while isinstance(function, functools.partial):
        # What `to_thread` makes: `context.run` of the function.
        function = function.args[0] if getattr(function.func, "__name__", "") == "run" else function.func
    return getattr(function, "__qualname__", type(function).__name__)
