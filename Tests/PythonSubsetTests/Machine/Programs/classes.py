class A:
    """Doc of A."""
    kind = "a"
    def __init__(self, x=1):
        self.x = x
    def hello(self): return f"A.hello {self.x}"
    @property
    def double(self): return self.x * 2
    @double.setter
    def double(self, value): self.x = value / 2
    @classmethod
    def make(cls, x): return cls(x)
    @staticmethod
    def util(a, b): return a + b
    def __repr__(self): return f"{type(self).__name__}({self.x!r})"
    def __eq__(self, other): return isinstance(other, A) and self.x == other.x
    def __hash__(self): return hash(self.x)
    def __lt__(self, other): return self.x < other.x
class B(A):
    kind = "b"
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y
    def hello(self): return "B then " + super().hello()
a, b = A(), B(2, 3)
print(a, b, a.hello(), b.hello(), b.double, A.make(7), B.kind, b.kind, A.util(1, 2), A.__doc__)
b.double = 10
print(b.x, b.y, vars(b), B.__mro__, B.__bases__, b.__class__.__name__)
print(sorted([A(3), A(1), A(2)]), A(1) == A(1), A(1) != A(2), {A(1): "one"}[A(1)], A(2) in [A(1), A(2)])
try:
    a.double = 1; a.missing
except AttributeError as e:
    print(e)
try:
    A.nothing
except AttributeError as e:
    print(e)
class Ro:
    @property
    def p(self): return 1
for f in (lambda: setattr(Ro(), "p", 1), lambda: B(1), lambda: A(1, 2, 3), lambda: object(1), lambda: Ro(1), lambda: delattr(a, "zz"), lambda: setattr(5, "x", 1), lambda: A.hello()):
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
class Vec:
    def __init__(self, *v): self.v = v
    def __add__(self, o): return Vec(*(p + q for p, q in zip(self.v, o.v)))
    def __mul__(self, k): return Vec(*(p * k for p in self.v)) if isinstance(k, int) else NotImplemented
    __rmul__ = __mul__
    def __neg__(self): return Vec(*(-p for p in self.v))
    def __abs__(self): return sum(p * p for p in self.v) ** 0.5
    def __len__(self): return len(self.v)
    def __getitem__(self, i): return self.v[i]
    def __iter__(self): return iter(self.v)
    def __contains__(self, x): return x in self.v
    def __bool__(self): return any(self.v)
    def __call__(self, *a): return ("called", a)
    def __repr__(self): return f"Vec{self.v}"
    def __format__(self, spec): return f"<{spec}>" + repr(self)
    def __iadd__(self, o):
        print("iadd")
        return self + o
    def __getattr__(self, name):
        if name.startswith("dyn"): return name.upper()
        raise AttributeError(name)
v = Vec(1, 2)
print(v + Vec(3, 4), v * 3, 3 * v, -v, abs(Vec(3, 4)), len(v), v[0], list(v), 2 in v, bool(Vec(0)), v(1), f"{v:>x}", v.dynamic)
v += Vec(1, 1)
print(v)
try:
    v * "a"
except TypeError as e:
    print(e)
try:
    v.other
except AttributeError as e:
    print("AE", e)
class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), [*Count(2)], max(Count(4)), sum(Count(4)))
class D:
    def __get__(self, obj, cls): return ("get", obj is None)
    def __set__(self, obj, value): print("set", value)
    def __set_name__(self, owner, name): print("name", owner.__name__, name)
class Uses:
    d = D()
print(Uses.d, Uses().d)
Uses().d = 5
class Base:
    def __init_subclass__(cls, /, tag="none", **kw):
        super().__init_subclass__(**kw)
        print("sub", cls.__name__, tag)
class Child(Base, tag="x"): pass
class X: 
    def who(self): return "X"
class Y(X):
    def who(self): return "Y" + super().who()
class Z(X):
    def who(self): return "Z" + super().who()
class W(Y, Z):
    def who(self): return "W" + super().who()
print(W().who(), [c.__name__ for c in W.__mro__])
try:
    class Bad(X, Y): pass
except TypeError as e:
    print(e)
class Priv:
    def __init__(self): self.__secret = 1
    def get(self): return self.__secret
p = Priv()
print(p.get(), p._Priv__secret, list(vars(p)))
class Single:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None: cls.inst = super().__new__(cls)
        return cls.inst
print(Single() is Single())
class Outer:
    class Inner:
        pass
    items = [i for i in range(3)]
print(Outer.Inner.__qualname__, Outer.items, repr(Outer.Inner))
print(isinstance(b, A), isinstance(1, (str, int)), isinstance(True, int), issubclass(B, A), type(b) is B, callable(A), callable(1), hasattr(b, "y"), getattr(b, "zz", 5))
print(type("T", (A,), {"kind": "t"})(4).kind)
class Node:
    __slots__ = ("v",)
    def __init__(self, v): self.v = v
print(Node(3).v)
def ordinal(cls):
    cls.tagged = True
    return cls
@ordinal
class Tagged: pass
print(Tagged.tagged)
class E1:
    def __eq__(self, o): return True
try:
    {E1()}
except TypeError as e:
    print(e)
class S:
    def __str__(self): return "str"
print(str(S()), f"{S()}", "%s" % S(), S().__class__)


class Plugin:
    pass


class Loud(Plugin):
    pass


class Both(Loud, Plugin):
    pass


print([cls.__name__ for cls in Plugin.__subclasses__()], Loud.__subclasses__() == [Both], Both.__subclasses__())
