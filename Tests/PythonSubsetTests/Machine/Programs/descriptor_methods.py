"""The methods of Python's own descriptors, and what classes let be assigned and deleted."""


def show(call):
    try:
        value = call()
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print(repr(value).split(" at 0x")[0])


class Slotted:
    __slots__ = ("x", "__y")


class Plain:
    def method(self):
        return "method"

    @property
    def both(self):
        return 5

    @classmethod
    def make(cls):
        return cls

    @staticmethod
    def plain():
        return "plain"


class Derived(Plain):
    pass


class Lazy:
    """A descriptor that binds what it decorates, as many do."""

    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        return self.function.__get__(instance, owner)()


class User:
    @Lazy
    def name(self):
        return type(self).__name__


plain, slotted = Plain(), Slotted()
own = Plain.__dict__

print("members")
show(lambda: Slotted.x.__get__(None, Slotted))
show(lambda: Slotted.x.__get__(None))
show(lambda: Slotted.x.__get__())
show(lambda: Slotted.x.__get__(slotted, Slotted))
show(lambda: Slotted.x.__set__(slotted, 5))
show(lambda: Slotted.x.__get__(slotted))
show(lambda: Slotted.x.__set__(slotted))
show(lambda: Slotted.x.__delete__(slotted))
show(lambda: Slotted.x.__delete__(slotted))
show(lambda: Slotted.x.__get__(plain))
show(lambda: Slotted.x.__set__(plain, 1))
show(lambda: (Slotted.x.__name__, Slotted.x.__qualname__, Slotted.x.__objclass__))
show(lambda: Slotted._Slotted__y)
show(lambda: delattr(slotted, "x"))

print("properties")
show(lambda: Plain.both.__get__(plain))
show(lambda: Plain.both.__get__(None, Plain) is Plain.both)
show(lambda: Plain.both.__set__(plain, 1))
show(lambda: Plain.both.__delete__(plain))
show(lambda: Plain.both.__name__)
show(lambda: property().__name__)
show(lambda: property().__get__(plain))
show(lambda: property(len).__get__([1, 2]))
show(lambda: property(len).__set__([1, 2], 3))

print("functions")
show(lambda: Plain.method.__get__(plain)())
show(lambda: Plain.method.__get__(None, Plain))
show(lambda: Plain.method.__get__(1, 2, 3))
show(lambda: Plain.method.__get__(plain, k=1))
show(lambda: own["make"].__get__(None, Derived)())
show(lambda: own["make"].__get__(plain)())
show(lambda: own["plain"].__get__(plain)())
show(lambda: str.upper.__get__("a")())
show(lambda: str.upper.__get__(5))
show(lambda: len.__get__(5))
show(lambda: (hasattr(Plain.method, "__get__"), hasattr(Plain.method, "__set__"), hasattr(Plain.both, "__set__")))
show(lambda: User().name)

print("classes")
show(lambda: type.__dict__["__name__"])
show(lambda: type.__dict__["__name__"].__get__(Plain))
show(lambda: type.__dict__["__name__"].__get__(5))
show(lambda: setattr(Plain, "__mro__", ()))
show(lambda: setattr(Plain, "__base__", object))
show(lambda: setattr(Plain, "__dict__", {}))
show(lambda: setattr(Plain, "__name__", 5))
show(lambda: setattr(Plain, "__qualname__", None))
show(lambda: delattr(Plain, "__name__"))
show(lambda: delattr(Plain, "__doc__"))
show(lambda: setattr(Plain, "__doc__", "new"))
show(lambda: (Plain.__doc__, plain.__doc__, Derived.__doc__, "__doc__" in Derived.__dict__))
show(lambda: delattr(Plain, "__annotations__"))
show(lambda: setattr(Plain, "__annotations__", {"a": 1}))
show(lambda: Plain.__annotations__)
show(lambda: delattr(Plain, "__annotations__"))
show(lambda: Plain.__annotations__)
show(lambda: setattr(Plain, "__type_params__", (5,)))
show(lambda: Plain.__type_params__)
show(lambda: delattr(Plain, "missing"))
show(lambda: type(1, (), {}))
show(lambda: type("T", 1, {}))
show(lambda: type("T", (), 1))
show(lambda: type("T", (5,), {}))
show(lambda: type("T", (), {}).__module__)
