"""Loops that are not derived from asyncio's own, such as uvloop's, and run no handles of asyncio's.

Their methods that are given callbacks are hidden by ones that give them a callback which says what it runs.
"""

import sys
from asyncio import events
from asyncio.base_events import BaseEventLoop

from . import executors, layout

BY_TIMER = layout.BY_TIMER, 0


def install(log):
    """Watches each class of loops from the time when it is made."""
    known = set()

    def made(cls, **options):
        super(events.AbstractEventLoop, cls).__init_subclass__(**options)
        if issubclass(cls, BaseEventLoop) or cls.call_soon is events.AbstractEventLoop.call_soon:
            return
        # What is derived from one that is watched is watched.
        if known.isdisjoint(cls.__mro__):
            known.add(cls)
            log.safely(watch, log, cls)

    events.AbstractEventLoop.__init_subclass__ = classmethod(made)


def watch(log, cls):
    from .steps import begin, end, plain_arguments, scheduled

    plain_soon, plain_threadsafe = cls.call_soon, cls.call_soon_threadsafe
    plain_later, plain_at = cls.call_later, cls.call_at
    by_io = layout.BY_IO, log.sink.text("io")

    class Callback:
        """Calls a callback and tells of it; it looks like that callback."""

        __slots__ = ("plain", "cause")

        def __init__(self, plain, cause):
            self.plain = plain
            self.cause = cause

        def __getattr__(self, name):
            return getattr(self.plain, name)

        def __repr__(self):
            return repr(self.plain)

        def __call__(self, *arguments):
            lane = log.lane
            outer = lane.state()
            log.safely(begin, log, lane, self.plain, arguments, self.cause)
            if sys.exc_info()[1] is not None:
                arguments = log.safely(plain_arguments, self.plain, arguments) or arguments
            try:
                return self.plain(*arguments)
            finally:
                self = arguments = None
                log.safely(end, log, lane, outer)

    if cls.run_in_executor is not events.AbstractEventLoop.run_in_executor:
        executors.watch(log, cls)
    if log.stalls is not None:
        log.stalls.enter_by(Callback, "__call__")

    def wrapped(callback, cause):
        return Callback(callback, cause) if callable(callback) else callback

    def call_soon(self, callback, *args, context=None):
        lane, cause = log.lane, None
        is_own = not lane.number and lane.callback is None and lane.cause is None
        if is_own and self.is_running():
            # Nothing that was given to the loop runs: the loop itself has seen that something can be read or written.
            lane.cause = by_io
        try:
            cause = scheduled(log, callback, args, sys._getframe(1))
        except Exception:
            log.fault()
        if is_own:
            lane.cause = None
        return plain_soon(self, wrapped(callback, cause), *args, context=context)

    def call_soon_threadsafe(self, callback, *args, context=None):
        cause = log.cause() if log.lane.number else None
        return plain_threadsafe(self, wrapped(callback, cause), *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        return plain_later(self, delay, wrapped(callback, BY_TIMER), *args, context=context)

    def call_at(self, when, callback, *args, context=None):
        return plain_at(self, when, wrapped(callback, BY_TIMER), *args, context=context)

    cls.call_soon, cls.call_soon_threadsafe = call_soon, call_soon_threadsafe
    cls.call_later, cls.call_at = call_later, call_at
