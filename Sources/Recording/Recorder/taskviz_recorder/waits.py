"""What a suspended task waits for: told by the future that it awaits, or by the innermost function of asyncio's own."""

import asyncio
import functools
import itertools
import os
from collections.abc import Collection
from asyncio import locks, queues, tasks

from . import descriptors, layout
from .marks import Marks
from .places import SLEEP_0, is_own

try:
    from asyncio import taskgroups
except ImportError:
    taskgroups = None

GROUP, SLEEPING, WAITING, COMPLETIONS, RESOURCE, INPUT = "group", "sleep", "wait", "as_completed", "resource", "io"
DEADLINE = "wait_for"
SEGMENT_BYTES, SUSPEND = layout.SEGMENT_BYTES, layout.SUSPEND
write, write_turn = layout.EVENT_3.pack_into, layout.EVENT_TURN.pack_into
# The detail and the kind of what waits for its next turn.
TURN = layout.SUSPEND << 8 | layout.TURN
RESOURCE_FILES = (locks.__file__, queues.__file__)
OWN_FOLDER = os.path.dirname(asyncio.__file__)
# The last moment that a trace can tell of.
LATEST = (1 << 63) - 1


def classify(code, outer):
    """What a function of asyncio's own waits for, reached through what waits for `outer`; None for the program's."""
    file, name = code.co_filename, code.co_name
    if os.path.dirname(file) != OWN_FOLDER:
        return None
    if outer == COMPLETIONS or name == "_wait_for_one":
        return COMPLETIONS
    if file == tasks.__file__:
        if name == "_cancel_and_wait" and outer != DEADLINE:
            return None
        return {"sleep": SLEEPING, "_wait": WAITING, "wait_for": DEADLINE, "_cancel_and_wait": DEADLINE}.get(name)
    if taskgroups is not None and file == taskgroups.__file__:
        return GROUP
    if file in RESOURCE_FILES:
        return RESOURCE
    if descriptors.is_wait(code):
        return INPUT
    return outer


class Waits:
    """Tells what tasks wait for, and of the scopes that come and go with a wait."""

    def __init__(self, log):
        self._log = log
        self._sink = log.sink
        # What is to be done as soon as a task runs again, by the task: it is told whether an error is thrown in.
        self.waiting = {}
        # Tasks into which an error may be thrown though nothing wakes them: that are to be cancelled, or gave a turn away
        # otherwise than by `sleep(0)` and may have yielded what cannot be waited for.
        self.suspects = set()
        self.begin()

    def begin(self):
        """Begins with no task, as a child process does."""
        self._walk, self._turn = self._log.chains.walk, self._log.chains.turn
        self.scope_numbers = itertools.count(1)
        # Scopes by the future, the group or the queue of arrivals that stands for them.
        self.scopes = Marks()
        # Those of them that end when their future is done.
        self.ending = Marks()
        # What is waited for of a stream: numbers of texts by functions of asyncio's own.
        self._names = Marks()
        # What threads were asked to call, by the futures that wait for it.
        self.calls = Marks()
        self.waiting.clear()
        self.suspects.clear()
        # Calls of `wait_for` that have no timeout object, by the task: the scope, and how it ends where that is settled.
        self._late = {}
        self._by_timer = set()
        self._creating = 0

    # Suspending

    def suspend(self, task, number, time):
        waiter, coroutine, sink = task._fut_waiter, task.get_coro(), self._sink
        if waiter is None:
            chain = self._turn(coroutine)
            if not chain:
                place, frame = self._walk(coroutine)
                chain = place.number
                if place.code is not SLEEP_0:
                    self.suspects.add(number)
            # Whoever gives a turn away is ready again at once.
            buffer, slots = sink.current
            at = next(slots)
            if at < SEGMENT_BYTES:
                write_turn(buffer, at, time, number, chain, TURN)
            else:
                sink.event3(time, number, 0, chain, layout.TURN, layout.SUSPEND)
            return
        place, frame = self._walk(coroutine)
        chain = place.number
        if isinstance(waiter, asyncio.Task):
            sink.event3(time, number, self._log.number(waiter), chain, layout.TASK, layout.SUSPEND)
            return
        wait = place.wait
        if wait is INPUT:
            name = self._name(frame, place.code.co_name)
            buffer, slots = sink.current
            at = next(slots)
            if at < SEGMENT_BYTES:
                write(buffer, at, time, number, name, chain, layout.IO, SUSPEND)
            else:
                sink.event3(time, number, name, chain, layout.IO, SUSPEND)
            return
        if wait is RESOURCE:
            resource, purpose = self._begin_use(frame, place.code.co_name, number)
            if resource is not None:
                sink.event(
                    layout.SUSPEND, number, resource, chain, f=layout.OPERATIONS[purpose], detail=layout.ON_RESOURCE)
                return
        elif wait is SLEEPING and (timer := frame.f_locals.get("h")) is not None:
            until = nanoseconds(timer.when())
            sink.event(layout.SUSPEND, number, 0, chain, until & 0xFFFFFFFF, until >> 32, detail=layout.SLEEP)
            return
        scope = self._scope(waiter, place, frame, number)
        if scope:
            sink.event3(time, number, scope, chain, layout.SCOPE, layout.SUSPEND)
        elif self.calls and (call := self.calls.get(waiter)):
            sink.event3(time, number, sink.text(call), chain, layout.EXECUTOR, layout.SUSPEND)
        else:
            resource = self._log.resources.future(waiter, number)
            sink.event(
                layout.SUSPEND, number, resource, chain, f=layout.OPERATIONS["wait"], detail=layout.ON_RESOURCE)

    def _name(self, frame, purpose):
        """The number of what a task is said to wait for outside of the program."""
        values = frame.f_locals
        owner = values.get("self")
        if purpose not in descriptors.STEADY:
            return self._sink.text(descriptors.wait_name(purpose, values))
        # A stream's other end stays the same.
        names = self._names.get(owner)
        if names is None:
            names = self._names[owner] = {}
        number = names.get(purpose)
        if number is None:
            number = names[purpose] = self._sink.text(descriptors.wait_name(purpose, values))
        return number

    def _begin_use(self, frame, name, number):
        """A task waits in a function of a primitive: gives its number and the purpose; nothing where it is not told of."""
        resources, thing = self._log.resources, frame.f_locals["self"]
        resource, purpose = resources.begin_wait(thing, name, number)
        if resource is None:
            return None, None
        self.waiting[number] = functools.partial(resources.end_wait, resource, purpose, number, thing)
        return resource.number, purpose

    def _scope(self, waiter, place, frame, number):
        """The scope that a task waits for; 0 where it is none."""
        wait = place.wait
        if wait is WAITING:
            return self._enter_wait(number, frame, place.site)
        if wait is DEADLINE and (frame.f_code.co_name != "wait_for" or frame.f_locals.get("waiter") is waiter):
            return self._wait_in_late(number, frame, place.site)
        if self.scopes:
            if wait is GROUP or wait is COMPLETIONS:
                return self.scopes.get(frame.f_locals.get("self"), 0)
            return self.scopes.get(waiter, 0)
        return 0

    def woken_by_timer(self, number):
        if number in self.waiting:
            self._by_timer.add(number)

    def resumed(self, number, throwing):
        """A task runs again: what it waited for is over."""
        over = self.waiting.pop(number, None)
        if over is not None:
            over(throwing is not None)
            self._by_timer.discard(number)

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

    def settled(self, future):
        """A future that stands for a scope is done, and its callbacks are about to be told."""
        scope = self.ending.pop(future, 0) if self.ending else 0
        if scope:
            self.exit_as(scope, future)

    def creating(self, scope):
        """From now on tasks are made by a scope; gives the one that made them until now."""
        outer, self._creating = self._creating, scope
        return outer

    def scope_of_creator(self, frame):
        """The scope that makes a task: a gather under way, or what asyncio's own function that calls stands for."""
        if self._creating:
            return self._creating
        while frame is not None and is_own(frame.f_code):
            name = frame.f_code.co_name
            if taskgroups is not None and frame.f_code is taskgroups.TaskGroup.create_task.__code__:
                return self.scopes.get(frame.f_locals.get("self"), 0)
            if name == "wait_for" and frame.f_code.co_filename == tasks.__file__:
                return self.enter_late(self._log.lane.number, frame)
            if is_completions(frame):
                return self.scopes.get(arrivals(frame), 0)
            frame = frame.f_back
        return 0

    # Calls of `wait`

    def _enter_wait(self, number, frame, site):
        values = frame.f_locals
        handle = values.get("timeout_handle")
        deadline = nanoseconds(handle.when()) if handle is not None else None
        # A set, whose order says nothing.
        members = sorted(values.get("fs", ()), key=self._log.number)
        scope = self.enter(layout.WAIT, number, deadline, members, site)
        self.waiting[number] = functools.partial(self._exit_wait, scope, number)
        return scope

    def _exit_wait(self, scope, number, is_thrown):
        late = number in self._by_timer
        self.exit(scope, layout.SCOPE_CANCELLED if is_thrown else layout.TIMED_OUT if late else layout.CLEAN)

    # Calls of `wait_for` without a timeout object: all of them before 3.12, and those whose deadline is over at once

    def enter_late(self, number, frame, site=0):
        """A call of `wait_for` makes a task, or cancels one: its scope begins, unless it has."""
        known = self._late.get(number)
        if known is not None:
            return known[0]
        values = frame.f_locals
        handle = values.get("timeout_handle")
        when = asyncio.get_event_loop().time() if handle is None else handle.when()
        site = site or self._log.sites.caller(frame)
        scope = self.enter(layout.WAIT_FOR, number, nanoseconds(when), [values.get("fut")], site)
        self._late[number] = (scope, None)
        return scope

    def cancelling(self, frame):
        """A task is cancelled, by functions of asyncio's own that a `wait_for` may have called."""
        while frame is not None and is_own(frame.f_code):
            if frame.f_code.co_name == "wait_for" and frame.f_code.co_filename == tasks.__file__:
                self.enter_late(self._log.lane.number, frame)
                return
            frame = frame.f_back

    def _wait_in_late(self, number, frame, site):
        """The scope of the `wait_for` that a task waits in; 0 where it began unseen."""
        if frame.f_code.co_name == "wait_for":
            scope = self.enter_late(number, frame, site)
        elif number in self._late:
            scope = self._late[number][0]
        else:
            return 0
        is_first = frame.f_code.co_name == "wait_for"
        self.waiting[number] = functools.partial(self._go_on_late, number, frame.f_locals.get("fut"), is_first)
        return scope

    def _go_on_late(self, number, future, is_first, is_thrown):
        scope, outcome = self._late.pop(number)
        if is_first and not future.done():
            # Next it is cancelled, and waited for once more.
            self._late[number] = (scope, layout.SCOPE_CANCELLED if is_thrown else layout.TIMED_OUT)
        elif is_thrown or outcome == layout.SCOPE_CANCELLED:
            self.exit(scope, layout.SCOPE_CANCELLED)
        elif not is_first and (future.cancelled() or isinstance(future._exception, asyncio.CancelledError)):
            self.exit(scope, layout.TIMED_OUT)
        else:
            self.exit_as(scope, future)

    # Calls of `as_completed`: a queue of asyncio's own takes what arrives

    def made_inside(self, queue, frame):
        """A primitive of asyncio's own is made in a frame, which may be that of a call of `as_completed`."""
        if not is_completions(frame) or not isinstance(queue, asyncio.Queue):
            return
        values = frame.f_locals
        known = values.get("aws", values.get("fs"))
        members = list(dict.fromkeys(known)) if isinstance(known, Collection) else []
        members = [member for member in members if isinstance(member, asyncio.Task)]
        timeout = values.get("timeout")
        has_deadline = timeout is not None and timeout != float("inf")
        deadline = nanoseconds(asyncio.get_event_loop().time() + timeout) if has_deadline else None
        site = self._log.sites.caller(frame)
        scope = self.scopes[queue] = self.enter(layout.AS_COMPLETED, self._log.lane.number, deadline, members, site)
        if isinstance(known, Collection) and not known:
            self.exit(scope, layout.CLEAN)

    def arrived(self, queue, frame):
        """A task of an `as_completed` has ended, or its deadline has passed: a function of asyncio's own puts that in."""
        scope = self.scopes.get(queue)
        if not scope or frame is None:
            return
        values, name = frame.f_locals, frame.f_code.co_name
        is_late = name.endswith("_timeout")
        left = values["todo"] if "todo" in values else values["self"]._todo
        if is_late or not left:
            self.scopes.pop(queue)
            self.exit(scope, layout.TIMED_OUT if is_late else layout.CLEAN)


def is_completions(frame):
    """Whether it is a frame of `as_completed`, which is a class from 3.13 on."""
    name = getattr(frame.f_code, "co_qualname", frame.f_code.co_name)
    return frame.f_code.co_filename == tasks.__file__ and name in ("as_completed", "_AsCompletedIterator.__init__")


def arrivals(frame):
    """The queue of what arrives in a frame of `as_completed`."""
    values = frame.f_locals
    return values["done"] if "done" in values else values["self"]._done


def nanoseconds(seconds):
    """A time of the loop's, which may be one that never comes."""
    return max(0, round(seconds * 1e9)) if seconds < LATEST / 1e9 else LATEST
