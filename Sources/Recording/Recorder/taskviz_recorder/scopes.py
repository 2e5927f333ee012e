"""Scopes: groups, timeouts, gathers and shields.

What is awaited stays the coroutine that asyncio made: these functions are called in the place of asyncio's, say what begins
or ends, and hand asyncio's own object on.
"""

import asyncio
import functools
import inspect
import sys
import weakref
from asyncio import tasks

from . import layout
from .marks import Marks
from .places import is_own
from .waits import nanoseconds

try:
    from asyncio import taskgroups, timeouts
except ImportError:
    taskgroups = timeouts = None


def install(log):
    watch_gather(log)
    watch_shield(log)
    if timeouts is not None:
        watch_timeouts(log)
        watch_groups(log)


def replace(name, plain, function):
    """Puts a function in the place of one of asyncio's."""
    functools.update_wrapper(function, plain)
    setattr(tasks, name, function)
    setattr(asyncio, name, function)


def is_made(awaitable):
    return isinstance(awaitable, asyncio.Task)


def watch_gather(log):
    waits, plain = log.waits, tasks.gather
    PlainFuture = tasks._GatheringFuture

    class Gathering(PlainFuture):
        """The future of a gather, which says that it ends before those that wait for it are woken."""

        def set_result(self, result):
            log.safely(end, self, None)
            return super().set_result(result)

        def set_exception(self, error):
            log.safely(end, self, error)
            return super().set_exception(error)

    def end(future, error):
        scope = waits.ending.pop(future, 0)
        if not scope:
            return
        log.end_step_if_it_left()
        if error is None:
            waits.exit(scope, layout.CLEAN)
        elif isinstance(error, asyncio.CancelledError):
            waits.exit(scope, layout.SCOPE_CANCELLED)
        else:
            waits.exit(scope, layout.FAILED, error)

    def gather(*args, **kwargs):
        caller = sys._getframe(1)
        if not args or caller.f_code.co_name == "create_server" and is_own(caller.f_code):
            return plain(*args, **kwargs)
        if not all(asyncio.isfuture(arg) or inspect.isawaitable(arg) for arg in args):
            # It refuses that.
            return plain(*args, **kwargs)
        members = list(dict.fromkeys(arg for arg in args if is_made(arg)))
        scope = log.safely(begin, layout.GATHER, members, caller)
        outer = waits.creating(scope)
        try:
            future = plain(*args, **kwargs)
        except BaseException as error:
            log.safely(waits.exit, scope, layout.FAILED, error)
            raise
        finally:
            waits.creating(outer)
        if scope:
            log.safely(stand_for, future, scope)
        return future

    def begin(kind, members, frame):
        return waits.enter(kind, log.lane.number, None, members, log.sites.caller(frame))

    def stand_for(future, scope):
        waits.scopes[future] = scope
        if future.done():
            waits.exit_as(scope, future)
        else:
            waits.ending[future] = scope

    Gathering.__module__, Gathering.__name__ = PlainFuture.__module__, PlainFuture.__name__
    Gathering.__qualname__ = PlainFuture.__qualname__
    tasks._GatheringFuture = Gathering
    replace("gather", plain, gather)


def watch_shield(log):
    waits, plain = log.waits, tasks.shield

    def shield(arg, **kwargs):
        if asyncio.isfuture(arg) and arg.done():
            return plain(arg, **kwargs)
        scope = log.safely(begin, [arg] if is_made(arg) else [], sys._getframe(1))
        outer = waits.creating(scope)
        try:
            future = plain(arg, **kwargs)
        finally:
            waits.creating(outer)
        if scope:
            log.safely(stand_for, future, scope)
        return future

    def begin(members, frame):
        return waits.enter(layout.SHIELD, log.lane.number, None, members, log.sites.caller(frame))

    def stand_for(future, scope):
        if future.done() or is_made(future):
            waits.exit(scope, layout.CLEAN)
        else:
            waits.scopes[future] = waits.ending[future] = scope

    replace("shield", plain, shield)


def watch_timeouts(log):
    waits, timeout = log.waits, timeouts.Timeout
    plain_enter, plain_exit, plain_reschedule = timeout.__aenter__, timeout.__aexit__, timeout.reschedule
    State, known = timeouts._State, Marks()

    def enter(self):
        log.safely(begin, self, sys._getframe(1))
        return plain_enter(self)

    def begin(self, caller):
        if self._state is State.CREATED and asyncio.current_task() is not None:
            is_wait_for = caller.f_code is tasks.wait_for.__code__
            kind = layout.WAIT_FOR if is_wait_for else layout.TIMEOUT_SCOPE
            when = self.when()
            deadline = None if when is None or when == float("inf") else nanoseconds(when)
            awaited = caller.f_locals.get("fut") if is_wait_for else None
            members = [awaited] if is_made(awaited) else ()
            known[self] = waits.enter(kind, log.lane.number, deadline, members, log.sites.caller(caller))

    def leave(self, kind, error, trace):
        scope = known.pop(self, 0)
        coroutine = plain_exit(self, kind, error, trace)
        if scope:
            log.safely(tell_end, self, scope, kind, error)
        return coroutine

    def tell_end(self, scope, kind, error):
        late = self._state is State.EXPIRING
        own = late and self._task.cancelling() - 1 <= self._cancelling
        if late and (error is None or own and issubclass(kind, asyncio.CancelledError)):
            waits.exit(scope, layout.TIMED_OUT)
        elif error is None:
            waits.exit(scope, layout.CLEAN)
        elif isinstance(error, asyncio.CancelledError):
            waits.exit(scope, layout.SCOPE_CANCELLED)
        else:
            waits.exit(scope, layout.FAILED, error)

    def reschedule(self, when):
        plain_reschedule(self, when)
        scope = log.safely(known.get, self, 0)
        if scope and sys._getframe(1).f_code is not plain_enter.__code__:
            time = 0 if when is None else nanoseconds(when)
            log.sink.event(
                layout.RESCHEDULE, scope, time & 0xFFFFFFFF, time >> 32, detail=0 if when is None else 1)

    timeout.__aenter__, timeout.__aexit__, timeout.reschedule = enter, leave, reschedule


def watch_groups(log):
    waits, group = log.waits, taskgroups.TaskGroup
    plain_enter, plain_exit = group.__aenter__, group.__aexit__

    def enter(self):
        log.safely(begin, self, sys._getframe(1))
        return plain_enter(self)

    def begin(self, caller):
        if not self._entered and asyncio.current_task() is not None:
            site = log.sites.caller(caller)
            waits.scopes[self] = waits.enter(layout.TASK_GROUP, log.lane.number, None, (), site)

    def leave(self, kind, error, trace):
        coroutine = plain_exit(self, kind, error, trace)
        scope = waits.scopes.get(self, 0)
        if scope:
            # The coroutine goes as soon as it has been awaited to its end.
            errors = self._errors
            Ending.watch(coroutine, functools.partial(log.safely, tell_end, weakref.ref(self), scope, kind, errors))
        return coroutine

    def tell_end(reference, scope, kind, errors):
        self = reference()
        base = None if self is None else self._base_error
        if base is not None:
            waits.exit(scope, layout.FAILED, base)
        elif errors:
            waits.exit(scope, layout.FAILED, BaseExceptionGroup("unhandled errors in a TaskGroup", errors))
        elif kind is not None and issubclass(kind, asyncio.CancelledError) or was_cancelled(self):
            waits.exit(scope, layout.SCOPE_CANCELLED)
        else:
            waits.exit(scope, layout.CLEAN)

    def was_cancelled(self):
        return self is not None and self._aborting

    group.__aenter__, group.__aexit__ = enter, leave


class Ending:
    """Calls a function when a coroutine has gone."""

    _under_way = set()

    @classmethod
    def watch(cls, coroutine, function):
        def gone(reference):
            cls._under_way.discard(reference)
            function()

        cls._under_way.add(weakref.ref(coroutine, gone))
