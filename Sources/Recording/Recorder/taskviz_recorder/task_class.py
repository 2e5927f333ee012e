"""The class of the program's tasks: CPython's own, with a number in the recording and a look at its `cancel`."""

import asyncio
import sys
from asyncio import tasks

from . import layout
from .log import PlainTask
from .places import is_own

REASONS = {
    "_on_task_done": layout.SIBLING_FAILED,
    "_on_timeout": layout.TIMEOUT,
    "_cancel_and_wait": layout.TIMEOUT,
    "_release_waiter": layout.TIMEOUT,
    "_cancel_all_tasks": layout.SHUTDOWN,
    "_on_sigint": layout.INTERRUPT,
    "cancel": layout.PASSED_ON,
    # The C code of an eager step, which hands on what came while it ran.
    "__init__": layout.PASSED_ON,
}


def reason(frame, is_stepping):
    """Why `cancel()` was called, by the one who called it."""
    code = frame.f_code
    if not is_own(code):
        return layout.EXPLICIT
    name = code.co_name
    if name in ("_run", "run"):
        # The C code of a step hands on what came while it ran; else the program had the loop call `cancel` itself.
        return layout.PASSED_ON if is_stepping else layout.EXPLICIT
    if name == "_abort":
        frame = frame.f_back
        name = frame.f_code.co_name
    if name in ("__aexit__", "_aexit"):
        # A group passes on the cancellation of its owner; else it is the body that failed.
        values = frame.f_locals
        own = values.get("propagate_cancellation_error") is None and not values["self"]._errors
        return layout.SIBLING_FAILED if own else layout.PASSED_ON
    return REASONS.get(name, layout.EXPLICIT)


def install(log):

    class Task(PlainTask):
        __slots__ = ("_taskviz_number",)

        def cancel(self, *args, **kwargs):
            if not self.done():
                try:
                    requested(self, sys._getframe(1), args[0] if args else kwargs.get("msg"))
                except Exception:
                    log.fault()
            is_cancelled = super().cancel(*args, **kwargs)
            if self._must_cancel:
                log.waits.suspects.add(log.number(self))
            return is_cancelled

    class EagerTask(Task):
        __slots__ = ()

        def __init__(self, *args, **kwargs):
            coro, loop = args[0] if args else kwargs.get("coro"), kwargs.get("loop")
            if not kwargs.get("eager_start") or not asyncio.iscoroutine(coro) or loop is None or not loop.is_running():
                super().__init__(*args, **kwargs)
                return
            begun = log.begin_eager_step(self, coro, kwargs.get("name"), sys._getframe(1))
            try:
                super().__init__(*args, **kwargs)
            finally:
                log.end_eager_step(self, begun)
                self = args = kwargs = coro = loop = None

    def requested(task, frame, message):
        number = log.number(task)
        if number:
            why = reason(frame, log.lane.task is not None)
            log.waits.cancelling(frame)
            log.end_step_if_it_left()
            text = 0 if message is None else log.sink.text(str(message))
            log.sink.event3(log.now(), number, log.actor(), text, why, layout.CANCEL)

    Task.cancel.__qualname__ = "Task.cancel"
    for cls in (Task, EagerTask):
        cls.__module__, cls.__name__, cls.__qualname__ = "_asyncio", "Task", "Task"
    asyncio.Task = tasks.Task = Task
    if hasattr(tasks, "create_eager_task_factory"):
        plain_new = PlainTask.__new__

        def new(cls, *args, **kwargs):
            # Python then calls the `__init__` of what this gives: only eager tasks have one of the recorder's.
            return plain_new(EagerTask if cls is Task and kwargs.get("eager_start") else cls)

        def derived(cls, **options):
            super(Task, cls).__init_subclass__(**options)
            if Task in cls.__bases__:
                # What is derived from it may be eager, too.
                cls.__bases__ = tuple(EagerTask if base is Task else base for base in cls.__bases__)

        Task.__new__ = staticmethod(new)
        Task.__init_subclass__ = classmethod(derived)
        asyncio.eager_task_factory = tasks.eager_task_factory = tasks.create_eager_task_factory(EagerTask)
