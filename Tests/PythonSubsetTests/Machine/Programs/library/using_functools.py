import functools
from functools import (
    cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch,
    singledispatchmethod, total_ordering, update_wrapper, wraps,
)


def attempt(label, function):
    try:
        print(label, "->", function())
    except Exception as error:
        print(label, "raised", type(error).__name__, error)


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        """The wrapper's own text."""
        print("calling", function.__name__, args, kwargs)
        return function(*args, **kwargs)

    return wrapper


@logged
def add(x, y=1):
    """Adds two numbers."""
    return x + y


add.note = "kept"
print(add(1), add(1, y=5), add.__name__, add.__doc__, add.__qualname__, add.__wrapped__(3), add.__module__)
twice = logged(add)
print(twice.note, twice.__wrapped__ is add)
print(functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES)


def power(base, exponent):
    return base**exponent


square = partial(power, exponent=2)
print(square(5), square.func is power, square.args, square.keywords, partial(power, 2)(5))
print(square(5, exponent=3), partial(partial(power, 2), 3)(), partial(print, "a", sep="-", end="!\n")("b"))
print(repr(partial(int, "11", base=2)), partial(int, base=2)("101"))
attempt("partial of nothing", lambda: partial())
attempt("partial of a number", lambda: partial(5))
attempt("partial called wrongly", lambda: square(1, 2, 3))
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(max, [3, 9, 2], 5), reduce(lambda a, b: a + b, [], "start"))
attempt("reduce of nothing", lambda: reduce(lambda a, b: a, []))
attempt("reduce of a number", lambda: reduce(lambda a, b: a, 5))


@lru_cache(maxsize=2)
def slow(x, *, flag=False):
    print("computing", x, flag)
    return x * 10


print(slow(1), slow(2), slow(1), slow(3), slow(1), slow(2), slow(1, flag=True))
print(slow.cache_info(), slow.cache_parameters(), slow.__name__, slow.__wrapped__(9))
slow.cache_clear()
print(slow.cache_info(), slow.cache_info().hits)


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(60), fibonacci.cache_info())


@lru_cache
def plain(x):
    return x


print(plain(1), plain(1.0), plain(True), plain.cache_info())


@lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info())
attempt("unhashable", lambda: plain([1]))


@lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())


class Circle:
    def __init__(self, radius):
        self.radius = radius

    @cached_property
    def area(self):
        """The area."""
        print("measuring")
        return self.radius**2 * 3

    @lru_cache(maxsize=None)
    def scaled(self, factor):
        print("scaling")
        return self.radius * factor

    def describe(self, prefix, suffix=""):
        return f"{prefix}{self.radius}{suffix}"

    loud = partialmethod(describe, "r=", suffix="!")


circle = Circle(2)
print(circle.area, circle.area, circle.__dict__, circle.scaled(3), circle.scaled(3), circle.loud(), circle.loud(suffix="?"))
del circle.area
print(circle.area, Circle.area.__doc__)


@total_ordering
class Version:
    def __init__(self, major, minor):
        self.key = (major, minor)

    def __eq__(self, other):
        return self.key == other.key

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.key < other.key


old, new = Version(1, 2), Version(2, 0)
print(old < new, old <= new, old > new, old >= new, old <= Version(1, 2), max(old, new).key)
attempt("compared with a number", lambda: old >= 5)


def no_order():
    @total_ordering
    class Nothing:
        pass


attempt("no ordering", no_order)


@singledispatch
def show(value):
    """Shows a value."""
    return f"something {value!r}"


@show.register(int)
def _(value):
    return f"int {value}"


@show.register(list)
def show_list(value):
    return f"list of {len(value)}"


@show.register(str)
@show.register(bytes)
def _(value):
    return f"text {value!r}"


print(show(1), show(True), show([1, 2]), show("a"), show(b"b"), show(1.5), show.__name__, show.__doc__)
print(show.dispatch(bool)(7), show.registry[list] is show_list, len(show.registry))
attempt("dispatch on nothing", lambda: show())


class Formatter:
    @singledispatchmethod
    def format(self, value):
        return f"object {value}"

    @format.register(int)
    def _(self, value):
        return f"int {value}"


print(Formatter().format(3), Formatter().format("x"))
words = ["banana", "fig", "apple", "kiwi"]
print(sorted(words, key=cmp_to_key(lambda a, b: len(a) - len(b) or (a > b) - (a < b))))
print(update_wrapper(lambda: None, power).__name__)
