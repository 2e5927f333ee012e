def show(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, "|", e, "|", repr(e), "|", type(e.__context__).__name__, type(e.__cause__).__name__)
show(lambda: 1 / 0)
show(lambda: 1 // 0)
show(lambda: 1 % 0)
show(lambda: 1.0 / 0)
show(lambda: 1.0 // 0)
show(lambda: 1.0 % 0)
show(lambda: {}["x"])
show(lambda: {}[1, 2])
show(lambda: [][0])
show(lambda: ()[3])
show(lambda: "abc"[9])
show(lambda: [1]["a"])
show(lambda: (1).foo)
show(lambda: None.foo)
show(lambda: int("x"))
show(lambda: int([]))
show(lambda: float("abc"))
show(lambda: "a" + 1)
show(lambda: 1 + "a")
show(lambda: [] + ())
show(lambda: "a" * "b")
show(lambda: -"a")
show(lambda: 1 < "a")
show(lambda: [] < 1)
show(lambda: len(1))
show(lambda: iter(1))
show(lambda: next(iter([])))
show(lambda: {[]: 1})
show(lambda: {1: 2} < {})
show(lambda: 5 in 5)
show(lambda: "a" in 5)
show(lambda: 1 in "abc")
show(lambda: None())
show(lambda: None[0])
show(lambda: 2 ** "a")
show(lambda: 10 ** 400 * 1.0)
show(lambda: [].remove(1))
show(lambda: [].index(1))
show(lambda: [].pop())
show(lambda: {}.popitem())
show(lambda: set().pop())
show(lambda: chr(-1))
show(lambda: ord("ab"))
show(lambda: range(1, 2, 0))
show(lambda: "x".join([1]))
show(lambda: sum(["a"]))
show(lambda: min([]))
show(lambda: isinstance(1, 1))
show(lambda: "%d" % "x")
show(lambda: "%d %d" % 1)
show(lambda: "%d" % (1, 2))
show(lambda: "{}".format())
show(lambda: "{:d}".format("x"))
show(lambda: f"{'x':d}")
show(lambda: f"{1.5:d}")
show(lambda: "x" * 10**12)
show(lambda: [0] * 10**12)
show(lambda: round("x"))
def raising():
    raise ValueError
show(raising)
def raising():
    raise ValueError("a", 2)
show(raising)
def raising():
    raise 5
show(raising)
def raising():
    raise ValueError("a") from KeyError("b")
show(raising)
def raising():
    try:
        raise KeyError("inner")
    except KeyError:
        raise ValueError("outer")
show(raising)
def raising():
    raise
show(raising)
def raising():
    assert 1 == 2, "one is not two"
show(raising)
def raising():
    assert False
show(raising)
class MyError(Exception):
    def __init__(self, code, text="none"):
        super().__init__(text)
        self.code = code
    def __str__(self):
        return f"<{self.code}>"
try:
    raise MyError(5, text="hm")
except MyError as e:
    print(e, e.code, e.args, repr(e))
def order():
    try:
        print("try")
        return "returned"
    except ValueError:
        print("no")
    else:
        print("else")
    finally:
        print("finally")
print(order())
def override():
    for i in range(3):
        try:
            return i
        finally:
            if i < 3:
                break
    return "after"
print(override())
def loops():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("never")
loops()
def nested():
    try:
        try:
            raise KeyError("k")
        finally:
            print("inner finally")
    except (ValueError, KeyError) as e:
        print("caught", e)
        try:
            raise
        except LookupError as again:
            print("again", again is e)
    try:
        e
    except NameError as x:
        print(x)
nested()
def swallowed():
    try:
        raise ValueError
    except* TypeError:
        pass
show(swallowed)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3), KeyError(4)])])
except* ValueError as e:
    print("values", repr(e), e.exceptions)
except* TypeError as e:
    print("types", repr(e))
except* KeyError as e:
    print("keys", repr(e))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise RuntimeError("new")
except BaseException as e:
    print(repr(e), [repr(x) for x in e.exceptions], repr(e.exceptions[0].__context__))
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise
except BaseException as e:
    print(repr(e))
try:
    try:
        raise ValueError("naked")
    except* ValueError as e:
        print(repr(e))
        raise
except BaseException as e:
    print(repr(e))
try:
    try:
        raise ValueError("naked")
    except* ValueError as e:
        raise TypeError("other")
except BaseException as e:
    print(repr(e))
g = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)])])
print(g.split(ValueError), g.subgroup(TypeError), g.message, str(g))
print(g.subgroup(lambda e: isinstance(e, ValueError)))
print(repr(BaseExceptionGroup("b", [ValueError()])), repr(BaseExceptionGroup("b", [KeyboardInterrupt()])))
show(lambda: ExceptionGroup("x", []))
show(lambda: ExceptionGroup("x", [1]))
show(lambda: ExceptionGroup("x", [KeyboardInterrupt()]))
show(lambda: ExceptionGroup("x"))
e = ValueError("noted")
e.add_note("first")
print(e.__notes__)
print(issubclass(TimeoutError, OSError), issubclass(KeyError, LookupError), ValueError.__mro__)
try:
    raise OSError(2, "No such file", "x.txt")
except OSError as e:
    print(e, e.errno, e.strerror, e.filename)
def gen():
    try:
        yield 1
    finally:
        print("closed")
it = gen()
next(it)
it.close()
def gen():
    raise StopIteration("x")
    yield
show(lambda: list(gen()))
class Ctx:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self):
        print("enter")
        return "value"
    def __exit__(self, t, v, tb):
        print("exit", t.__name__ if t else None, v)
        return self.swallow
with Ctx(True) as v:
    print(v)
    raise ValueError("gone")
with Ctx(False), Ctx(True) as w:
    1 / 0
def through():
    with Ctx(False):
        return "from with"
print(through())
for i in range(2):
    with Ctx(False):
        if i == 0:
            continue
        break
def failing():
    with 5:
        pass
show(failing)
class Half:
    def __enter__(self): pass
def failing():
    with Half():
        pass
show(failing)
import sys
def info():
    try:
        raise ValueError("x")
    except ValueError:
        print(sys.exc_info()[0], sys.exc_info()[1])
    print(sys.exc_info())
info()
