class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, bases, kw); return {"injected": 1}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k); return super().__call__(*a, **k)
    def __len__(cls): return 42
    def __getitem__(cls, k): return (cls.__name__, k)
    def __iter__(cls): return iter([1, 2])
    def __contains__(cls, x): return x == 1
    def __getattr__(cls, n):
        if n.startswith("dyn"): return n
        raise AttributeError(n)
    def __setattr__(cls, n, v): print("set", n); super().__setattr__(n, v)
    def __repr__(cls): return f"<Meta {cls.__name__}>"
    @property
    def prop(cls): return cls.__name__ + "!"
    def __instancecheck__(cls, x): return x == 7 or super().__instancecheck__(x)
class A(metaclass=Meta, flag=True):
    x = 1
    def __init__(self, v): self.v = v
class B(A):
    def __init__(self, v): super().__init__(v + 1)
a = B(1)
print(a.v, A.injected, len(A), A["k"], list(A), 1 in A, A.dynamic, A, type(A), B.prop, isinstance(7, A), isinstance(a, A), type(B) is Meta, bool(A))
A.z = 5; print(A.z)
try: A.nope
except AttributeError as e: print("AE", e)
class M2(type): pass
try:
    class C(A, metaclass=M2): pass
except TypeError as e: print(e)
D = Meta("D", (), {"y": 2}); print(D.y, D)
E = type("E", (B,), {"q": 3}); print(type(E), E.q)
class S:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = S(); print(s.a)
for f in (lambda: s.b, lambda: setattr(s, "c", 1), lambda: s.__dict__, lambda: delattr(s, "b"), lambda: vars(s)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
s.b = 2; del s.a; print(s.b, hasattr(s, "a"), S.a)
class S2(S): pass
t = S2(); t.z = 1; print(t.z, t.__dict__, t.a)
try:
    class S3: __slots__ = ("a",); a = 1
except ValueError as e: print(e)
class Desc:
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, o, t=None): return self if o is None else o.__dict__.get(self.name, "none")
    def __set__(self, o, v): o.__dict__[self.name] = v
    def __delete__(self, o): print("del", self.name)
class U:
    d = Desc()
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); print("sub", cls.__name__, tag)
class V(U, tag="t"): pass
u = U(); print(u.d); u.d = 4; print(u.d); del u.d
try:
    class W(U, other=1): pass
except TypeError as e: print(e)
class CI(int):
    def double(self): return self * 2
    def __repr__(self): return f"CI({int(self)})"
c = CI(5); print(c, c.double(), c + 1, type(c + 1), c == 5, {5: "x"}[c], isinstance(c, int), f"{c}", f"{c:3d}", str(c), [1,2,3,4,5,6][c], hash(c) == hash(5), c > 4, sum([c, c]), range(c), bool(CI(0)), -c, c.bit_length())
class CS(str):
    def shout(self): return self.upper() + "!"
k = CS("ab"); print(k, repr(k), k.shout(), k + "c", type(k + "c"), k == "ab", {"ab": 1}[k], len(k), k[0], f"{k:>5}", "".join([k, k]), isinstance(k, str), k.upper(), k in ("ab",), "a" in k)
k.extra = 1; print(k.extra, vars(k) if hasattr(k, "__dict__") else None)
class Plain:
    def __repr__(self): return "plain"
print(object.__repr__(Plain())[:25], Plain.__str__(Plain()) if True else 0, object.__new__(Plain), object.__eq__(1, 1), Plain.__doc__, Plain.__init__ is not None)
