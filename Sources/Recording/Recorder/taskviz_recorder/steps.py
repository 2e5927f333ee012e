"""The hooks on the loop: every step of a task is a handle, whose callback belongs to the task.

Coroutines stay what they are: no wrapper is in their chains, their tracebacks or what `inspect` sees.
"""

import asyncio
import gc
import sys
import types
from asyncio import base_events, events

try:
    from asyncio import timeouts
except ImportError:
    timeouts = None

from . import descriptors, layout
from .log import PlainTask


def step_type():
    """The type of the callback that a C task gives its loop for a step."""

    class Loop:
        def call_soon(self, callback, *arguments, context=None):
            self.callback = callback

        def get_debug(self):
            return False

    async def nothing():
        pass

    loop, coroutine = Loop(), nothing()
    # With a name: it takes none of the numbers that the program's tasks are called by.
    task = PlainTask(coroutine, loop=loop, name="step_type")
    task._log_destroy_pending = False
    coroutine.close()
    return type(loop.callback)


class CausedHandle(events.Handle):
    """A handle of a callback that knows who is behind it; one that never runs is held by nobody for that."""

    __slots__ = ("cause",)


CausedHandle.__name__ = CausedHandle.__qualname__ = "Handle"
STEP = step_type()
ON_TIMEOUT = None if timeouts is None else timeouts.Timeout._on_timeout


def woken_by(callback, kind):
    """The task that a callback which is no step of one wakes; None where it wakes none."""
    if kind is types.BuiltinMethodType:
        return callback.__self__ if callback.__name__ == "task_wakeup" else None
    if kind.__name__ == "TaskWakeupMethWrapper":
        return next((item for item in gc.get_referents(callback) if isinstance(item, PlainTask)), None)
    return None


def thrown_in(log, task, number, handle, is_step):
    """The name of what a step throws into its task; nothing where it throws nothing."""
    if task._must_cancel:
        return "CancelledError"
    if is_step:
        if number not in log.waits.suspects:
            return None
        log.waits.suspects.discard(number)
        inside = gc.get_referents(handle._callback)
        error = next((item for item in inside if isinstance(item, BaseException)), None)
        return error and type(error).__name__
    future = handle._args[0]
    if future.cancelled():
        return "CancelledError"
    error = getattr(future, "_exception", None)
    return error and type(error).__name__


def install(log):
    watch_handles(log)
    watch_scheduling(log)
    watch_descriptors(log)


def watch_handles(log):
    """Has every handle say what it runs."""
    lanes, plain_run, number_of = log.lanes, events.Handle._run, log.number

    def run(self):
        callback = self._callback
        kind = type(callback)
        number = 0
        lane = lanes.lane
        outer = lane.state()
        try:
            task = callback.__self__ if kind is STEP else woken_by(callback, kind)
            if task is not None and not task.done():
                number = number_of(task)
            if number:
                log.resume(lane, task, number, thrown_in(log, task, number, self, kind is STEP))
            else:
                begin_callback(log, self, callback)
        except Exception:
            log.fault()
        try:
            plain_run(self)
        finally:
            # A traceback may keep this frame, which must not keep the task then.
            self = callback = task = None
            try:
                if number:
                    log.end_step(lane)
                lane.restore(outer)
            except Exception:
                log.fault()
            outer = None

    events.Handle._run = run


def begin_callback(log, handle, callback):
    """A handle runs that is no step of a task: who is behind what it does."""
    lane = log.lane
    is_timer = isinstance(handle, events.TimerHandle)
    if type(handle) is CausedHandle:
        cause = handle.cause
    else:
        cause = None if is_timer else log.causes.pop(handle, None)
    lane.task, lane.number = None, 0
    # A timeout whose deadline was over from the start comes without a timer.
    if is_timer or ON_TIMEOUT is not None and getattr(callback, "__func__", None) is ON_TIMEOUT:
        lane.waker, lane.source = layout.BY_TIMER, 0
    elif cause is not None:
        lane.waker, lane.source = cause
    else:
        # A task that is not recorded is one of the loop's own.
        is_step = type(callback) is STEP or woken_by(callback, type(callback)) is not None
        name = "" if is_step else getattr(callback, "__qualname__", None) or type(callback).__name__
        lane.waker, lane.source = layout.BY_CALLBACK, log.sink.text(name)


def watch_scheduling(log):
    """Sees what a loop is told to do: a first step is a new task, a wake-up makes a task ready."""
    Handle, loop = events.Handle, base_events.BaseEventLoop
    plain_call_soon, plain_threadsafe = loop.call_soon, loop.call_soon_threadsafe

    def scheduled(callback, arguments):
        """Who is behind a callback that is told of a future's end; nothing for any other."""
        kind = type(callback)
        if kind is STEP:
            task = callback.__self__
            if not log.knows(task):
                log.created(task, sys._getframe(2))
            return None
        task = woken_by(callback, kind)
        if task is not None:
            log.resources.settled(arguments[0])
            log.ready(task)
            return None
        if len(arguments) == 1 and asyncio.isfuture(arguments[0]) and arguments[0].done():
            log.end_step_if_it_left()
            log.resources.settled(arguments[0])
            log.waits.settled(arguments[0])
            return log.cause()
        return None

    def call_soon(self, callback, *args, context=None):
        try:
            cause = scheduled(callback, args)
        except Exception:
            cause = None
            log.fault()
        if self._debug or self._closed:
            handle = plain_call_soon(self, callback, *args, context=context)
            if handle._source_traceback:
                # This function is none of asyncio's.
                del handle._source_traceback[-1]
            if cause is not None:
                log.remember(handle, cause)
            return handle
        # As in asyncio's own call_soon, which would only be called to do this.
        if cause is None:
            handle = Handle(callback, args, self, context)
        else:
            handle = CausedHandle(callback, args, self, context)
            handle.cause = cause
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = plain_threadsafe(self, callback, *args, context=context)
        try:
            if log.lane.number:
                log.remember(handle, log.cause())
        except Exception:
            log.fault()
        return handle

    loop.call_soon, loop.call_soon_threadsafe = call_soon, call_soon_threadsafe


def watch_descriptors(log):
    """Tells callbacks that run because a descriptor is ready from the others."""
    plain = base_events.BaseEventLoop._add_callback

    def add_callback(self, handle):
        try:
            if not handle._cancelled:
                log.remember(handle, (layout.BY_IO, log.sink.text(descriptors.handle_name(handle))))
        except Exception:
            log.fault()
        return plain(self, handle)

    base_events.BaseEventLoop._add_callback = add_callback
