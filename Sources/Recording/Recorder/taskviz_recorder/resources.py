"""Locks, events, conditions, semaphores, barriers and queues: what is done with them, seen where they change.

Their methods stay asyncio's own: an attribute that changes when a lock is taken is one that tells so when it is set. What is
a part of another primitive, such as the lock that a condition makes for itself, is told of as that one, or not at all.
"""

import itertools
import sys
import weakref
from asyncio import locks, queues
from sys import _getframe as getframe
from threading import get_ident

from . import compiled, layout
from .marks import Marks
from .names import Names
from .places import is_own

BARRIER = getattr(locks, "Barrier", None)
KINDS = [
    (locks.Lock, "lock"), (locks.Event, "event"), (locks.Condition, "condition"), (locks.Semaphore, "semaphore"),
    (BARRIER, "barrier"), (queues.Queue, "queue"),
]
# Whether a semaphore's permit is taken for a task before that one runs again.
GIVES_PERMITS = "_value" in getattr(locks.Semaphore, "_wake_up_next", locks.Semaphore.release).__code__.co_names
RESOURCE, SEGMENT_BYTES = layout.RESOURCE, layout.SEGMENT_BYTES
pack, pack_queue = layout.EVENT.pack_into, layout.EVENT_RESOURCE.pack_into
# The kind of the event and that of the resource, as they lie in an event.
QUEUE = RESOURCE << 24 | layout.KINDS["queue"]
MISSING = object()
CREATE, ACQUIRE, RELEASE, SET, CLEAR, PUT, GET, WAIT, NOTIFY, TASK_DONE, _, CLOSE = layout.OPERATIONS.values()


class Resource(object if compiled.hooks is None else compiled.hooks.Resource):
    """What the recording knows of one primitive."""

    __slots__ = ("number", "kind", "name", "waiting") if compiled.hooks is None else ()

    def __init__(self, number, kind, name):
        self.number = number
        self.kind = kind
        self.name = name
        # How many wait for it.
        self.waiting = 0


class Watched:
    """An attribute that tells when it changes; it is read as any other is, as this has no `__get__`."""

    def __init__(self, name, changed, log, always=False):
        self._name = name
        self._changed = changed
        self._log = log
        # Whether to be set to what it was counts as a change.
        self._always = always

    def __set__(self, thing, value):
        values, name = thing.__dict__, self._name
        old = values.get(name, MISSING)
        values[name] = value
        if old is not value or self._always:
            try:
                self._changed(thing, old, value, sys._getframe(1))
            except Exception:
                self._log.fault()


class Unfinished:
    """How many items of a queue are not done with: it grows with each put, and falls with each call of `task_done`."""

    def __init__(self, log):
        self._log = log

    def __set__(self, queue, count):
        values = queue.__dict__
        old = values.get("_unfinished_tasks")
        values["_unfinished_tasks"] = count
        try:
            log = self._log
            if old is None:
                log.resources.created(queue, sys._getframe(1))
            elif "_taskviz_whole" not in values:
                log.resources.tell_queue(queue, values, TASK_DONE if count < old else PUT)
            elif count > old:
                log.waits.arrived(queue, sys._getframe(2))
        except Exception:
            self._log.fault()


class Resources:
    def __init__(self, log):
        self._log = log
        self._sink = log.sink
        self._lanes = log.lanes
        self._now = log.now
        self._names = Names()
        self._counts = {}
        self._numbers = itertools.count(1)
        # Plain futures that a task waits for.
        self.futures = Marks()

    # What they are

    def created(self, thing, frame):
        """A primitive comes to be, in the frame of its `__init__`."""
        caller = frame
        while caller is not None and caller.f_code.co_name == "__init__" and caller.f_locals.get("self") is thing:
            if not is_own(caller.f_code):
                break
            caller = caller.f_back
        if caller is not None and is_own(caller.f_code):
            whole = caller.f_locals.get("self")
            thing.__dict__["_taskviz_whole"] = weakref.ref(whole) if class_of(whole) else None
            self._log.waits.made_inside(thing, caller)
            return
        self._make(thing, caller, capacity(thing))

    def _make(self, thing, caller, size):
        cls, kind = class_of(thing)
        bound = None if caller is None else self._log.safely(self._names.bound, caller, cls.__name__) or None
        name = self._names.unique(bound, cls.__name__, self._counts)
        number = next(self._numbers)
        resource = Resource(number, layout.KINDS[kind], self._sink.text(name))
        thing.__dict__["_taskviz_resource"] = resource
        self._tell(resource, CREATE, self._log.actor(), size)
        return resource

    def of(self, thing):
        """What is known of a primitive, or of the one that it is a part of; None where nothing is to be told."""
        values = thing.__dict__
        while "_taskviz_whole" in values:
            whole = values["_taskviz_whole"]
            thing = whole and whole()
            if thing is None:
                return None
            values = thing.__dict__
        # One that was made before the recording began, or without its `__init__`.
        return values.get("_taskviz_resource") or self._make(thing, None, capacity(thing))

    def own(self, thing):
        """What is known of a primitive that is no part of another one, but for a condition's lock."""
        if "_taskviz_whole" in thing.__dict__:
            whole = thing.__dict__["_taskviz_whole"]
            whole = whole and whole()
            if not isinstance(thing, locks.Lock) or whole is None or "_taskviz_whole" in whole.__dict__:
                return None
        return self.of(thing)

    # What is done with them

    def _tell(self, resource, operation, by, size, waiting=None):
        self._sink.event(
            layout.RESOURCE, resource.number, by, int(min(max(size, 0), 0x7FFFFFFF)),
            resource.waiting if waiting is None else waiting, resource.name, resource.kind, operation)

    def tell(self, thing, operation, size):
        """Something is done with a primitive, by who is behind what happens now."""
        resource = thing.__dict__.get("_taskviz_resource") or self.own(thing)
        if resource is not None:
            by = self._lanes[get_ident()].number or self._log.actor()
            buffer, slots = self._sink.current
            place = next(slots)
            if place < SEGMENT_BYTES:
                # As the sink does, which would only be called to do this.
                pack(
                    buffer, place, self._now(), resource.number, by, size, resource.waiting, resource.name,
                    resource.kind, operation, RESOURCE)
            else:
                self._tell(resource, operation, by, size)

    def tell_queue(self, queue, values, operation):
        """Something is done with a queue, which comes so often that all is in one function."""
        try:
            resource, size = values["_taskviz_resource"], len(values["_queue"])
        except KeyError:
            # One that was made before, or keeps its items in another way.
            return self.tell(queue, operation, queue.qsize())
        buffer, slots = self._sink.current
        place = next(slots)
        if place < SEGMENT_BYTES:
            by = self._lanes[get_ident()].number or self._log.actor()
            pack_queue(
                buffer, place, self._now(), resource.number, by, size, resource.waiting, resource.name,
                operation << 16 | QUEUE)
        else:
            self.tell(queue, operation, size)

    def begin_wait(self, thing, purpose, by):
        """A task waits in a function of a primitive; gives what for, and what to do with it."""
        resource = thing.__dict__.get("_taskviz_resource") or self.of(thing)
        if resource is None:
            return None, purpose
        if resource.kind == layout.KINDS["queue"] and purpose == "wait":
            purpose = "join"
        if purpose not in layout.OPERATIONS:
            purpose = "wait"
        resource.waiting += 1
        self._tell(resource, WAIT, by, self.size_of(thing))
        return resource, purpose

    def end_wait(self, resource, purpose, number, thing, is_thrown):
        """A task that waited runs again."""
        resource.waiting -= 1
        if GIVES_PERMITS and purpose == "acquire" and not is_thrown and isinstance(thing, locks.Semaphore):
            self._tell(resource, ACQUIRE, number, thing._value)

    def size_of(self, thing):
        """How much a primitive holds, or the one that it is a part of, as a trace counts it."""
        values = thing.__dict__
        while "_taskviz_whole" in values:
            outer = values["_taskviz_whole"]()
            if isinstance(outer, locks.Condition) and "_taskviz_whole" not in outer.__dict__:
                return 0 if outer.locked() else 1
            thing, values = outer, outer.__dict__
        return size_of(thing)

    # Plain futures

    def future(self, future, by):
        """The number of a plain future that a task waits for."""
        number = self.futures.get(future)
        if number is None:
            number = self.futures[future] = next(self._numbers)
        waiting = len(future._callbacks or ())
        self._sink.event(
            layout.RESOURCE, number, by, 0, waiting, 0, layout.KINDS["future"], WAIT)
        return number

    def settled(self, future):
        """A future is done, and those that wait for it are about to be told."""
        number = self.futures.pop(future, 0) if self.futures else 0
        if number:
            self._log.end_step_if_it_left()
            self._sink.event(
                layout.RESOURCE, number, self._log.actor(), 1, 0, 0, layout.KINDS["future"], SET)


def class_of(thing):
    """The class of asyncio's that a primitive is of, and its kind; None for anything else."""
    kind = next((kind for cls, kind in KINDS if cls is not None and isinstance(thing, cls)), None)
    if kind is None:
        return None
    return next(cls for cls in type(thing).__mro__ if cls.__module__ in (locks.__name__, queues.__name__)), kind


def capacity(thing):
    """What a new primitive holds; how many a queue or a barrier takes."""
    if isinstance(thing, queues.Queue):
        return thing._maxsize
    if BARRIER is not None and isinstance(thing, BARRIER):
        return thing._parties
    return size_of(thing)


def size_of(thing):
    if isinstance(thing, queues.Queue):
        return thing.qsize()
    if isinstance(thing, locks.Lock):
        return 0 if thing._locked else 1
    if isinstance(thing, locks.Semaphore):
        return thing._value
    if isinstance(thing, locks.Event):
        return 1 if thing._value else 0
    if isinstance(thing, locks.Condition):
        is_own_lock = isinstance(thing._lock, locks.Lock) and "_taskviz_whole" in thing._lock.__dict__
        return 1 if is_own_lock and not thing._lock._locked else 0
    return getattr(thing, "_count", 0)


def install(log):
    def watch(cls, name, changed, always=False):
        setattr(cls, name, Watched(name, changed, log, always))

    condition_wait = locks.Condition.wait.__code__

    def lock_changed(lock, old, locked, frame):
        if old is MISSING:
            log.resources.created(lock, frame)
        elif locked:
            log.resources.tell(lock, ACQUIRE, 0)
        elif frame.f_back.f_code is condition_wait:
            give_up_for_wait(lock, frame.f_back.f_locals["self"])
        else:
            log.resources.tell(lock, RELEASE, 1)

    def give_up_for_wait(lock, condition):
        """A condition's wait counts from before it gives its lock back."""
        resource = log.resources.own(lock)
        if resource is not None:
            is_its_own = resource is log.resources.of(condition)
            log.resources._tell(resource, RELEASE, log.actor(), 1, resource.waiting + is_its_own)

    def event_changed(event, old, is_set, frame):
        if old is MISSING:
            log.resources.created(event, frame)
        else:
            log.resources.tell(event, SET if is_set else CLEAR, 1 if is_set else 0)

    def semaphore_changed(semaphore, old, value, frame):
        if old is MISSING:
            return log.resources.created(semaphore, frame)
        name = frame.f_code.co_name
        if value < old and name == "acquire":
            log.resources.tell(semaphore, ACQUIRE, value)
        elif value > old and name == "release":
            log.resources.tell(semaphore, RELEASE, value)

    def condition_changed(condition, old, lock, frame):
        if old is MISSING:
            log.resources.created(condition, frame)

    def barrier_changed(barrier, old, state, frame):
        if old is MISSING:
            log.resources.created(barrier, frame)
        elif frame.f_code.co_name in ("reset", "abort"):
            log.resources.tell(barrier, CLEAR, barrier._count)
        elif state.value == "draining":
            log.resources.tell(barrier, SET, barrier._count)

    def shutdown_changed(queue, old, is_shut_down, frame):
        if is_shut_down:
            log.resources.tell(queue, CLOSE, 0 if frame.f_locals.get("immediate") else queue.qsize())

    watch(locks.Lock, "_locked", lock_changed)
    watch(locks.Event, "_value", event_changed)
    watch(locks.Semaphore, "_value", semaphore_changed)
    watch(locks.Condition, "_lock", condition_changed)
    queues.Queue._unfinished_tasks = Unfinished(log)
    if BARRIER is not None:
        watch(BARRIER, "_state", barrier_changed, always=True)
    if hasattr(queues.Queue, "shutdown"):
        watch(queues.Queue, "_is_shutdown", shutdown_changed)
    watch_gets(log)
    watch_notifications(log)


def watch_gets(log):
    """A get is told when room for a put has come, before those that wait for that are told."""
    plain, get_now = queues.Queue._wakeup_next, queues.Queue.get_nowait.__code__

    def _wakeup_next(self, waiters):
        try:
            if waiters is self._putters and getframe(1).f_code is get_now:
                values = self.__dict__
                if "_taskviz_whole" not in values:
                    log.resources.tell_queue(self, values, GET)
        except Exception:
            log.fault()
        if waiters:
            plain(self, waiters)

    queues.Queue._wakeup_next = _wakeup_next


def watch_notifications(log):
    condition = locks.Condition

    def notified(self):
        try:
            log.resources.tell(self, NOTIFY, size_of(self))
        except Exception:
            log.fault()

    if hasattr(condition, "_notify"):
        plain_inner, notify_code = condition._notify, condition.notify.__code__

        def _notify(self, n):
            if sys._getframe(1).f_code is notify_code:
                notified(self)
            plain_inner(self, n)

        condition._notify = _notify
    else:
        plain = condition.notify

        def notify(self, n=1):
            if self.locked():
                notified(self)
            plain(self, n)

        condition.notify = notify
