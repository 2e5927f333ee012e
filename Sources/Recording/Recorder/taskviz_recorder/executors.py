"""What threads are asked to call, by the futures that wait for it."""

import contextvars
import functools
from asyncio import base_events


def install(log):
    watch(log, base_events.BaseEventLoop)


def watch(log, loop):
    """Sees what loops of a class are asked to have called."""
    plain = loop.run_in_executor

    def run_in_executor(self, executor, func, *args):
        future = plain(self, executor, func, *args)
        try:
            log.waits.calls[future] = call_name(func)
        except Exception:
            log.fault()
        return future

    loop.run_in_executor = run_in_executor


def call_name(function):
    """The name of what is called, through what only binds arguments."""
    while isinstance(function, functools.partial):
        # `to_thread` has the context run the function.
        is_context = isinstance(getattr(function.func, "__self__", None), contextvars.Context) and function.args
        function = function.args[0] if is_context else function.func
    name = getattr(function, "__qualname__", None)
    return name if isinstance(name, str) else type(function).__name__
