"""Sets of tasks that are gone through in the order of their making, where CPython's order is that of addresses."""

import asyncio
import inspect
import re
import textwrap
import weakref
from asyncio import base_events, tasks

try:
    from asyncio import taskgroups
except ImportError:
    taskgroups = None


class OrderedSet(set):
    """A set that iterates in the order of insertion."""

    def __init__(self, items=()):
        super().__init__()
        self._order = {}
        for item in items:
            self.add(item)

    def __iter__(self):
        return iter(list(self._order))

    def __repr__(self):
        return "{%s}" % ", ".join(map(repr, self)) if self else "set()"

    def add(self, item):
        super().add(item)
        self._order[item] = None

    def discard(self, item):
        super().discard(item)
        self._order.pop(item, None)

    def remove(self, item):
        super().remove(item)
        del self._order[item]

    def pop(self):
        if not self:
            return super().pop()
        item = next(iter(self._order))
        self.remove(item)
        return item

    def clear(self):
        super().clear()
        self._order.clear()


class OrderedWeakSet:
    """A WeakSet that iterates in the order of insertion."""

    def __init__(self):
        self._references = {}

    def __iter__(self):
        return iter([item for item in (one() for one in self._references.values()) if item is not None])

    def __len__(self):
        return len(self._references)

    def add(self, item):
        key = id(item)
        self._references[key] = weakref.ref(item, lambda _: self._references.pop(key, None))

    def discard(self, item):
        self._references.pop(id(item), None)

    def clear(self):
        self._references.clear()


def order_as_completed():
    """Has as_completed begin with what is done already in the order given: it makes a set without a name to be replaced."""
    cls = getattr(tasks, "_AsCompletedIterator", None)
    function = tasks.as_completed if cls is None else cls.__init__
    source = textwrap.dedent(inspect.getsource(function))
    ordered = re.sub(r"\{(ensure_future\(.*\) for \w+ in set\(\w+\))\}", r"set(\1)", source)
    names, code = {}, function.__code__
    # On the lines where it stands.
    exec(compile("\n" * (code.co_firstlineno - 1) + ordered, tasks.__file__, "exec"), vars(tasks), names)
    made = names[function.__name__].__code__
    function.__code__ = made.replace(co_qualname=code.co_qualname) if hasattr(code, "co_qualname") else made


def install(log):
    # As a module's name it comes before the built-in one, for the functions of that module.
    tasks.set = OrderedSet
    if taskgroups is not None:
        taskgroups.set = OrderedSet
    plain_all_tasks, plain_init = tasks.all_tasks, base_events.BaseEventLoop.__init__

    def all_tasks(loop=None):
        return OrderedSet(sorted(plain_all_tasks(loop), key=log.number))

    def __init__(self):
        plain_init(self)
        self._asyncgens = OrderedWeakSet()

    log.safely(order_as_completed)
    asyncio.all_tasks = tasks.all_tasks = all_tasks
    base_events.BaseEventLoop.__init__ = __init__
