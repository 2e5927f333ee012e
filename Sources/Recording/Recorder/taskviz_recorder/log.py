"""What happens to the tasks of one process, told to the sink in the order in which it happens."""

import asyncio
import gc
import itertools
import os
import sys
import time
import traceback
from asyncio import tasks
from asyncio.events import Handle, TimerHandle
from threading import get_ident

from . import compiled, layout
from .layout import BY_TASK, BY_TIMER, READY, RESUME
from .marks import Marks
from .places import Chains, Sites, coroutine_name, is_running
from .resources import Resources
from .sink import Sink
from .waits import Waits, classify

# The task that CPython's own C code makes; what the program makes is of a class that is derived from it.
PlainTask = tasks.Task

try:
    from asyncio.timeouts import Timeout

    ON_TIMEOUT = Timeout._on_timeout
except ImportError:
    # No callback has it.
    ON_TIMEOUT = object()

# Tasks of the loop's own, which the program knows nothing of.
HIDDEN = ("BaseEventLoop.", "BaseSelectorEventLoop.", "BaseProactorEventLoop.", "Loop.shutdown_")

LONGEST_VALUE = 200
SEGMENT_BYTES, write = layout.SEGMENT_BYTES, layout.EVENT_2.pack_into
STALL = 100_000_000


class Lane(object if compiled.hooks is None else compiled.hooks.Lane):
    """What the loop of one thread does just now."""

    __slots__ = ("task", "number", "began", "callback", "cause", "blocked") if compiled.hooks is None else ()

    def __init__(self):
        # The task whose step is under way and has not been told to its end.
        self.task = None
        # Its number, until the step's handle returns; 0 outside every task.
        self.number = 0
        self.began = 0
        # What runs that is no step of a task: a callback, or its handle.
        self.callback = None
        # Who is behind it, once that is known: a waker and its number.
        self.cause = None
        # What was seen of it by who looks for blocked loops.
        self.blocked = None

    def state(self):
        return self.task, self.number, self.began, self.callback, self.cause

    def restore(self, state):
        self.task, self.number, self.began, self.callback, self.cause = state


class Lanes(dict):
    """The lane of each thread, by the thread's identifier: a tenth of what a `threading.local` takes."""

    def __missing__(self, identifier):
        lane = self[identifier] = Lane()
        return lane


class Log:
    def __init__(self, folder, clock=time.monotonic_ns):
        self.now = clock
        self.sink = Sink(folder, clock)
        self.folder = folder
        self.lanes = Lanes()
        self.stall = STALL
        # Who looks for blocked loops; nobody where the clock is a virtual one.
        self.stalls = None
        # The standard streams that tell what is written.
        self.outputs = []
        self._forget()
        self.waits = Waits(self)

    @property
    def lane(self):
        """The lane of this thread."""
        return self.lanes[get_ident()]

    def _forget(self):
        self._task_numbers = itertools.count(1)
        # The number in the last name that asyncio gave.
        self._last_name = 0
        self._foreign = Marks()
        self.sites = Sites(self.sink)
        self.chains = Chains(self.sink, classify)
        self.resources = Resources(self)
        # The wakers that descriptors are, by the handles that are called when they are ready.
        self.descriptors = Marks()
        # Who settled the future that a callback is told of, by the callback's handle.
        self.causes = {}
        # Threads of pools that wait for another call.
        self.idle_threads = set()

    def begin_anew(self):
        """Goes on in a child process, which has tasks of its own."""
        self.sink.begin()
        self._forget()
        self.waits.begin()
        lane = self.lane
        lane.restore(Lane().state())
        # No other thread is left.
        self.lanes.clear()
        self.lanes[get_ident()] = lane
        compiled.attach(self)

    def fault(self, error=None):
        """Notes a fault of the recorder's own, which must not become one of the program's: what is being handled, or `error`."""
        error = error or sys.exc_info()[1]
        try:
            with open(os.path.join(self.folder, "%d.faults" % os.getpid()), "a") as file:
                traceback.print_exception(type(error), error, error.__traceback__, file=file)
            self.sink.event(layout.DROPPED, 1)
        except Exception:
            pass

    def safely(self, function, *arguments):
        """What a function of the recorder's gives; 0 where it fails, which is noted and goes no further."""
        try:
            return function(*arguments)
        except Exception:
            self.fault()
            return 0

    # Tasks

    def number(self, task):
        """The number of a task; 0 for one that is not recorded."""
        try:
            return task._taskviz_number
        except AttributeError:
            return self._foreign.get(task, 0)

    def next_number(self):
        """A number for a new task, or for a thread."""
        return next(self._task_numbers)

    def knows(self, task):
        return hasattr(task, "_taskviz_number") or task in self._foreign

    def created(self, task, frame):
        coroutine = task.get_coro()
        name = coroutine_name(coroutine)
        number = 0
        if not name.startswith(HIDDEN) or name.endswith("shutdown_asyncgens") and getattr(task._loop, "_asyncgens", ()):
            number = self.next_number()
        try:
            task._taskviz_number = number
        except AttributeError:
            self._foreign[task] = number
        if number:
            site = self.sites.caller(frame)
            description = self.sink.text("%s%s%d" % (name, layout.PART, site))
            self.sink.event(
                layout.CREATE, number, self.lane.number, description, self.waits.scope_of_creator(frame),
                self._name_number(task.get_name()))

    def _name_number(self, name):
        if name.startswith("Task-") and name[5:].isdigit() and len(name) < 14 and name[5] != "0":
            self._last_name = max(self._last_name, int(name[5:]))
            return int(name[5:]) | layout.NUMBERED_NAME
        return self.sink.fresh(name)

    def _next_name(self):
        """The name that asyncio is about to give."""
        self._last_name += 1
        return self._last_name | layout.NUMBERED_NAME

    def resume(self, lane, task, number, throwing):
        lane.task, lane.number = task, number
        began = lane.began = self.now()
        if throwing is None:
            self.sink.event1(began, number, RESUME)
        else:
            self.sink.event2(began, number, self.sink.text(throwing), 0, RESUME)
        if self.waits.waiting:
            self.waits.resumed(number, throwing)

    def begin_eager_step(self, task, coroutine, name, frame):
        """A task is made that takes its first step meanwhile; gives what goes on when that step is over."""
        lane = self.lane
        outer = lane.state()
        try:
            number = task._taskviz_number = self.next_number()
            site = self.sites.caller(frame)
            description = self.sink.text("%s%s%d" % (coroutine_name(coroutine), layout.PART, site))
            label = self._name_number(str(name)) if name is not None else self._next_name()
            scope = self.waits.scope_of_creator(frame)
            self.sink.event(layout.CREATE, number, lane.number, description, scope, label)
            self.resume(lane, task, number, None)
        except Exception:
            self.fault()
        return outer

    def end_eager_step(self, task, outer):
        lane = self.lane
        try:
            self.end_step(lane)
        except Exception:
            self.fault()
        lane.restore(outer)

    def end_step(self, lane):
        """Tells how the step under way ended, unless that has been told."""
        task = lane.task
        if task is None:
            return
        lane.task = None
        time, number = self.now(), lane.number
        if time - lane.began >= self.stall:
            self._stalled(number, time - lane.began, self.place_of_stall(lane) or coroutine_name(task.get_coro()))
        if task.done():
            self._finish(task, number)
        else:
            self.waits.suspend(task, number, time)

    def _stalled(self, number, length, what):
        self.sink.event(layout.STALL, number, length & 0xFFFFFFFF, length >> 32, self.sink.text(what))

    def end_callback(self, lane):
        """A callback is over, which may have held the loop for too long."""
        length, place = self.now() - lane.began, self.place_of_stall(lane)
        if place and length >= self.stall:
            self._stalled(0, length, place)

    def place_of_stall(self, lane):
        """Where a step stood that has held its loop for too long; nothing where nobody saw that."""
        blocked, lane.blocked = lane.blocked, None
        return blocked.place if blocked is not None and blocked.began == lane.began else ""

    def stalled(self, seconds, what):
        """The loop was held, on a clock that stands still while code runs."""
        self._stalled(self.lane.number, round(seconds * 1e9), what)

    def end_step_if_it_left(self):
        """Tells of a step's end before what that end brings about, as when a finished task wakes those that wait for it."""
        lane = self.lanes[get_ident()]
        if lane.task is not None and not is_running(lane.task.get_coro()):
            self.end_step(lane)

    def _finish(self, task, number):
        sink, time = self.sink, self.now()
        if task.cancelled():
            message = cancellation_text(task)
            sink.event3(time, number, sink.text(message) if message else 0, 0, layout.CANCELLED, layout.FINISH)
            return
        error = task._exception
        if error is None:
            sink.event3(time, number, self._value(task._result), 0, layout.RETURNED, layout.FINISH)
        else:
            name, message = sink.text(type(error).__name__), sink.text(message_of(error))
            sink.event3(time, number, name, message, layout.RAISED, layout.FINISH)

    def _value(self, result):
        """The number of what a result looks like; 0 for none, and for what has no look but its address."""
        if result is None:
            return 0
        # A representation of the program's own could do anything, and a large one takes long.
        if type(result) not in (bool, int, float, str, bytes, list, tuple, dict, set, frozenset):
            return 0
        text = short_representation(result)
        return self.sink.text(text) if text else 0

    # Wakers

    def wake(self, task, future):
        """A future that a task waits for is done, and the task ready."""
        lane = self.lanes[get_ident()]
        if lane.task is not None and not is_running(lane.task.get_coro()):
            self.end_step(lane)
        if self.resources.futures:
            self.resources.settled(future)
        try:
            number = task._taskviz_number
        except AttributeError:
            if not self.knows(task):
                # One of a class of the program's that took its first step while it was made.
                self.created(task, None)
            number = self.number(task)
        if number:
            waker, source = (BY_TASK, lane.number) if lane.number else lane.cause or self.cause()
            buffer, slots = self.sink.current
            place = next(slots)
            if place < SEGMENT_BYTES:
                write(buffer, place, self.now(), number, source, waker, READY)
            else:
                self.sink.event2(self.now(), number, source, waker, READY)
            if waker == BY_TIMER:
                self.waits.woken_by_timer(number)

    def remember(self, handle, cause):
        """Keeps who is behind a callback until it runs."""
        if len(self.causes) >= 10_000:
            # Those that were cancelled never run.
            for one in [one for one in self.causes if one.cancelled()]:
                del self.causes[one]
        self.causes[handle] = cause

    def cause(self):
        """Who is behind what happens now: a waker and its number."""
        lane = self.lanes[get_ident()]
        if lane.number:
            return BY_TASK, lane.number
        if lane.cause is None:
            if lane.callback is None:
                return layout.BY_CALLBACK, 0
            lane.cause = self._cause_of(lane.callback)
        return lane.cause

    def _cause_of(self, callback):
        """The waker that a callback is."""
        if isinstance(callback, Handle):
            handle, callback = callback, callback._callback
            cause = self.descriptors.get(handle) or getattr(handle, "cause", None) or self.causes.pop(handle, None)
            if cause is not None:
                return cause
            if isinstance(handle, TimerHandle):
                return layout.BY_TIMER, 0
        # A timeout whose deadline was over from the start comes without a timer.
        if getattr(callback, "__func__", None) is ON_TIMEOUT:
            return layout.BY_TIMER, 0
        name = getattr(callback, "__qualname__", None) or type(callback).__name__
        return layout.BY_CALLBACK, self.sink.text(name)

    def actor(self):
        """The number of the task that is behind what happens now, 0 where it is none."""
        waker, source = self.cause()
        return source if waker == layout.BY_TASK else 0

    # Output

    def output(self, stream, text, writer):
        """Tells of a text that is printed, in pieces of a reasonable length."""
        self.end_step_if_it_left()
        step = 4000
        for start in range(0, len(text), step):
            piece = self.sink.fresh(text[start : start + step])
            self.sink.event2(self.now(), writer, piece, stream, layout.OUTPUT)


def cancellation_text(task):
    """What a task was cancelled with; nothing else than the garbage collector tells of the error without taking it away."""
    error = next((item for item in gc.get_referents(task) if isinstance(item, asyncio.CancelledError)), None)
    if error is not None:
        return message_of(error)
    message = getattr(task, "_cancel_message", None)
    return "" if message is None else str(message)


def message_of(error):
    try:
        return str(error)[:1000]
    except Exception:
        return ""


def short_representation(value):
    """What a value of a built-in type looks like, cut; nothing where an object in it would have to say that itself."""
    plain = (bool, int, float, str, bytes, type(None))
    if type(value) in (list, tuple, set, frozenset):
        if len(value) > LONGEST_VALUE or any(type(item) not in plain for item in value):
            return ""
    elif type(value) is dict:
        if len(value) > LONGEST_VALUE or any(type(item) not in plain for pair in value.items() for item in pair):
            return ""
    elif type(value) in (str, bytes) and len(value) > LONGEST_VALUE:
        value = value[:LONGEST_VALUE]
    text = repr(value)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "\u2026"
