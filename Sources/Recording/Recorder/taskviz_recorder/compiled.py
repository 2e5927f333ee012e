"""The hooks that are called most often in C, from the folder `in_c`, where taskviz could have it compiled.

The functions in Python that they take the place of do what is out of the ordinary, and everything where there is no compiler.
"""

import asyncio
import os
import sys
import types
from asyncio import base_events, events, locks, queues

PLAIN_RUN = events.Handle._run


def load():
    """The module in C; None where this interpreter is of another make, or the clock is a virtual one."""
    if os.environ.get("TASKVIZ_VIRTUAL_TIME") or os.environ.get("TASKVIZ_PURE_PYTHON"):
        return None
    # Those with flags, and those that keep a list of all objects, lay objects out otherwise.
    if sys.version_info >= (3, 14) or getattr(sys, "abiflags", "") or hasattr(sys, "getobjects"):
        return None
    try:
        from . import hooks
    except ImportError:
        return None
    # An interpreter within this process may have it already.
    return hooks if hooks.claim() else None


hooks = load()


def install(log):
    """Puts the hooks in C in the place of those in Python, which are there."""
    if hooks is None:
        return
    from . import descriptors, places, resources, steps, waits

    handle, loop, queue = events.Handle, base_events.BaseEventLoop, queues.Queue
    things = {
        "a_handle": handle.__new__(handle), "a_task": asyncio.Task.__new__(asyncio.Task),
        "resource": resources.Resource,
        "step": steps.STEP, "task": asyncio.Task, "plain_task": steps.PlainTask, "future": asyncio.Future,
        "function": types.FunctionType, "method": types.MethodType, "coroutine": types.CoroutineType,
        "generator": types.GeneratorType, "future_step": places.FUTURE_STEP, "handle": handle,
        "caused_handle": steps.CausedHandle,
        "sleep": places.SLEEP, "sleep_0": places.SLEEP_0, "get_nowait": queue.get_nowait.__code__,
        "on_input": waits.INPUT, "on_resource": waits.RESOURCE, "sleeping": waits.SLEEPING,
        "steady": frozenset(descriptors.STEADY),
        "queues": (queue, queues.LifoQueue, queues.PriorityQueue),
        "python_run": handle._run, "plain_run": PLAIN_RUN, "python_call_soon": loop.call_soon,
        "python_wakeup_next": queue._wakeup_next,
    }
    try:
        hooks.give(things)
    except AttributeError:
        # Classes that were put together otherwise: the hooks in Python stay.
        return
    handle._run = hooks.method(handle, "_run")
    loop.call_soon = hooks.method(loop, "call_soon")
    queue._wakeup_next = hooks.method(queue, "_wakeup_next")
    queue._unfinished_tasks = hooks.Unfinished(queue.__dict__["_unfinished_tasks"], "_unfinished_tasks")
    locks.Event._value = hooks.Watched(locks.Event.__dict__["_value"], "_value")


def attach(log):
    """From now on the hooks in C tell this log: at the beginning of a process."""
    if hooks is not None:
        hooks.attach(log)


def forget_lane():
    """A lane is no thread's any more."""
    if hooks is not None:
        hooks.forget_lane()
