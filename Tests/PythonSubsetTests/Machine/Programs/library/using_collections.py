from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import (
    AsyncIterator, Awaitable, Callable, Coroutine, Generator, Hashable, Iterable, Iterator, Mapping,
    MutableMapping, MutableSequence, Sequence, Set, Sized,
)
import collections


def attempt(label, function):
    try:
        print(label, "->", function())
    except Exception as error:
        print(label, "raised", type(error).__name__, error)


queue = deque([1, 2, 3], maxlen=4)
queue.append(4)
queue.append(5)
queue.appendleft(0)
print(queue, len(queue), queue.maxlen, queue[0], queue[-1], 3 in queue, list(reversed(queue)))
queue.rotate(1)
print(queue, queue.pop(), queue.popleft(), queue)
queue.extend([7, 8])
queue.extendleft("ab")
print(queue, queue.count("a"), queue.index(2), queue.copy() == queue, deque(), deque(maxlen=0))
queue.rotate(-2)
queue.reverse()
queue[1] = "set"
del queue[0]
queue.insert(1, "in")
print(queue, deque("abc") + deque("d"), deque("ab") * 2, deque([1]) < deque([2]), deque("a") == ["a"])
queue.remove("set")
queue += [9]
queue.clear()
print(queue, bool(queue), bool(deque([0])))
attempt("pop", lambda: deque().pop())
attempt("popleft", lambda: deque().popleft())
attempt("index", lambda: deque()[0])
attempt("index missing", lambda: deque("ab").index("c"))
attempt("remove", lambda: deque("ab").remove("c"))
attempt("maxlen", lambda: deque([], -1))
attempt("insert full", lambda: deque([1], 1).insert(0, 2))
attempt("hash", lambda: hash(deque()))
attempt("add list", lambda: deque() + [1])
attempt("slice", lambda: deque("abc")[0:1])


def mutate():
    numbers = deque([1, 2, 3])
    for number in numbers:
        numbers.append(number)


attempt("mutated", mutate)
ring = deque([1])
ring.append(ring)
print(ring)

groups = defaultdict(list)
for word in ["apple", "avocado", "banana"]:
    groups[word[0]].append(word)
print(groups, dict(groups), groups["z"], len(groups), groups.get("q"), "q" in groups, groups.default_factory)
counts = defaultdict(int, a=1)
counts["b"] += 2
print(counts, counts.copy(), defaultdict(), defaultdict(None, {1: 2}), isinstance(counts, dict), counts == {"a": 1, "b": 2})
nested = defaultdict(lambda: defaultdict(int))
nested["x"]["y"] += 1
print(nested["x"]["y"], list(nested.items())[0][0])
attempt("no factory", lambda: defaultdict()["k"])
attempt("bad factory", lambda: defaultdict(5))

words = Counter("abracadabra")
print(words, words["a"], words["z"], words.most_common(2), words.total(), sorted(words.elements()))
words.update("aa")
words.subtract({"b": 5})
print(words, +words, -words, words + Counter(z=1), words - Counter(a=3), words & Counter(a=2, c=9), words | Counter(a=2, c=9))
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(), Counter([1, 1]).most_common())
del words["nothing"]
words["r"] = 0
words += Counter(r=2)
print(words, dict(Counter(["x", "y", "x"])), list(Counter("ba")), Counter(a=3, b=1).most_common(1)[0])
attempt("fromkeys", lambda: Counter.fromkeys("ab"))

ordered = OrderedDict(a=1, b=2, c=3)
ordered.move_to_end("a")
ordered.move_to_end("c", last=False)
print(ordered, ordered.popitem(), ordered.popitem(last=False), list(ordered), OrderedDict())
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, list(reversed(OrderedDict(a=1, b=2))))
attempt("move missing", lambda: ordered.move_to_end("q"))
attempt("pop empty", lambda: OrderedDict().popitem())


class Recent(OrderedDict):
    """The last `limit` entries."""

    def __init__(self, limit):
        super().__init__()
        self.limit = limit

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self.limit:
            self.popitem(last=False)


recent = Recent(2)
for key in "abac":
    recent[key] = key.upper()
print(recent, recent.limit, isinstance(recent, dict))

Point = namedtuple("Point", ["x", "y"], defaults=[0])
point = Point(1)
print(point, point.x, point[1], point._asdict(), point._replace(y=5), Point._fields, Point._field_defaults, Point.__doc__)
print(Point(y=2, x=1), Point._make([7, 8]), point == (1, 0), len(point), hash(point) == hash((1, 0)), {point: 1}[(1, 0)])
x, y = point
print(x, y, sorted([Point(2, 1), Point(1, 2)]), max(point), isinstance(point, tuple), Point(1, 2) + (3,), Point.__name__)
print(namedtuple("Row", "id name, size")(1, "a", 2), namedtuple("R", "a def a", rename=True)._fields)
attempt("too few", lambda: Point())
attempt("too many", lambda: Point(1, 2, 3))
attempt("unknown", lambda: Point(z=1))
attempt("replace", lambda: point._replace(z=1))
attempt("make", lambda: Point._make([1]))
attempt("bad name", lambda: namedtuple("P", "class"))
attempt("twice", lambda: namedtuple("P", "a a"))
attempt("underscore", lambda: namedtuple("P", "_a"))
attempt("defaults", lambda: namedtuple("P", "a", defaults=[1, 2]))
attempt("identifier", lambda: namedtuple("P", "1a"))


def assign():
    point.x = 5


attempt("assign", assign)


class Vector(namedtuple("Vector", "x y")):
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    @property
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5


print(Vector(3, 4).length, Vector(1, 2) + Vector(3, 4))
match point:
    case Point(x=1, y=0):
        print("matched")
match Point(3, 4):
    case Point(a, b):
        print("positional", a, b)

defaults = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(defaults["a"], defaults["b"], defaults, dict(defaults), len(defaults), "b" in defaults, defaults.get("q", 9), list(defaults))
child = defaults.new_child({"c": 4})
child["b"] = 0
print(child.maps, child.parents == defaults, sorted(child.items()), list(child.values()))
attempt("chain missing", lambda: defaults["q"])
attempt("chain delete", lambda: defaults.pop("b"))


class Registry(dict):
    def __missing__(self, key):
        return f"no {key}"

    def __setitem__(self, key, value):
        print("set", key)
        super().__setitem__(key, value)

    def __contains__(self, key):
        return True

    def __len__(self):
        return 42


registry = Registry(a=1)
registry["b"] = 2
registry.extra = "attribute"
print(registry, registry["c"], registry.get("c"), "zzz" in registry, len(registry), registry.extra, type(registry).__name__)


class Stack(list):
    def push(self, item):
        self.append(item)

    def __repr__(self):
        return f"Stack({super().__repr__()})"

    def __getitem__(self, index):
        return ("item", super().__getitem__(index))


stack = Stack([1, 2])
stack.push(3)
print(stack, stack[0], len(stack), stack == [1, 2, 3], [*stack], stack + [4], sorted(Stack([2, 1])), isinstance(stack, list), bool(Stack()))


class Tags(set):
    def __repr__(self):
        return "Tags" + str(sorted(self))


print(Tags("ba"), Tags("ab") | {"c"}, "a" in Tags("a"), len(Tags()))


class Pair(tuple):
    def __new__(cls, left, right):
        return super().__new__(cls, (left, right))

    @property
    def left(self):
        return self[0]


pair = Pair(1, 2)
print(pair, pair.left, pair == (1, 2), hash(pair) == hash((1, 2)), pair < (2,), type(pair).__name__)


class Deck(deque):
    def draw(self):
        return self.popleft()


deck = Deck("xyz", maxlen=5)
print(deck, deck.draw(), deck, isinstance(deck, deque))

for value in (5, "text", [1], (1,), {1: 2}, {1}, range(3), iter([]), (n for n in []), len, int, None, deque()):
    kinds = [kind.__name__ for kind in (Hashable, Sized, Iterable, Iterator, Generator, Sequence, MutableSequence, Mapping, MutableMapping, Set, Callable) if isinstance(value, kind)]
    print(type(value).__name__, *kinds)


async def coroutine():
    pass


async def agenerator():
    yield


made = coroutine()
print(isinstance(made, Awaitable), isinstance(made, Coroutine), isinstance(agenerator(), AsyncIterator), isinstance(5, Awaitable))
made.close()


class Lower(Mapping):
    def __init__(self, **data):
        self.data = data

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


lower = Lower(a=1, b=2)
print(lower["A"], "B" in lower, lower.get("q"), list(lower.items()), list(lower.keys()), dict(lower), lower == {"a": 1, "b": 2})
attempt("abstract", lambda: Mapping())
attempt("abstract class", lambda: type("Half", (MutableMapping,), {})())
print(issubclass(dict, MutableMapping), issubclass(list, Sequence), collections.deque, collections.OrderedDict)
