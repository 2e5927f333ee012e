def plain(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw
print(plain(1, c=3))
print(plain(1, 5, 6, 7, c=8, d=9, e=10))
print(plain(*[1, 2], **{"c": 3, "z": 4}))
print((lambda x, *y, k=1: (x, y, k))(1, 2, 3, k=4))
def posonly(a, b, /, c, *, d): return a, b, c, d
print(posonly(1, 2, c=3, d=4))
def attempt(f, *a, **k):
    try:
        print(f(*a, **k))
    except TypeError as e:
        print("TypeError:", e)
attempt(plain)
attempt(plain, 1)
attempt(posonly, 1, b=2, c=3, d=4)
attempt(posonly, 1, 2, 3, 4, 5, d=1)
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c=1): pass
attempt(f0, 1)
attempt(f1)
attempt(f1, 1, 2)
attempt(f2)
attempt(f3, 1, 2, 3, 4)
attempt(f1, x=1)
attempt(f1, 1, a=2)
attempt(len)
attempt(len, 1, 2)
attempt(len, 5)
attempt(5)
attempt("abc".upper, 1)
attempt([].append)
def kwonly(*, a, b): pass
attempt(kwonly)
attempt(kwonly, 1, a=1, b=2)
def counter():
    n = 0
    def bump(by=1):
        nonlocal n
        n += by
        return n
    return bump
c = counter()
print(c(), c(), c(10))
def deco(f):
    def inner(*a, **k):
        print("call", f.__name__, a, k)
        return f(*a, **k)
    return inner
@deco
def add(x, y=1): return x + y
print(add(2, y=3))
total = 0
def g():
    global total
    total += 5
g(); g()
print(total)
def defaults(x=[]):
    x.append(1)
    return x
print(defaults(), defaults())
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(15))
def use():
    try:
        print(undefined_thing)
    except NameError as e:
        print(e)
    try:
        print(late)
        late = 1
    except UnboundLocalError as e:
        print(e)
use()
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def recurse(n): return recurse(n + 1)
try:
    recurse(0)
except RecursionError as e:
    print(type(e).__name__, e)
print((lambda: (yield))().__class__.__name__)
print([x := 5, x ** 2], x)
print({**{"a": 1}, "b": 2}, [*range(3), *"ab"], (*[1], 2))
a, *b, c = range(5)
print(a, b, c)
(a, (b, c)), d = (1, (2, 3)), 4
print(a, b, c, d)
for bad in ("a, b = 1,", ):
    try:
        a, b = 1,
    except ValueError as e:
        print(e)
    try:
        a, b = 1, 2, 3
    except ValueError as e:
        print(e)
    try:
        a, b = 5
    except TypeError as e:
        print(e)
    try:
        a, *b, c = [1]
    except ValueError as e:
        print(e)
x = 1 if not [] else 2
print(x, not x, x and 0 or 7, 1 < 2 < 3 > 2, 1 < 2 > 5)
del x
try:
    x
except NameError as e:
    print(e)
print(f0.__name__, f0.__qualname__, counter.__qualname__, counter().__qualname__)
