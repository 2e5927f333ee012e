def g():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        print("got", y)
        return "done"
    except ValueError as e:
        print("caught", e)
        yield "recovered"
    finally:
        print("cleanup")
a = g()
print(next(a), a.send("hello"))
try: a.send("bye")
except StopIteration as e: print("stop", e.value, e.args, repr(e))
try: next(a)
except StopIteration as e: print("stop", e.value, e.args)
a = g()
try: a.send(1)
except TypeError as e: print(e)
next(a)
print(a.throw(ValueError("v")))
try: next(a)
except StopIteration as e: print("stop", e.value)
a = g(); next(a); a.close(); a.close()
a = g(); next(a)
try: a.throw(KeyError("k"))
except KeyError as e: print("out", e)
a = g()
try: a.throw(KeyError("k"))
except KeyError as e: print("out", e)
def outer():
    r = yield from inner()
    print("inner returned", r)
    yield from [7, 8]
    yield from "ab"
    return r
def inner():
    try:
        a = yield "i1"
        print("inner got", a)
        b = yield "i2"
    except GeneratorExit:
        print("inner exit")
        raise
    except Exception as e:
        print("inner caught", repr(e))
        return "after error"
    return "normal"
o = outer()
print(next(o), o.send("S"), o.send("T"), list(o))
o = outer(); next(o); print(o.throw(ValueError("x")))
o = outer(); next(o); o.close()
def bad():
    try: yield 1
    except GeneratorExit: yield 2
b = bad(); next(b)
try: b.close()
except RuntimeError as e: print(e)
def stop():
    yield 1
    raise StopIteration("x")
try: list(stop())
except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
def reent():
    yield next(r)
r = reent()
try: next(r)
except ValueError as e: print(e)
print(type(a), type(a).__name__, a.gi_running if hasattr(a, "gi_running") else None)
ge = (i * i for i in range(4))
print(str(ge).split(" at ")[0], next(ge), list(ge), next(ge, "default"))
print(sum(i for i in range(10)), max((i % 4 for i in range(10)), default=0), dict((k, v) for k, v in zip("ab", [1, 2])))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)])
def ret():
    return 5
    yield
try: next(ret())
except StopIteration as e: print(e.value)
it = iter([1, 2, 3])
print(next(it), list(it), next(it, None))
try: next(it)
except StopIteration as e: print(repr(e))
try: next(5)
except TypeError as e: print(e)
try: iter(5)
except TypeError as e: print(e)
try: next([1])
except TypeError as e: print(e)
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), 2 in It(5), tuple(It(2)), [*It(2)], max(It(3)), sorted(It(3)), dict(zip(It(2), "ab")))
a1, *b1 = It(4); print(a1, b1)
class Seq:
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [*Seq()], list(reversed([1,2])), list(zip(Seq(), "xyz")))
class BadIter:
    def __iter__(self): return 5
try: iter(BadIter())
except TypeError as e: print(e)
class NoIter:
    __iter__ = None
try: iter(NoIter())
except TypeError as e: print(e)
n = 0
def cnt():
    global n
    n += 1
    return n
print(list(iter(cnt, 4)))
z = zip([1, 2], [3]); print(list(z))
try: list(zip([1, 2], [3], strict=True))
except ValueError as e: print(e)
try: list(zip([1], [3, 4], strict=True))
except ValueError as e: print(e)
try: list(zip([1], [3], [4,5], strict=True))
except ValueError as e: print(e)
try: zip(1)
except TypeError as e: print(e)
try: zip([1], 2)
except TypeError as e: print(e)
print(list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, "", "a"])))
for bad in (lambda: enumerate(), lambda: enumerate(5), lambda: map(), lambda: map(len), lambda: map(len, 5), lambda: filter(len), lambda: reversed(5), lambda: reversed({1}), lambda: list(map(5, [1])), lambda: enumerate([], "x"), lambda: iter(5, 6), lambda: zip([1], foo=1), lambda: next(), lambda: sum(), lambda: sum("ab"), lambda: sum([[1]]), lambda: sum(["a"], ""), lambda: min(), lambda: min([]), lambda: min(5), lambda: max(1, key=len), lambda: max([], default=3), lambda: max(1, 2, default=3), lambda: max([1, "a"]), lambda: min([3, 1, 2], key=lambda x: -x), lambda: sorted(5), lambda: sorted([1], 2), lambda: sorted([1, "a"]), lambda: sorted([1], foo=1), lambda: sorted(key=len), lambda: any(5), lambda: all(5), lambda: any(), lambda: sum([1], 2, 3), lambda: sum([0.1] * 10), lambda: sum([1, 2.5, 3]), lambda: sum([[1], [2]], []), lambda: sum([True, True]), lambda: list(range(5))[::-1]):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def gen():
    try:
        yield 1
    finally:
        print("finally")
for i in gen(): break
print("after")
for v in gen(): print(v)
def sub():
    return (yield from range(2))
print(list(sub()))
