"""The special methods of Python's own classes, asked for by name, and reached by derived classes with super()."""


def t(call):
    try:
        print(repr(call()).split(" at 0x")[0])
    except Exception as error:
        print(type(error).__name__, error)


VALUES = [5, True, 1.5, "x", [1], (1,), {1: 2}, {1}, frozenset(), b"x", bytearray(b"x"), range(3), None, len]
VALUES += [lambda: 1, [].append, object(), {}.keys(), {}.items(), {}.values()]
NAMES = """add radd sub rsub mul rmul truediv rtruediv floordiv mod rmod pow and rand or ror xor lshift rshift divmod
rdivmod neg pos abs invert bool int float index trunc floor ceil eq ne lt le gt ge hash repr str len getitem setitem
delitem contains iter next reversed call iadd isub imul iand ior ixor init new getattribute setattr delattr matmul
enter exit await""".split()

print("has")
for value in VALUES:
    print(type(value).__name__, " ".join(name for name in NAMES if hasattr(value, f"__{name}__")))

print("operators")
for left in (7, True, 2.5, "ab", [1], (1,), {1: 2}, {1, 2}, frozenset({1}), b"ab"):
    for right in (2, 1.5, 0, "c", [2], (2,), {3: 4}, {2}, b"c", None):
        for name in NAMES[:21] + NAMES[32:38]:
            method = getattr(left, f"__{name}__", None)
            if method is not None and name not in ("bool", "int", "float", "index", "neg", "pos", "abs", "invert"):
                try:
                    print(name, repr(left), repr(right), repr(method(right)))
                except Exception as error:
                    print(name, repr(left), repr(right), type(error).__name__, error)

print("unary")
for value in (7, True, -2.5, 1e300, float("inf"), 10**20):
    for name in "neg pos abs invert bool int float index trunc floor ceil".split():
        t(lambda: getattr(value, f"__{name}__")())

print("calls")
t(lambda: (5).__add__)
t(lambda: int.__add__)
t(lambda: str.__len__)
t(lambda: "abc".__len__())
t(lambda: list.__getitem__)
t(lambda: [].__contains__)
t(lambda: (5).__add__())
t(lambda: (5).__add__(1, 2))
t(lambda: (5).__add__(k=1))
t(lambda: int.__add__(1.5, 2))
t(lambda: int.__add__(5, 2))
t(lambda: (2).__pow__(3, 5))
t(lambda: "abc".__getitem__(slice(1, None)))
t(lambda: "abc".__contains__(5))
t(lambda: list("abc".__iter__()))
t(lambda: list([1, 2].__reversed__()))
t(lambda: list(range(3).__reversed__()))
t(lambda: len.__call__("ab"))
t(lambda: (lambda x: x).__call__(3))
t(lambda: {1: 2}.__or__([]))
t(lambda: {1: 2}.keys().__len__())
t(lambda: object().__lt__(1))
t(lambda: object().__ne__(1))
t(lambda: (type(int.__add__).__name__, type((5).__add__).__name__, type(str.upper).__name__))
t(lambda: int.__add__.__get__(5)(6))
t(lambda: list(map(int.__neg__, [1, -2])))
t(lambda: sorted("bCa", key=str.__len__))

numbers = [1]
print(numbers.__iadd__([2]), numbers.__imul__(2), numbers)
letters = {"a", "b"}
print(sorted(letters.__ior__({"c"})), letters.__isub__({"a", "b"}), letters.__iand__([1]))


class Money(int):
    def __add__(self, other):
        return Money(super().__add__(other))

    def __radd__(self, other):
        return self + other

    def __lt__(self, other):
        print("compared")
        return super().__lt__(other)

    def __eq__(self, other):
        return super().__eq__(other) and isinstance(other, Money)

    def __hash__(self):
        return super().__hash__()

    def __neg__(self):
        return Money(super().__neg__())

    def __repr__(self):
        return f"{super().__repr__()} coins"


class Word(str):
    def __len__(self):
        return super().__len__() * 10

    def __iter__(self):
        return map(str.upper, super().__iter__())

    def __contains__(self, part):
        return super().__contains__(part.lower())

    def __getitem__(self, place):
        return Word(super().__getitem__(place))

    def __add__(self, other):
        return Word(super().__add__(str(other)))

    def __eq__(self, other):
        return str.__eq__(self.lower(), other.lower())

    __hash__ = str.__hash__


class Bag(list):
    def __add__(self, other):
        return Bag(super().__add__(list(other)))

    def __iadd__(self, other):
        super().__iadd__(other)
        return self


class Guarded:
    """`__getattr__` is asked only for what no class has."""

    def __getattr__(self, name):
        return f"asked for {name}"


print("derived")
print(repr(Money(3)), f"{Money(3):>5}|{Money(3)}", Money(5).__format__("03"), {Money(3)} == {3})
print(Money(3) + 4, 4 + Money(3), sum([Money(1), Money(2)]), -Money(2), Money(1) < 2, Money(1) == 1, Money(1) == Money(1))
word = Word("Abc")
print(len(word), list(word), "A" in word, word[1:], word + 5, word == "aBC", {word: 1})
bag = Bag([1])
bag += (2,)
print(bag + (3,), type(bag + []), bag)
guarded = Guarded()
print(guarded.__len__, guarded.__lt__(1), guarded.__eq__(1))
