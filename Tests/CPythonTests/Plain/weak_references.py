"""Objects that are known and not kept."""

import asyncio
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.parent = None

    def __repr__(self):
        return f"Node({self.name!r})"


class Equal:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return isinstance(other, Equal) and self.number == other.number

    def __hash__(self):
        return hash(self.number)


class Slotted:
    __slots__ = ("a",)


class Failure(Exception):
    pass


class Items(list):
    pass


def tried(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


node = Node("a")
known = weakref.ref(node)
print(known() is node, known().name, type(known).__name__, type(known).__module__, isinstance(known, weakref.ReferenceType))
print(repr(known).split("; ")[1].split(" at ")[0], known == weakref.ref(node), hash(known) == hash(node))
other = weakref.ref(Node("gone"))
print(other(), repr(other).split("; ")[1], other == known, tried(hash, other))
del node
print(known(), tried(hash, known) == "TypeError: weak object has gone away")

for wrong in (1, "text", 1.5, None, (), [], {}, b"", range(3), ValueError("x"), Slotted(), True):
    print(tried(weakref.ref, wrong))
kept = [Failure(), Items(), {1}, lambda: 0, Node, print, frozenset("a"), asyncio]
print([weakref.ref(one)() is one for one in kept])

nodes = [Node(name) for name in "abc"]
group = weakref.WeakSet(nodes)
print(len(group), nodes[0] in group, 5 in group, sorted(one.name for one in group), Node("a") in group)
group.add(Node("temporary"))
removed = nodes.pop()
group.discard(removed)
print(len(group), removed in group, tried(group.remove, removed).split(":")[0])
del nodes[0]
print(len(group), sorted(one.name for one in group), bool(group))
nodes.clear()
print(len(group), list(group), tried(group.pop), bool(group))
equals = [Equal(1), Equal(2)]
both = weakref.WeakSet(equals) | weakref.WeakSet([equals[0]])
print(len(both), Equal(1) in both, Equal(3) in both, both == weakref.WeakSet(equals), both.issuperset([equals[1]]), len(both - {equals[0]}), len(both & equals))

cache = weakref.WeakValueDictionary()
first = cache["first"] = Node("first")
cache["second"] = Node("second")
print(dict(cache), len(cache), "second" in cache, cache.get("second"), cache.get("first"), tried(lambda: cache["second"]))
print(cache.setdefault("first", None), list(cache), list(cache.values()), list(cache.items()), cache.pop("first"), len(cache))
print(tried(cache.__setitem__, "number", 5), tried(cache.pop, "none"), cache.pop("none", "default"))

extra = weakref.WeakKeyDictionary()
extra[first] = "one"
extra[Node("short")] = "two"
print(dict(extra), len(extra), first in extra, extra[first], extra.get(Node("x"), "none"), 5 in extra, tried(lambda: extra[5]))
first.parent = first
child = Node("child")
child.parent = weakref.ref(first)
print(child.parent())


async def background():
    tasks = weakref.WeakSet()
    task = asyncio.create_task(asyncio.sleep(0, "result"), name="kept by the loop")
    tasks.add(task)
    del task
    print([one.get_name() for one in tasks])
    print([await one for one in tasks])
    await asyncio.sleep(0)
    print(len(tasks))


asyncio.run(background())
