"""In which order the library looks at its arguments, seen by which of several mistakes it reports."""

import bisect
import collections
import heapq
import itertools


def t(call):
    try:
        print(repr(call()).split(" at 0x")[0])
    except Exception as error:
        print(type(error).__name__, error)


class Loud:
    """Tells of each comparison."""

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        print(self, "<", other)
        return self.value < other.value

    def __repr__(self):
        return f"L{self.value}"


counter = collections.Counter("abracadabra")
lists = collections.defaultdict(list, a=[1])
ordered = collections.OrderedDict(x=1, y=2, z=3)
queue = collections.deque([3, 1, 2], 3)

print("counters")
t(lambda: collections.Counter(lists))
t(lambda: counter - collections.Counter(lists))
t(lambda: counter | collections.Counter(lists))
t(lambda: counter & collections.Counter(lists))
t(lambda: counter == collections.Counter({"a": None}))
t(lambda: collections.Counter({"a": None}, b=2))
t(lambda: collections.Counter("ab").update({"a": []}))

print("bisect")
for sequence in (counter, lists, ordered, {}, counter.items(), {1, 2}, 5, "abc", (1, 3), range(5), queue):
    t(lambda: bisect.bisect_left(sequence, 2))
    t(lambda: bisect.bisect(sequence, 2, hi=0))
t(lambda: bisect.bisect([1], 1, "a"))
t(lambda: bisect.bisect([1], 1, 0, 1.5))
t(lambda: bisect.bisect([1], 1, -1, "a"))
t(lambda: bisect.insort([1], 1, None))

print("itertools")
for r in (None, "2", 1.5, -1, 2, True, 10**20):
    t(lambda: list(itertools.combinations(5, r)))
    t(lambda: list(itertools.combinations("ab", r)))
    t(lambda: list(itertools.combinations_with_replacement(5, r)))
    t(lambda: list(itertools.permutations("ab", r)))
    t(lambda: list(itertools.permutations(5, r)))

print("containers")
t(lambda: queue.insert("2", 1))
t(lambda: queue.insert(10**20, 1))
t(lambda: queue.insert(1, 1))
t(lambda: collections.ChainMap({}).pop([]))
t(lambda: collections.ChainMap({"a": 1}).pop([]))
t(lambda: {}.pop([], 1))
t(lambda: dict(itertools.accumulate([(1, 2), 3])))
t(lambda: dict(itertools.accumulate([1, "a"])))
t(lambda: {}.update(iter([(1, 2), (3,)])))

print("heapq")
for n in (-1, 0, 1, 2, 3, 10, True):
    for values in ([3, 1, 2, 3, 0], iter([3, 1, 2, 3, 0]), [], iter([])):
        values = list(values) if isinstance(values, list) else iter(list(values))
        t(lambda: heapq.nlargest(n, values))
    t(lambda: heapq.nsmallest(n, iter([3, 1, 2, 3, 0])))
    t(lambda: heapq.nsmallest(n, iter(["ccc", "a", "bb", "dd", ""]), key=len))
    t(lambda: heapq.nlargest(n, ["ccc", "a", "bb", "dd", ""], key=len))
for n in (None, "2", 1.5):
    t(lambda: heapq.nlargest(n, [1]))
    t(lambda: heapq.nsmallest(n, iter([1])))
    t(lambda: heapq.nlargest(n, iter([1])))
t(lambda: heapq.nlargest(3, itertools.chain.from_iterable(counter.items())))
t(lambda: heapq.nsmallest(3, iter(["a", 1, "b", 2])))
t(lambda: heapq.nlargest(2, 5))
t(lambda: heapq.nlargest(1, 5))
t(lambda: heapq.nlargest(2, iter([Loud(2), Loud(1), Loud(3), Loud(0), Loud(5)])))
t(lambda: heapq.nsmallest(2, iter([Loud(2), Loud(1), Loud(3), Loud(0), Loud(5)])))
