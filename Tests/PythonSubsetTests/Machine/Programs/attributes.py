class A:
    def __init__(self, *a): print("A init", a); super().__init__()
    def f(self): return "A.f"
    @classmethod
    def c(cls): return f"A.c {cls.__name__}"
    @staticmethod
    def s(x): return x * 2
class B(A):
    def __init__(self): print("B init"); super().__init__(1)
    def f(self): return "B.f " + super().f()
    @classmethod
    def c(cls): return "B.c " + super().c()
class C(A):
    def __init__(self, *a): print("C init"); super().__init__(2, *a)
    def f(self): return "C.f " + super().f()
class D(B, C):
    def f(self): return "D.f " + super().f()
    @classmethod
    def c(cls): return "D.c " + super().c()
d = D(); print(d.f(), D.c(), d.c(), d.s(4), A.s(1), [k.__name__ for k in D.__mro__], D.__bases__, D.mro() == list(D.__mro__))
print(isinstance(d, A), isinstance(d, (int, C)), issubclass(D, A), issubclass(A, D), isinstance(1, int | str), isinstance("a", int | None), isinstance(None, int | None))
try:
    class X(A, object, B): pass
except TypeError as e: print(e)
try:
    class X(object, A): pass
except TypeError as e: print(e)
try:
    class X(A, A): pass
except TypeError as e: print(e)
try:
    class X(bool): pass
except TypeError as e: print(e)
try:
    class X(5): pass
except TypeError as e: print(e)
try:
    class X(type(None)): pass
except TypeError as e: print(e)
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v):
        if v < 0: raise ValueError("negative")
        self._x = v
    @x.deleter
    def x(self): print("deleted")
    @property
    def ro(self): return 42
    @property
    def broken(self): raise AttributeError("inside")
p = P(); p.x = 5; print(p.x, P.x.__doc__, type(P.x)); del p.x
for f in (lambda: setattr(p, "x", -1), lambda: setattr(p, "ro", 1), lambda: delattr(p, "ro"), lambda: p.nope, lambda: P.nope, lambda: p.broken, lambda: setattr(p, "new", 1) or p.new, lambda: delattr(p, "zzz"), lambda: getattr(p, "a"), lambda: getattr(p, "a", 7), lambda: hasattr(p, "x"), lambda: setattr(5, "a", 1), lambda: setattr("s", "upper", 1), lambda: setattr(int, "a", 1), lambda: delattr(int, "a"), lambda: getattr(p, 5), lambda: setattr(p, 5, 1), lambda: vars(p), lambda: vars(5), lambda: P(1), lambda: P().x(), lambda: object(1), lambda: object().a, lambda: setattr(object(), "a", 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S:
    __slots__ = ("a", "b")
    def __init__(self, a): self.a = a
s = S(1); print(s.a, S.__slots__)
for f in (lambda: s.b, lambda: setattr(s, "c", 1), lambda: s.__dict__, lambda: setattr(s, "b", 2) or s.b, lambda: delattr(s, "a") or s.a, lambda: vars(s)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S2(S): pass
s2 = S2(1); s2.zzz = 3; print(s2.zzz, s2.__dict__)
class Desc:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name); self.name = name
    def __get__(self, obj, owner=None):
        if obj is None: return f"class access {owner.__name__}"
        return obj.__dict__.get("_" + self.name, "unset")
    def __set__(self, obj, value): obj.__dict__["_" + self.name] = value * 2
    def __delete__(self, obj): print("delete", self.name)
class UsesDesc:
    a = Desc(); b = Desc()
u = UsesDesc(); print(u.a, UsesDesc.a); u.a = 5; print(u.a, u.__dict__)
class NonData:
    def __get__(self, obj, owner=None): return "nondata"
class UsesND: n = NonData()
v = UsesND(); print(v.n); v.n = 1; print(v.n, v.__dict__)
class Base:
    subs = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.subs.append((cls.__name__, tag))
class Sub1(Base, tag="one"): pass
class Sub2(Sub1): pass
print(Base.subs)
try:
    class Sub3(Base, nope=1): pass
except TypeError as e: print(e)
try:
    class Sub4(metaclasss=1): pass
except TypeError as e: print(e)
class GA:
    def __getattr__(self, n):
        if n.startswith("x"): return f"dyn {n}"
        raise AttributeError(f"no {n} here")
    def __setattr__(self, n, v): print("set", n, v); super().__setattr__(n, v)
    def __delattr__(self, n): print("del", n); object.__delattr__(self, n)
g = GA(); print(g.xyz, hasattr(g, "y"), getattr(g, "y", "def")); g.q = 3; print(g.q); del g.q
try: g.q
except AttributeError as e: print(e)
class GAll:
    def __getattribute__(self, n): return f"all {n}"
print(GAll().anything)
class CGI:
    def __class_getitem__(cls, k): return f"{cls.__name__}[{k}]"
print(CGI[int], CGI["a", 1])
class New:
    def __new__(cls, *a):
        print("new", cls.__name__, a)
        o = super().__new__(cls)
        o.made = True
        return o
    def __init__(self, *a): print("init", a)
print(New(1, 2).made)
class Single:
    inst = None
    def __new__(cls):
        if cls.inst is None: cls.inst = object.__new__(cls)
        return cls.inst
print(Single() is Single())
class NewOther:
    def __new__(cls): return 5
    def __init__(self): print("never")
print(NewOther())
class BadInit:
    def __init__(self): return 5
try: BadInit()
except TypeError as e: print(e)
class WithCall:
    def __call__(self, *a, **k): return a, k
print(WithCall()(1, b=2), callable(WithCall()), callable(5), callable(int))
T = type("T", (A,), {"z": 5, "m": lambda self: self.z})
t = T(); print(t.z, t.m(), T.__name__, T, type(t))
print(type(5), type("a"), type(type), type(A), type(print), type(len), type(A.f), type(d.f), type([].append), type(None), type(...), type(NotImplemented), type(lambda: 1), type(x for x in []), type(range(1)), type(A.c), type(A.__dict__["c"]), type(A.__dict__["s"]))
print(A, d.__class__, D.__name__, D.__qualname__, D.__module__, A.f.__qualname__, type(d).__name__)
class Outer:
    class Inner:
        def m(self): pass
print(Outer.Inner, Outer.Inner.__qualname__, Outer.Inner.m.__qualname__)
print(repr(Outer.Inner()).split(" at ")[0], str(d.f).split(" object at ")[0])
class E1: pass
try: E1(1)
except TypeError as e: print(e)
try: E1().m()
except AttributeError as e: print(e)
try: A.f()
except TypeError as e: print(e)
try: d.f(1)
except TypeError as e: print(e)
try: super(A, 5).f
except TypeError as e: print(e)
try: super().f
except RuntimeError as e: print(e)
print(super(B, d).f())
print([n for n in vars(A) if not n.startswith("__")])
print(A.__dict__.keys() >= {"f", "c", "s"}, "f" in A.__dict__)
