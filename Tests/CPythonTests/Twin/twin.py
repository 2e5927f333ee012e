"""CPython's own asyncio on a virtual clock, with a log of what every task does.

    twin.py file PROGRAM.py     runs one program as `python3` would, without the waiting
    twin.py programs            reads programs, one JSON string a line, and answers each with one line of JSON:
                                {"log": [line, ...], "status": exit status, "stderr": text}

Only what makes asyncio depend on the machine is replaced: the clock, ties between timers (heapq compares deadlines
alone, and a real clock never meets a tie) and sets of tasks, whose order depends on addresses. Tasks, futures, gather,
TaskGroup and timeouts are CPython's own; the log comes from the handles of the loop.
"""

import asyncio
import concurrent.futures
import contextlib
import gc
import inspect
import json
import os
import re
import runpy
import sys
import textwrap
import time
import traceback
import types
import weakref
from asyncio import (
    base_events,
    events,
    futures,
    locks,
    queues,
    selector_events,
    taskgroups,
    tasks,
    timeouts,
    unix_events,
)

import network
import simulated_aiohttp
from workers import TwinFuture, TwinPool, Workers, call_name

CTask = tasks.Task
PROGRAM = "program.py"


class Deadlock(BaseException):
    """Nothing is ready and no timer is set: the loop would sleep for ever."""


class Runaway(BaseException):
    """The program took more turns of the loop than any generated program needs."""


class Clock:
    now = 0.0


class OrderedSet:
    """A set that iterates in the order of insertion."""

    def __init__(self, items=()):
        self._items = dict.fromkeys(items)

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __contains__(self, item):
        return item in self._items

    def add(self, item):
        self._items[item] = None

    def discard(self, item):
        self._items.pop(item, None)

    def remove(self, item):
        del self._items[item]

    def clear(self):
        self._items.clear()


class OrderedWeakSet:
    """A WeakSet that iterates in the order of insertion."""

    def __init__(self):
        self._references = {}

    def __iter__(self):
        return iter([item for item in (one() for one in self._references.values()) if item is not None])

    def __len__(self):
        return len(self._references)

    def add(self, item):
        key = id(item)
        self._references[key] = weakref.ref(item, lambda _: self._references.pop(key, None))

    def discard(self, item):
        self._references.pop(id(item), None)

    def clear(self):
        self._references.clear()

    def copy(self):
        return list(self)


class SerialTimerHandle(events.TimerHandle):
    """A timer that comes after those of the same deadline that were set before it."""

    __slots__ = ["serial"]
    made = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._source_traceback:
            # This function is none of CPython's.
            del self._source_traceback[-1]
        SerialTimerHandle.made += 1
        self.serial = SerialTimerHandle.made

    def __lt__(self, other):
        return (self._when, self.serial) < (other._when, other.serial)


class BusyTime:
    """Lets time pass for a loop that is never idle, as taskviz's BusyTime does."""

    def __init__(self):
        self.moment, self.turns, self.fruitless, self.moves = -1.0, 0, 0, 0

    def turn(self):
        if Clock.now != self.moment:
            self.moment, self.turns = Clock.now, 0
            return
        self.turns += 1
        if self.turns > 10_000:
            Workers.advance(Clock.now + 10e-6)
            self.moment = Clock.now

    def is_fruitless(self, moves):
        self.fruitless = self.fruitless + 1 if moves == self.moves else 1
        self.moves = moves
        if self.fruitless <= 1_000:
            return False
        self.fruitless = 0
        return True


class JumpingSelector(network.Selector):
    """Waits by moving the clock to the earliest timer, or to what arrives before it."""

    def __init__(self):
        super().__init__()
        self._busy = BusyTime()
        self._turns_left = 1_000_000

    def select(self, timeout):
        self._turns_left -= 1
        if self._turns_left < 0:
            raise Runaway
        if Workers.current is not None:
            # A loop of its own in a thread.
            if timeout is None:
                say("deadlock")
                raise Deadlock
            if timeout > 0:
                Workers.sleep(self.loop._scheduled[0]._when)
            return []
        Workers.run_ready()
        net = network.Socket.network
        self._busy.turn()
        net.advance()
        while not self.loop._ready and (timeout is None or timeout > 0):
            if (found := self.poll()) and not self._busy.is_fruitless(net.moves):
                return found
            timer = float("inf") if timeout is None else self.loop._scheduled[0]._when
            when = min(timer, net.arrivals[0][0] if net.arrivals else float("inf"), Workers.next_wake())
            if when == float("inf"):
                say("deadlock")
                raise Deadlock
            Workers.advance(when)
            net.advance()
            if timer <= when:
                break
        return self.poll()


class TwinLoop(unix_events._UnixSelectorEventLoop):
    log = None

    def __init__(self):
        super().__init__(JumpingSelector())
        self._asyncgens = OrderedWeakSet()
        self._clock_resolution = 1e-9
        self._selector.loop = self

    def time(self):
        return Clock.now

    def _make_self_pipe(self):
        pass

    def _close_self_pipe(self):
        pass

    def _add_callback(self, handle):
        super()._add_callback(handle)
        if TwinLoop.log is not None:
            TwinLoop.log.from_network.add(handle)

    async def getaddrinfo(self, host, port, *, family=0, type=0, proto=0, flags=0):
        """The names that the simulated network knows, a turn of the loop later."""
        answer = self.create_future()
        found = {None: "0.0.0.0" if flags else "127.0.0.1", "": "0.0.0.0", "localhost": "127.0.0.1"}.get(host)
        self.call_soon(lambda: answer.done() or answer.set_result(None))
        await answer
        if found is None:
            raise network.socket.gaierror(-2, "Name or service not known")
        return [(network.socket.AF_INET, network.socket.SOCK_STREAM, 6, "", (found, port or 0))]

    def _write_to_self(self):
        pass

    def add_signal_handler(self, sig, callback, *args):
        pass  # No signal ever comes.

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=context)
        if handle._source_traceback:
            del handle._source_traceback[-1]
        if TwinLoop.log is not None:
            TwinLoop.log.scheduled(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        if TwinLoop.log is not None and callback is not None and callback.__name__ == "_set_state":
            TwinLoop.log.caused(handle)
        return handle

    def run_in_executor(self, executor, function, *args):
        future = super().run_in_executor(executor, function, *args)
        if TwinLoop.log is not None:
            TwinLoop.log.calls[future] = call_name(function)
        return future

    async def shutdown_default_executor(self, timeout=None):
        self._executor_shutdown_called = True
        pool = self._default_executor
        if pool is None:
            return
        future = self.create_future()
        if TwinLoop.log is not None:
            TwinLoop.log.calls[future] = "the threads of its pool"
        pool.when_ended = lambda: self.is_closed() or self.call_soon(futures._set_result_unless_cancelled, future, None)
        pool.shutdown(wait=False)
        if pool.has_ended():
            pool.when_ended()
        await future

    shutdown_default_executor.__qualname__ = "BaseEventLoop.shutdown_default_executor"


class TwinPolicy(events.BaseDefaultEventLoopPolicy):
    _loop_factory = TwinLoop


class TwinTask(CTask):
    """CPython's C task, with names that begin anew for every program and a look at its cancel()."""

    made = 0
    named = 0

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        # What is no coroutine is refused before it takes a name.
        if name is None and asyncio.iscoroutine(coro):
            TwinTask.named += 1
            name = f"Task-{TwinTask.named}"
        TwinTask.made += 1
        self.serial = TwinTask.made
        options = {"loop": loop, "name": name, "context": context, "eager_start": eager_start}
        try:
            if TwinLoop.log is None:
                super().__init__(coro, **options)
            elif eager_start and asyncio.iscoroutine(coro) and (loop or asyncio.get_running_loop()).is_running():
                with TwinLoop.log.eager_step(self, coro, str(name)):
                    super().__init__(coro, **options)
            else:
                super().__init__(coro, **options)
                TwinLoop.log.created(self, coro, self.get_name())
        finally:
            # A traceback may keep this frame, which must not keep the task then.
            self = coro = None

    def cancel(self, msg=None):
        if TwinLoop.log is not None and not self.done():
            TwinLoop.log.cancel_requested(self, sys._getframe(1), msg)
        return super().cancel(msg)

    def result(self):
        # The C code of a step takes the exception of a plain task as it is; it asks this method, which raises it anew,
        # only because the class is no plain one.
        error = self._exception if self.done() and sys._getframe(1).f_code is HANDLE_RUN else None
        context = None if error is None else error.__context__
        try:
            return super().result()
        finally:
            if error is not None:
                error.__context__ = context
            # The traceback keeps this frame, which C code has none of, and which must not keep the task.
            self = error = context = None


HANDLE_RUN = events.Handle._run.__code__
SerialTimerHandle.__name__ = SerialTimerHandle.__qualname__ = "TimerHandle"
TwinTask.__module__, TwinTask.__name__, TwinTask.__qualname__ = "_asyncio", "Task", "Task"


def twin_sleep(seconds):
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    if Workers.current is not None:
        if seconds > 0:
            Workers.sleep(Clock.now + seconds)
        return
    Workers.advance(Clock.now + seconds)
    # What takes no time holds nobody up.
    if TwinLoop.log is not None and seconds > 0:
        TwinLoop.log.stalled(seconds)


def install():
    events.TimerHandle = SerialTimerHandle
    replace_sockets()
    asyncio.set_event_loop_policy(TwinPolicy())

    start, real_strftime = time.time(), time.strftime
    time.sleep = twin_sleep
    time.perf_counter = time.monotonic = lambda: Clock.now
    time.time = lambda: start + Clock.now
    time.strftime = lambda form, when=None: real_strftime(form, when or time.localtime(time.time()))

    tasks.set = OrderedSet
    order_as_completed()
    plain_init = taskgroups.TaskGroup.__init__

    def init(self):
        plain_init(self)
        self._tasks = OrderedSet()

    taskgroups.TaskGroup.__init__ = init
    watch_task_groups()
    watch_timeouts()
    mark_parts()
    asyncio.Task = tasks.Task = TwinTask
    asyncio.eager_task_factory = tasks.create_eager_task_factory(TwinTask)
    plain_all_tasks = tasks.all_tasks
    tasks.all_tasks = lambda loop=None: sorted(plain_all_tasks(loop), key=lambda task: task.serial)

    concurrent.futures.ThreadPoolExecutor = TwinPool
    concurrent.futures.Future = TwinFuture
    plain_threadsafe = tasks.run_coroutine_threadsafe

    def run_coroutine_threadsafe(coro, loop):
        future = plain_threadsafe(coro, loop)
        future.call_name = coro.__qualname__
        return future

    asyncio.run_coroutine_threadsafe = run_coroutine_threadsafe
    plain_run = events.Handle._run

    def run(handle):
        log = TwinLoop.log
        if log is not None:
            log.begin(handle)
        try:
            plain_run(handle)
        finally:
            # A traceback may keep this frame, which must not keep the task then.
            handle = None
            if log is not None:
                log.end()
        Workers.run_ready()

    events.Handle._run = run


def order_as_completed():
    """Has as_completed begin its tasks in the order given: it goes over a set that has no name to be replaced by."""
    plain = tasks._AsCompletedIterator.__init__
    source = textwrap.dedent(inspect.getsource(plain))
    unordered = "{ensure_future(aw, loop=loop) for aw in set(aws)}"
    assert unordered in source
    ordered = source.replace(unordered, "set(ensure_future(aw, loop=loop) for aw in set(aws))")
    names = {}
    exec(compile(ordered, tasks.__file__, "exec"), vars(tasks), names)
    tasks._AsCompletedIterator.__init__ = names["__init__"]


def replace_sockets():
    # The clients of a server and the asynchronous generators of a loop, to be closed in order.
    base_events.weakref = types.SimpleNamespace(WeakSet=OrderedWeakSet, ref=weakref.ref)
    fake = network.fake_socket_module()
    base_events.socket = selector_events.socket = unix_events.socket = fake
    unix_events.os = network.Files()


def say(text):
    if TwinLoop.log is not None:
        TwinLoop.log.line(text)


def owner():
    return 0 if TwinLoop.log is None else TwinLoop.log.current()


def outcome(error):
    if error is None:
        return "clean"
    if isinstance(error, asyncio.CancelledError):
        return "cancelled"
    return f"failed {type(error).__name__}: {error}".replace("\n", "\\n")


def watch_task_groups():
    group = taskgroups.TaskGroup
    plain_enter, plain_exit = group.__aenter__, group.__aexit__

    async def enter(self):
        result = await plain_enter(self)
        say(f"enter task_group by {owner()}")
        return result

    async def leave(self, kind, error, trace):
        try:
            result = await plain_exit(self, kind, error, trace)
        except BaseException as raised:
            say(f"exit task_group {outcome(raised)}")
            raise
        finally:
            error = trace = None
        say(f"exit task_group {outcome(None)}")
        return result

    group.__aenter__, group.__aexit__ = enter, leave


def watch_timeouts():
    timeout = timeouts.Timeout
    plain_enter, plain_exit, plain_reschedule = timeout.__aenter__, timeout.__aexit__, timeout.reschedule

    def deadline(when):
        return "none" if when is None else f"{max(when, 0):.9f}"

    async def enter(self):
        kind = "wait_for" if sys._getframe(1).f_code is tasks.wait_for.__code__ else "timeout"
        if self._state is timeouts._State.CREATED:
            say(f"enter {kind} by {owner()} until {deadline(self.when())}")
        self.kind = kind
        return await plain_enter(self)

    async def leave(self, kind, error, trace):
        late = self._state is timeouts._State.EXPIRING
        try:
            result = await plain_exit(self, kind, error, trace)
        except TimeoutError:
            say(f"exit {self.kind} timed out")
            raise
        say(f"exit {self.kind} {'timed out' if late and error is None else outcome(error)}")
        return result

    def reschedule(self, when):
        plain_reschedule(self, when)
        if sys._getframe(1).f_code is not plain_enter.__code__:
            say(f"reschedule {deadline(when)}")

    timeout.__aenter__, timeout.__aexit__, timeout.reschedule = enter, leave, reschedule


def mark_parts():
    """Lets the parts of a primitive know what they are a part of, without holding it."""

    def mark(cls, adopt):
        plain_init = cls.__init__

        def init(self, *args, **kwargs):
            plain_init(self, *args, **kwargs)
            adopt(self, *args, **kwargs)

        cls.__init__ = init

    def adopt_lock(condition, lock=None):
        if lock is None:
            condition._lock.whole = weakref.ref(condition)

    def adopt_condition(barrier, parties):
        barrier._cond.whole = weakref.ref(barrier)

    def adopt_event(queue, maxsize=0):
        queue._finished.whole = weakref.ref(queue)

    mark(locks.Condition, adopt_lock)
    mark(locks.Barrier, adopt_condition)
    mark(queues.Queue, adopt_event)


KINDS = {
    "Lock": "lock",
    "Event": "event",
    "Condition": "condition",
    "Semaphore": "semaphore",
    "BoundedSemaphore": "semaphore",
    "Barrier": "barrier",
    "Queue": "queue",
    "LifoQueue": "queue",
    "PriorityQueue": "queue",
}


def resource_wait(frame):
    """What a frame of asyncio's primitives waits for, and to do what."""
    thing, purpose = frame.f_locals["self"], frame.f_code.co_name
    while hasattr(thing, "whole"):
        thing = thing.whole()
    if isinstance(thing, queues.Queue) and purpose == "wait":
        purpose = "join"
    kind = next(KINDS[cls.__name__] for cls in type(thing).__mro__ if cls.__name__ in KINDS)
    return f"{kind} {purpose}"


def step_type():
    """The type of the callback that a C task gives its loop for a step."""

    class Stub:
        def call_soon(self, callback, *args, context=None):
            self.callback = callback

        def get_debug(self):
            return False

    async def nothing():
        pass

    stub, coro = Stub(), nothing()
    task = CTask(coro, loop=stub)
    task._log_destroy_pending = False
    coro.close()
    return type(stub.callback)


STEP = step_type()
REASONS = {
    "_on_task_done": "sibling_failed",
    "_on_timeout": "timeout",
    "_cancel_and_wait": "timeout",
    "_cancel_all_tasks": "shutdown",
    "cancel": "passed_on",
    # The C code of an eager step, which hands on what came while it ran.
    "__init__": "passed_on",
    # The deadline of a request of the simulated aiohttp.
    "_expire": "explicit",
}


def reason(frame, is_stepping):
    """Why `cancel()` was called, by the one who called it."""
    if frame.f_code.co_filename == PROGRAM:
        return "explicit"
    name = frame.f_code.co_name
    if name == "_run":
        # The C code of a step hands on what came while it ran; else the program had the loop call `cancel` itself.
        return "passed_on" if is_stepping else "explicit"
    if name == "_abort":
        frame = frame.f_back
        name = frame.f_code.co_name
    if name == "__aexit__":
        # A group passes on the cancellation of its owner; else it is the body that failed.
        own = frame.f_locals["propagate_cancellation_error"] is None and not frame.f_locals["self"]._errors
        return "sibling_failed" if own else "passed_on"
    return REASONS.get(name, f"by {name}, unknown to the twin")


def task_of(callback):
    """The task that a callback of the loop steps, and None where it steps none."""
    if type(callback) is STEP:
        return next(item for item in gc.get_referents(callback) if isinstance(item, CTask))
    if isinstance(callback, types.BuiltinMethodType) and callback.__name__ == "task_wakeup":
        return callback.__self__
    return None


def is_timeout(callback):
    """Whether it ends a timeout; one whose deadline was over from the start comes without a timer."""
    return getattr(callback, "__func__", None) is timeouts.Timeout._on_timeout


def behind(coro):
    """The asynchronous generator behind a step of it; nothing but the garbage collector knows it."""
    if type(coro).__name__ == "anext_awaitable":
        coro = next(item for item in gc.get_referents(coro) if hasattr(item, "__await__"))
    if type(coro).__name__ in ("async_generator_asend", "async_generator_athrow"):
        return next(item for item in gc.get_referents(coro) if isinstance(item, types.AsyncGeneratorType))
    return coro


def name_of(coro):
    kind, generator = type(coro).__name__, behind(coro)
    if kind == "anext_awaitable":
        return kind
    if generator is coro:
        return coro.__qualname__
    return f"{generator.__qualname__}.{'asend' if kind == 'async_generator_asend' else 'aclose'}"


def is_running(coro):
    coro = behind(coro)
    return coro.ag_running if isinstance(coro, types.AsyncGeneratorType) else coro.cr_running


def await_chain(coro):
    """The frames of the awaits under way, outermost first."""
    while coro is not None:
        coro = behind(coro)
        kind = {types.CoroutineType: "cr", types.AsyncGeneratorType: "ag"}.get(type(coro), "gi")
        frame = getattr(coro, f"{kind}_frame", None)
        if frame is None:
            return
        yield frame
        coro = getattr(coro, "gi_yieldfrom" if kind == "gi" else f"{kind}_await", None)


# Where a function of asyncio's own runs or is defined, as `repr` shows it.
OWN_PLACE = re.compile(r"( running| done, defined| created)? at /[^ >,\]]*:\d+")


class Log:
    """What the tasks of one program did: the time, what, the task's number, the rest."""

    def __init__(self):
        self.lines = []
        # Weak, so that tasks go when the program lets go of them.
        self._numbers = weakref.WeakKeyDictionary()
        self._last_number = 0
        self._hidden = weakref.WeakSet()
        # Handles that run because a socket is ready.
        self.from_network = set()
        self._stepping = None
        # Who is behind a callback that runs outside every task: the task whose end it is told of, or nobody.
        self._causes = {}
        self._cause = "callback"
        self._started_lines = {}
        # What threads were asked to call, by the futures that wait for it.
        self.calls = weakref.WeakKeyDictionary()

    def line(self, text):
        self.lines.append(f"{Clock.now:.9f} {text}")

    def created_worker(self, worker):
        self._give_number(worker)
        self.line(f"create {self.number(worker)} by 0 {worker.name} worker thread")

    def caused(self, handle):
        self._causes[handle] = self.cause()

    def _give_number(self, task):
        self._last_number += 1
        self._numbers[task] = self._last_number

    def number(self, task):
        return 0 if task is None else self._numbers.get(task, 0)

    def current(self):
        task = tasks.current_task() if events._get_running_loop() else None
        return self.number(task or Workers.current)

    def created(self, task, coro, task_name):
        name = name_of(coro)
        if name == "BaseEventLoop.shutdown_asyncgens" and task.get_loop()._asyncgens:
            pass
        elif name.startswith(("BaseEventLoop.", "BaseSelectorEventLoop.")):
            # A task of asyncio.run's that has nothing to close, or one that looks an address up or accepts a client.
            self._hidden.add(task)
            return
        self._give_number(task)
        self.line(f"create {self.number(task)} by {self.current()} {task_name} {name}")

    @contextlib.contextmanager
    def eager_step(self, task, coro, task_name):
        """The making of a task that takes its first step meanwhile."""
        self.created(task, coro, task_name)
        if task in self._hidden:
            yield
            return
        outer, place = self._stepping, len(self.lines)
        self.line(f"resume {self.number(task)}")
        self._stepping = task
        try:
            yield
        finally:
            if inspect.iscoroutine(coro) and inspect.getcoroutinestate(coro) == inspect.CORO_CREATED:
                # Its context was entered already: it has not taken a step.
                del self.lines[place:]
            else:
                self._end_step()
            self._stepping = outer
            task = coro = outer = None

    def scheduled(self, handle):
        callback, args = handle._callback, handle._args
        task = task_of(callback)
        if task is None:
            if len(args) == 1 and asyncio.isfuture(args[0]) and args[0].done():
                self._causes[handle] = self.cause()
        elif type(callback) is not STEP and task not in self._hidden:
            self._end_step_if_it_left()
            self.line(f"ready {self.number(task)} by {self.cause()}")

    def cause(self):
        looping = events._get_running_loop()
        current = self.number(tasks.current_task() if looping else Workers.current)
        return f"task {current}" if current else self._cause

    def actor(self):
        """The number of the task that is behind what happens now, and 0 where it is none."""
        kind, _, number = self.cause().partition(" ")
        return number if kind == "task" else "0"

    def cancel_requested(self, task, caller, message):
        if task in self._hidden:
            return
        why = reason(caller, is_stepping=self._stepping is not None)
        self._end_step_if_it_left()
        message = "" if message is None else f" {message!r}"
        self.line(f"cancel {self.number(task)} by {self.actor()} {why}{message}")

    def printed(self, text):
        """The lines of a text that is printed in pieces."""
        self._end_step_if_its_task_is_left()
        number = self.current()
        *whole, rest = (self._started_lines.pop(number, "") + text).split("\n")
        if rest:
            self._started_lines[number] = rest
        for one in whole:
            self.line(f"print {number} {one}")

    def reported(self, text):
        """The reports and warnings in what is written to the standard error, without places in asyncio's own files."""
        self._end_step_if_its_task_is_left()
        for one in text.splitlines():
            if "RuntimeWarning: coroutine " in one:
                one = "RuntimeWarning: " + one.partition("RuntimeWarning: ")[2]
            elif not (one.startswith(("future: ", "task: ", "Executing ")) or one.endswith((" was never retrieved", "it is pending!"))):
                continue
            self.line(f"report {self.current()} {OWN_PLACE.sub('', one)}")

    def stalled(self, seconds):
        self.line(f"stall {self.current()} {seconds:.9f}")

    def begin(self, handle):
        """A handle is about to run."""
        task = task_of(handle._callback)
        if task is None or task in self._hidden or task.done():
            self._cause = self._causes.pop(handle, "callback")
            if handle in self.from_network:
                self._cause = "io"
            elif isinstance(handle, events.TimerHandle) or is_timeout(handle._callback):
                self._cause = "timer"
        else:
            self.line(f"resume {self.number(task)}{self._throwing(task, handle)}")
            self._stepping = task

    def end(self):
        self._cause = "callback"
        self._end_step()

    def _throwing(self, task, handle):
        error = None
        if type(handle._callback) is STEP:
            referents = gc.get_referents(handle._callback)
            error = next((item for item in referents if isinstance(item, BaseException)), None)
        elif handle._args[0].cancelled():
            error = asyncio.CancelledError()
        else:
            error = handle._args[0]._exception
        if task._must_cancel:
            error = asyncio.CancelledError()
        return "" if error is None else f" throwing {type(error).__name__}"

    def _end_step_if_it_left(self):
        """Writes the end of a step before what that end brings about, as when a finished task wakes its waiters."""
        coro = self._stepping.get_coro() if self._stepping is not None else None
        if coro is not None and not is_running(coro):
            self._end_step()

    def _end_step_if_its_task_is_left(self):
        """What a task that has ended lets go of may print, before its handle returns."""
        if self._stepping is not None and not self.current():
            self._end_step_if_it_left()

    def _end_step(self):
        if self._stepping is None:
            return
        task, self._stepping = self._stepping, None
        if task.done():
            self.line(f"finish {self.number(task)} {self._outcome(task)}")
        else:
            sites = self._sites(task.get_coro())
            self.line(f"suspend {self.number(task)} on {self._awaited(task)}{sites}")

    def _outcome(self, task):
        if task.cancelled():
            return "cancelled"
        error = task._exception
        if error is not None:
            return f"raised {type(error).__name__}: {error}".replace("\n", "\\n")
        value = repr(task._result)
        if len(value) > 200:
            value = value[:199] + "…"
        return "returned" if task._result is None or " at 0x" in value else f"returned {value}"

    def _awaited(self, task):
        waiter = task._fut_waiter
        if waiter is None:
            return "turn"
        if isinstance(waiter, CTask):
            return f"task {self.number(waiter)}"
        if waiter in self.calls:
            return f"executor {self.calls[waiter]}"
        *outer, inner = await_chain(task.get_coro())
        name, file = inner.f_code.co_name, inner.f_code.co_filename
        if isinstance(waiter, tasks._GatheringFuture):
            return "future" if name == "create_server" else "gather"
        if any(frame.f_code is tasks._AsCompletedIterator._wait_for_one.__code__ for frame in outer):
            return "future"
        if name == "sleep" and file == tasks.__file__:
            return f"sleep {inner.f_locals['h']._when:.9f}"
        if name == "__aexit__" and file == taskgroups.__file__:
            return "group"
        if file in (locks.__file__, queues.__file__):
            return resource_wait(inner)
        return "future"

    def _sites(self, coro):
        return "".join(
            f" {frame.f_code.co_qualname}:{frame.f_lineno}"
            for frame in await_chain(coro)
            if frame.f_code.co_filename == PROGRAM
        )


class Pieces:
    """A text file that hands on what is written to it."""

    def __init__(self, take):
        self._take = take

    def write(self, text):
        self._take(text)
        return len(text)

    def flush(self):
        pass


def prepare(source):
    """Gives a program the network that its comments declare."""
    network.Socket.network = network.Network(Clock, *simulated_aiohttp.conditions(source))
    simulated_aiohttp.install(source)


def run_program(source):
    Clock.now = 0.0
    prepare(source)
    TwinTask.made = TwinTask.named = 0
    Workers.reset()
    log = TwinLoop.log = Log()
    errors = []
    status = 0

    def told(text):
        errors.append(text)
        log.reported(text)

    with contextlib.redirect_stdout(Pieces(log.printed)), contextlib.redirect_stderr(Pieces(told)):
        try:
            exec(compile(source, PROGRAM, "exec"), {"__name__": "__main__"})
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 0 if error.code is None else 1
        except Deadlock:
            status = 1
        except BaseException as error:
            errors.append("".join(traceback.format_exception_only(error)))
            status = 130 if isinstance(error, KeyboardInterrupt) else 1
        with contextlib.suppress(Deadlock):
            for pool in Workers.pools:
                pool.shutdown()
        TwinLoop.log = None
    return {"log": log.lines, "status": status, "stderr": "".join(errors)}


def run_apart(source):
    """Runs a program in a process of its own, where nothing is left of the programs before it; its answer as JSON."""
    answer, reply = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            with open(reply, "w") as file:
                file.write(json.dumps(run_program(source)))
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            # No waiting for threads that never end, and nothing more from the garbage collector.
            os._exit(status)
    os.close(reply)
    with open(answer) as file:
        text = file.read()
    _, how = os.waitpid(child, 0)
    if how == 0:
        return text
    status = os.waitstatus_to_exitcode(how)
    return json.dumps({"log": [], "status": status, "stderr": f"the twin's own process ended with {status}"})


def main():
    if sys.version_info[:2] != (3, 13):
        sys.exit("twin.py knows the insides of CPython 3.13 alone")
    Workers.connect(Clock, lambda: TwinLoop.log, Deadlock, PROGRAM)
    Workers.reset()
    install()
    if sys.argv[1] == "file":
        sys.argv = sys.argv[2:]
        with open(sys.argv[0]) as file:
            prepare(file.read())
        try:
            runpy.run_path(sys.argv[0], run_name="__main__")
        finally:
            for pool in Workers.pools:
                pool.shutdown()
    else:
        # Cycles stay where they are until the process of a program ends, and what exists now stays shared.
        gc.disable()
        gc.freeze()
        for line in sys.stdin:
            print(run_apart(json.loads(line)), flush=True)


main()
