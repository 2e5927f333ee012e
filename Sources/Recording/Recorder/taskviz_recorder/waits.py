"""What a suspended task waits for: told by the future that it awaits, or by the innermost function of asyncio's own."""

import asyncio
import itertools
import os
import weakref
from asyncio import locks, queues, streams, tasks

from . import layout

try:
    from asyncio import taskgroups
except ImportError:
    taskgroups = None

GROUP, SLEEPING, WAITING, COMPLETIONS, RESOURCE, INPUT = "group", "sleep", "wait", "as_completed", "resource", "io"
SLEEP_0 = getattr(tasks, "__sleep0").__code__
RESOURCE_FILES = (locks.__file__, queues.__file__)


def classify(code, outer):
    """What a function of asyncio's own waits for, reached through what waits for `outer`; None for what is not asyncio's."""
    file, name = code.co_filename, code.co_name
    if os.path.dirname(file) != os.path.dirname(asyncio.__file__):
        return None
    if outer == COMPLETIONS or name == "_wait_for_one":
        return COMPLETIONS
    if file == tasks.__file__:
        return {"sleep": SLEEPING, "_wait": WAITING}.get(name)
    if taskgroups is not None and file == taskgroups.__file__:
        return GROUP
    if file in RESOURCE_FILES:
        return RESOURCE
    if file == streams.__file__ or name.startswith(("sock_", "_sock_")):
        return INPUT
    return outer


class Waits:
    """Tells what tasks wait for, and of the scopes that come and go with a wait."""

    def __init__(self, log):
        self._log = log
        self._sink = log.sink
        self.scope_numbers = itertools.count(1)
        self._resource_numbers = itertools.count(1)
        # Scopes by the future, or the group, that stands for them.
        self.scopes = weakref.WeakKeyDictionary()
        # Those of them that end when their future is done.
        self.ending = weakref.WeakKeyDictionary()
        self._resources = weakref.WeakKeyDictionary()
        self._names = {}
        # What threads were asked to call, by the futures that wait for it.
        self.calls = weakref.WeakKeyDictionary()
        # The scopes of calls of `wait` that are under way, by the task that is in them.
        self.waiting = {}
        # Tasks that gave a turn away otherwise than by `sleep(0)`: an error may be thrown into them for what they yielded.
        self.suspects = set()
        self._by_timer = set()
        self._creating = 0

    # Suspending

    def suspend(self, task, number, time):
        place, frame = self._log.chains.walk(task.get_coro())
        waiter = task._fut_waiter
        sink, chain = self._sink, place.number
        if waiter is None:
            if place.code is not SLEEP_0:
                self.suspects.add(number)
            sink.event3(time, number, 0, chain, layout.TURN, layout.SUSPEND)
            sink.event2(time, number, number, layout.BY_TASK, layout.READY)
            return
        wait = place.wait
        if isinstance(waiter, asyncio.Task):
            sink.event3(time, number, self._log.number(waiter), chain, layout.TASK, layout.SUSPEND)
        elif wait is SLEEPING and frame is not None and (until := self._deadline(frame)) is not None:
            sink.event(
                layout.SUSPEND, number, 0, chain, until & 0xFFFFFFFF, until >> 32, detail=layout.SLEEP)
        elif self.scopes and (scope := self.scopes.get(waiter)):
            sink.event3(time, number, scope, chain, layout.SCOPE, layout.SUSPEND)
        elif self.calls and (call := self.calls.get(waiter)):
            sink.event3(time, number, sink.text(call), chain, layout.EXECUTOR, layout.SUSPEND)
        elif wait is GROUP and (scope := self.scopes.get(frame.f_locals.get("self"))):
            sink.event3(time, number, scope, chain, layout.SCOPE, layout.SUSPEND)
        elif wait is WAITING and frame is not None:
            scope = self._enter_wait(number, frame)
            sink.event3(time, number, scope, chain, layout.SCOPE, layout.SUSPEND)
        elif wait is INPUT:
            sink.event3(time, number, sink.text(place.code.co_name), chain, layout.IO, layout.SUSPEND)
        elif wait is RESOURCE and frame is not None:
            resource, purpose = self._resource(frame, number)
            sink.event(
                layout.SUSPEND, number, resource, chain, f=layout.OPERATIONS[purpose], detail=layout.ON_RESOURCE)
        else:
            resource = self._future(waiter, number)
            sink.event(
                layout.SUSPEND, number, resource, chain, f=layout.OPERATIONS["wait"], detail=layout.ON_RESOURCE)

    def _deadline(self, frame):
        timer = frame.f_locals.get("h")
        return None if timer is None else nanoseconds(timer.when())

    # Resources

    def _future(self, future, by):
        """The number of a plain future, which is named by its first wait."""
        number = self._resources.get(future)
        if number is None:
            number = self._resources[future] = next(self._resource_numbers)
            self.resource(number, "future", "", "wait", by, 0, 1)
        return number

    def resource(self, number, kind, name, operation, by, size, waiting):
        self._sink.event(
            layout.RESOURCE, number, by, min(max(size, 0), 0x7FFFFFFF), waiting, self._sink.text(name),
            layout.KINDS[kind], layout.OPERATIONS[operation])

    def _resource(self, frame, by):
        """The number of what a frame of asyncio's primitives waits for, and to do what."""
        thing, purpose = frame.f_locals.get("self"), frame.f_code.co_name
        kind = kind_of(thing)
        if kind == "queue" and purpose == "wait":
            purpose = "join"
        if purpose not in layout.OPERATIONS:
            purpose = "wait"
        number = self._resources.get(thing)
        if number is None:
            number = self._resources[thing] = next(self._resource_numbers)
            name = "%s-%d" % (type(thing).__name__, self._count(type(thing).__name__))
            self._names[number] = name
            self.resource(number, kind, name, "create", 0, 0, 0)
        self.resource(number, kind, self._names.get(number, ""), "wait", by, size_of(thing), waiting_for(thing))
        return number, purpose

    def _count(self, name):
        self._names[name] = self._names.get(name, 0) + 1
        return self._names[name]

    # Scopes

    def enter(self, kind, owner, deadline, members, site):
        """Tells of a scope that begins, and gives its number."""
        scope = next(self.scope_numbers)
        numbers = ",".join(str(number) for number in (self._log.number(member) for member in members) if number)
        text = layout.PART.join(("" if deadline is None else str(deadline), numbers, str(site)))
        self._sink.event(layout.ENTER, scope, owner, self._sink.fresh(text), detail=kind)
        return scope

    def exit(self, scope, outcome, error=None):
        text = 0
        if outcome == layout.FAILED:
            inside = getattr(error, "exceptions", ())
            parts = [type(error).__name__, str(error)] + ["%s: %s" % (type(one).__name__, one) for one in inside]
            text = self._sink.fresh(layout.PART.join(parts))
        self._sink.event(layout.EXIT, scope, text, detail=outcome)

    def scope_of_creator(self, frame):
        """The scope that makes a task: a gather under way, or the TaskGroup whose `create_task` calls."""
        if self._creating:
            return self._creating
        while frame is not None and os.path.dirname(frame.f_code.co_filename) == os.path.dirname(asyncio.__file__):
            if taskgroups is not None and frame.f_code is taskgroups.TaskGroup.create_task.__code__:
                return self.scopes.get(frame.f_locals.get("self"), 0)
            frame = frame.f_back
        return 0

    def creating(self, scope):
        """From now on tasks are made by a scope; gives the one that made them until now."""
        outer, self._creating = self._creating, scope
        return outer

    def _enter_wait(self, number, frame):
        values = frame.f_locals
        handle = values.get("timeout_handle")
        deadline = nanoseconds(handle.when()) if handle is not None else None
        scope = self.enter(layout.WAIT, number, deadline, values.get("fs", ()), self._log.sites.caller(frame))
        self.waiting[number] = scope
        return scope

    def settled(self, future):
        """A future that stands for a scope is done, and its callbacks are about to be told."""
        scope = self.ending.pop(future, 0) if self.ending else 0
        if scope:
            self.exit_as(scope, future)

    def exit_as(self, scope, future):
        """Tells of the end of a scope that ends as a future does."""
        if future.cancelled():
            self.exit(scope, layout.SCOPE_CANCELLED)
        elif future._exception is None:
            self.exit(scope, layout.CLEAN)
        elif isinstance(future._exception, asyncio.CancelledError):
            self.exit(scope, layout.SCOPE_CANCELLED)
        else:
            self.exit(scope, layout.FAILED, future._exception)

    def woken(self, number, waker):
        if waker == layout.BY_TIMER and self.waiting and number in self.waiting:
            self._by_timer.add(number)

    def resumed(self, number, throwing):
        """A call of `wait` is over as soon as its task runs again."""
        scope = self.waiting.pop(number, 0)
        if scope:
            late = number in self._by_timer
            self._by_timer.discard(number)
            outcome = layout.SCOPE_CANCELLED if throwing else layout.TIMED_OUT if late else layout.CLEAN
            self.exit(scope, outcome)


def nanoseconds(seconds):
    return max(0, round(seconds * 1e9))


def kind_of(thing):
    for name, kind in (
        ("Lock", "lock"), ("Event", "event"), ("Condition", "condition"), ("Semaphore", "semaphore"),
        ("Barrier", "barrier"), ("Queue", "queue"),
    ):
        cls = getattr(asyncio, name, None)
        if cls is not None and isinstance(thing, cls):
            return kind
    return "future"


def size_of(thing):
    """How much it holds, as a trace counts it."""
    if isinstance(thing, asyncio.Queue):
        return thing.qsize()
    if isinstance(thing, asyncio.Lock):
        return 0 if thing.locked() else 1
    if isinstance(thing, asyncio.Semaphore):
        return thing._value
    if isinstance(thing, asyncio.Event):
        return 1 if thing.is_set() else 0
    return 0


def waiting_for(thing):
    """How many wait for it."""
    if isinstance(thing, asyncio.Queue):
        return len(thing._getters) + len(thing._putters)
    return len(getattr(thing, "_waiters", None) or ())
