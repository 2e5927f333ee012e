"""What threads are asked to call, by the futures that wait for it."""

from asyncio import base_events


def install(log):
    loop = base_events.BaseEventLoop
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
    while hasattr(function, "func"):
        inside = [argument for argument in getattr(function, "args", ()) if callable(argument)]
        # `to_thread` has the context run the function.
        is_context = getattr(function.func, "__name__", "") == "run" and inside
        function = inside[0] if is_context else function.func
    return getattr(function, "__qualname__", None) or type(function).__name__
