def gen(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
    return "done"
g = gen(3)
print(next(g), g.send("x"), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
def outer():
    result = yield from gen(2)
    print("result", result)
    yield from [10, 20]
print(list(outer()))
def catcher():
    while True:
        try:
            yield "ready"
        except ValueError as e:
            print("caught", e)
            yield "handled"
c = catcher()
print(next(c), c.throw(ValueError("v")), next(c))
try:
    c.throw(KeyError("k"))
except KeyError as e:
    print("out", e)
print(list(c))
def deleg():
    try:
        yield from catcher()
    finally:
        print("deleg closed")
d = deleg()
next(d)
print(d.throw(ValueError("inner")))
d.close()
try:
    g2 = gen(1)
    g2.send(1)
except TypeError as e:
    print(e)
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn(); next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)
def selfref():
    yield next(me)
me = selfref()
try:
    next(me)
except ValueError as e:
    print(e)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print([next(f) for _ in range(10)])
print(sum(x * x for x in range(5)), list(x for x in gen(3)), max((x for x in [1, 3, 2])))
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(3)))
def pipeline():
    evens = (x for x in range(10) if x % 2 == 0)
    squares = (x * x for x in evens)
    return list(squares)
print(pipeline(), type(gen(1)).__name__)
def finalizer():
    try:
        yield 1
        yield 2
    finally:
        print("finalized")
for v in finalizer():
    print(v)
    break
print("after break")
def handled():
    try:
        raise ValueError("a")
    except ValueError:
        yield 1
        try:
            raise
        except ValueError as e:
            print("still", e)
h = handled()
next(h)
try:
    raise KeyError("b")
except KeyError:
    for _ in h: pass
class It:
    def __iter__(self):
        yield 1
        yield 2
print(list(It()), [*It()], dict(zip("ab", It())))
a, b = It()
print(a, b)
