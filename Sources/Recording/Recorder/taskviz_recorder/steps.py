"""The hooks on the loop: every step of a task is a handle, whose callback belongs to the task.

Coroutines stay what they are: no wrapper is in their chains, their tracebacks or what `inspect` sees.
"""

import asyncio
import gc
import sys
from asyncio import base_events, events, selector_events
from asyncio.events import TimerHandle
from sys import _getframe as getframe
from threading import get_ident
from types import BuiltinMethodType, FunctionType, MethodType

from . import descriptors, layout, other_loops
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
RESUME, SEGMENT_BYTES, write = layout.RESUME, layout.SEGMENT_BYTES, layout.EVENT_1.pack_into
# Callbacks that are no task's.
ORDINARY = frozenset([FunctionType, MethodType])
BY_TIMER, NOBODY = (layout.BY_TIMER, 0), (layout.BY_CALLBACK, 0)


def woken_by(callback, kind):
    """The task that a callback which is no step of one wakes; None where it wakes none."""
    if kind is BuiltinMethodType:
        return callback.__self__ if callback.__name__ == "task_wakeup" else None
    if kind.__name__ == "TaskWakeupMethWrapper":
        return next((item for item in gc.get_referents(callback) if isinstance(item, PlainTask)), None)
    return None


def thrown_in(log, task, number, callback, arguments, is_step):
    """The name of what a step throws into its task; nothing where it throws nothing."""
    suspects = log.waits.suspects
    is_suspect = number in suspects
    suspects.discard(number)
    if task._must_cancel:
        return "CancelledError"
    if is_step:
        if not is_suspect:
            return None
        inside = gc.get_referents(callback)
        error = next((item for item in inside if isinstance(item, BaseException)), None)
        return error and type(error).__name__
    future = arguments[0]
    if future.cancelled():
        return "CancelledError"
    error = getattr(future, "_exception", None)
    return error and type(error).__name__


def plain_arguments(callback, arguments):
    """What wakes a task while an exception is being handled: a plain future in the place of a task that failed.

    The C code of a step takes the exception of a plain task as it is. Of a class that is derived from it, it calls `result`,
    which raises it, and what is being handled becomes its context.
    """
    if woken_by(callback, type(callback)) is None:
        return arguments
    future = arguments[0]
    if type(future) is PlainTask or not isinstance(future, PlainTask) or future.cancelled():
        return arguments
    error = future._exception
    if error is None:
        return arguments
    context = error.__context__
    try:
        future.result()
    except BaseException:
        # As if it had not been raised here: this frame is in no traceback.
        error.__context__, error.__traceback__ = context, error.__traceback__.tb_next
    plain = asyncio.Future(loop=future._loop)
    plain.set_exception(error)
    plain._log_traceback = False
    return (plain,)


def install(log):
    watch_handles(log)
    watch_scheduling(log)
    watch_descriptors(log)
    other_loops.install(log)


def begin(log, lane, callback, arguments, cause):
    """Tells that a callback runs, which may be a step of a task; `cause` is who is behind one that is none."""
    kind = type(callback)
    is_step = kind is STEP
    task = callback.__self__ if is_step else woken_by(callback, kind)
    number = 0 if task is None or task.done() else log.number(task)
    if number:
        log.resume(lane, task, number, thrown_in(log, task, number, callback, arguments, is_step))
    else:
        if cause is None and task is not None:
            # A task that is not recorded is one of the loop's own.
            cause = NOBODY
        lane.task, lane.number, lane.began, lane.callback, lane.cause = None, 0, log.now(), callback, cause


def end(log, lane, outer):
    """Tells that it is over."""
    if lane.blocked is not None and lane.callback is not None:
        log.end_callback(lane)
    log.end_step(lane)
    lane.restore(outer)


def watch_handles(log):
    """Has every handle say what it runs."""
    lanes, plain_run = log.lanes, events.Handle._run

    def begin_handle(handle, lane):
        callback = handle._callback
        if type(handle) is CausedHandle:
            cause = handle.cause
        elif isinstance(handle, TimerHandle):
            cause = BY_TIMER
        else:
            cause = log.causes.pop(handle, None) or log.descriptors.get(handle)
        begin(log, lane, callback, handle._args, cause)
        if sys.exc_info()[1] is not None:
            handle._args = plain_arguments(callback, handle._args)

    waits, sink, now = log.waits, log.sink, log.now
    waiting, suspects, suspend = waits.waiting, waits.suspects, waits.suspend

    def run(self):
        # All in one function: here goes most of the time that recording takes.
        lane, outer, kind, number = lanes[get_ident()], None, None, 0
        try:
            if not lane.number and not suspects:
                try:
                    callback = self._callback
                    kind = type(callback)
                    if kind is STEP:
                        number = callback.__self__._taskviz_number
                    elif kind is BuiltinMethodType and callback.__name__ == "task_wakeup":
                        future = self._args[0]
                        if future._exception is None and not future.cancelled():
                            number = callback.__self__._taskviz_number
                except AttributeError:
                    # A task or a future of another class.
                    pass
            if number:
                # A step into which nothing is thrown, for which `begin` would come to the same.
                lane.task, lane.number = callback.__self__, number
                began = lane.began = now()
                buffer, slots = sink.current
                place = next(slots)
                if place < SEGMENT_BYTES:
                    write(buffer, place, began, number, RESUME)
                else:
                    sink.event1(began, number, RESUME)
                if number in waiting:
                    waits.resumed(number, None)
            elif kind in ORDINARY and lane.callback is None and not log.causes:
                # Whom it stands for is only looked for where something comes of it.
                lane.began, lane.callback = now(), self
            else:
                outer = lane.state()
                begin_handle(self, lane)
        except Exception:
            log.fault()
        try:
            plain_run(self)
        finally:
            # A traceback may keep this frame, which must not keep the task then.
            self = callback = future = None
            try:
                if outer is None:
                    task = lane.task
                    if task is not None:
                        time = now()
                        if task.done() or time - began >= log.stall:
                            log.end_step(lane)
                        else:
                            lane.task = None
                            suspend(task, number, time)
                        lane.number = 0
                    elif number:
                        lane.number = 0
                    else:
                        if lane.blocked is not None:
                            log.end_callback(lane)
                        lane.callback = lane.cause = None
                else:
                    end(log, lane, outer)
            except Exception:
                log.fault()
            outer = task = None

    events.Handle._run = run


def hide_frame(handle):
    """A handle that was made in debug mode, which shows where: not in the recorder's function."""
    if handle._source_traceback:
        del handle._source_traceback[-1]
    return handle


def scheduled(log, callback, arguments, frame):
    """A loop is told to run a callback: gives who is behind it where it tells of a future's end, and nothing otherwise."""
    kind = type(callback)
    if kind is STEP:
        if not log.knows(callback.__self__):
            log.created(callback.__self__, frame)
        return None
    task = woken_by(callback, kind)
    if task is not None:
        log.wake(task, arguments[0])
    elif len(arguments) == 1 and asyncio.isfuture(arguments[0]) and arguments[0].done():
        log.end_step_if_it_left()
        log.resources.settled(arguments[0])
        log.waits.settled(arguments[0])
        return log.cause()
    return None


def watch_scheduling(log):
    """Sees what a loop is told to do: a first step is a new task, a wake-up makes a task ready."""
    Handle, loop = events.Handle, base_events.BaseEventLoop
    plain_call_soon, plain_threadsafe = loop.call_soon, loop.call_soon_threadsafe
    wake = log.wake

    def call_soon(self, callback, *args, context=None):
        cause = None
        try:
            kind = type(callback)
            if kind is STEP:
                try:
                    # Most of them are steps of tasks that are known.
                    callback.__self__._taskviz_number
                except AttributeError:
                    scheduled(log, callback, args, getframe(1))
            elif kind is BuiltinMethodType and callback.__name__ == "task_wakeup":
                wake(callback.__self__, args[0])
            else:
                cause = scheduled(log, callback, args, getframe(1))
        except Exception:
            log.fault()
        if self._debug or self._closed:
            handle = hide_frame(plain_call_soon(self, callback, *args, context=context))
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
        handle = hide_frame(plain_threadsafe(self, callback, *args, context=context))
        try:
            if log.lane.number:
                log.remember(handle, log.cause())
        except Exception:
            log.fault()
        return handle

    loop.call_soon, loop.call_soon_threadsafe = call_soon, call_soon_threadsafe


def watch_descriptors(log):
    """Tells callbacks that run because a descriptor is ready from the others: a handle is called whenever it is."""
    selector_loop = selector_events.BaseSelectorEventLoop
    plain_reader, plain_writer = selector_loop._add_reader, selector_loop._add_writer

    def known(handle, loop, descriptor, index):
        if handle is None:
            # Before Python 3.10 only the selector has it, which may be one of the program's own.
            try:
                handle = loop._selector.get_key(descriptor).data[index]
            except LookupError:
                return
        if isinstance(handle, events.Handle):
            log.descriptors[handle] = layout.BY_IO, log.sink.text(descriptors.handle_name(handle))

    def _add_reader(self, fd, callback, *args):
        handle = plain_reader(self, fd, callback, *args)
        log.safely(known, handle, self, fd, 0)
        return handle

    def _add_writer(self, fd, callback, *args):
        handle = plain_writer(self, fd, callback, *args)
        log.safely(known, handle, self, fd, 1)
        return handle

    selector_loop._add_reader, selector_loop._add_writer = _add_reader, _add_writer
