def t(f, *a, **k):
    try:
        print(getattr(f, "__name__", "?"), repr(f(*a, **k)))
    except BaseException as e:
        print(getattr(f, "__name__", "?"), type(e).__name__, e)
def counter():
    n = 0
    def up(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return up, get
up, get = counter()
print(up(), up(5), get())
print(up.__name__, up.__qualname__, up.__defaults__, up.__module__, up.__doc__)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])
def g(a, b=2, /, c=3, *d, e, f=6, **h): return a, b, c, d, e, f, h
t(g); t(g, 1); t(g, 1, e=5); t(g, 1, 2, 3, 4, 5, e=6, x=7); t(g, a=1, e=2); t(g, 1, b=2, e=3); t(g, 1, c=2, e=3); t(g, 1, 2, 3, c=5, e=1)
def h(a, /): return a
t(h); t(h, a=1); t(h, 1, 2); t(h, 1, b=2)
def k(*, a, b): return a, b
t(k); t(k, a=1); t(k, 1); t(k, 1, a=2, b=3); t(k, a=1, b=2, c=3); t(k, 1, 2)
def m(a, b, c): return a
t(m); t(m, 1); t(m, 1, 2, 3, 4); t(m, 1, 2, a=3); t(m, 1, d=3); t(m, *[1, 2], **{"c": 3}); t(m, *[1, 2], **{"b": 3})
def n(a=1, b=2): return a
t(n, 1, 2, 3); t(n, z=1)
def o(a, b=2): return a
t(o, 1, 2, 3); t(o)
try: m(*5)
except TypeError as e: print(e)
try: m(**5)
except TypeError as e: print(e)
try: m(1, **{1: 2})
except TypeError as e: print(e)
try: m(a=1, **{"a": 2})
except TypeError as e: print(e)
try: print(*5)
except TypeError as e: print(e)
try: (lambda: 1)(2)
except TypeError as e: print(e)
try: 5()
except TypeError as e: print(e)
try: "x"()
except TypeError as e: print(e)
try: None()
except TypeError as e: print(e)
m.attr = 5; print(m.attr, m.__dict__)
try: m.nothing
except AttributeError as e: print(e)
del m.attr
try: del m.attr
except AttributeError as e: print(e)
def outer():
    def inner():
        return x
    try: inner()
    except NameError as e: print(type(e).__name__, e)
    x = 1
    return inner()
print(outer())
def ub():
    print(y)
    y = 1
t(ub)
def ub2():
    z = 1
    del z
    return z
t(ub2)
def ub3():
    for i in []: pass
    return i
t(ub3)
def dec(arg):
    def wrap(f):
        def inner(*a, **k):
            print("calling", f.__name__, a, k, arg)
            return f(*a, **k)
        return inner
    return wrap
@dec(1)
@dec(2)
def decorated(x, *, y): return x + y
print(decorated(1, y=2))
x = 10
class C:
    x = 20
    y = [x for _ in range(2)]
    z = [i for i in range(x) if i > 18]
    def f(self): return x
print(C.y, C.z, C().f())
def ann(a: int, b: "str" = "x", *, c: list[int] = None) -> dict: pass

print(ann.__defaults__)
class A2:
    v: int = 3
    w: str

print((lambda a, *b, c=1, **d: (a, b, c, d))(1, 2, 3, c=4, e=5))
def rec(n): return 1 if n == 0 else n * rec(n - 1)
print(rec(30))
if (q := 5) > 3: print(q)
print([y2 := 1, y2 ** 2], (w2 := 7))
print([last := i for i in range(3)], last)
print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 1 == 1, 3 > 2 > 1 > 0)
def gen_default(a, b=[]):
    b.append(a)
    return b
print(gen_default(1), gen_default(2))
print(f"{counter.__qualname__} {up}".split(" at ")[0])
print(str(t)[:12], print, len)
