class V:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"V({self.x!r})"
    def __add__(self, o):
        if isinstance(o, V): return V(self.x + o.x)
        if isinstance(o, int): return V(self.x + o)
        return NotImplemented
    def __radd__(self, o): return V(o + self.x) if isinstance(o, int) else NotImplemented
    def __iadd__(self, o): self.x += 100; return self
    def __sub__(self, o): return V(self.x - o.x)
    def __mul__(self, o): return V(self.x * o)
    __rmul__ = __mul__
    def __truediv__(self, o): return "truediv"
    def __floordiv__(self, o): return "floordiv"
    def __mod__(self, o): return "mod"
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o): return ("rpow", o)
    def __matmul__(self, o): return "matmul"
    def __lshift__(self, o): return "lshift"
    def __rshift__(self, o): return "rshift"
    def __and__(self, o): return "and"
    def __or__(self, o): return "or"
    def __xor__(self, o): return "xor"
    def __rxor__(self, o): return "rxor"
    def __neg__(self): return V(-self.x)
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __eq__(self, o): return isinstance(o, V) and self.x == o.x
    def __lt__(self, o): return self.x < o.x if isinstance(o, V) else NotImplemented
    def __hash__(self): return hash(self.x)
    def __bool__(self): return self.x != 0
    def __len__(self): return 3
    def __getitem__(self, i): return ("item", i)
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)
    def __contains__(self, i): return i == self.x
    def __int__(self): return 42
    def __float__(self): return 4.5
    def __index__(self): return 2
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return f"str {self.x}"
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t and t.__name__, v); return self.x == 99
    def __reversed__(self): return "rev"
    def __complex__(self): return 1
a, b = V(1), V(2)
print(a + b, a + 1, 1 + a, a - b, a * 3, 3 * a, a / 1, a // 1, a % 1, divmod(a, 1), divmod(1, a), a ** 2, pow(a, 2, 3), 2 ** a, a @ 1, a << 1, a >> 1, a & 1, a | 1, a ^ 1, 1 ^ a, -a, +a, ~a, abs(a))
print(a == b, a != b, a == V(1), a < b, a > b, hash(a) == hash(1), bool(a), bool(V(0)), len(a), a[1], a[1:2], a[1, 2], a[...], 1 in a, 5 in a, int(a), float(a), [10, 20, 30][a], round(a), round(a, 2), f"{a}", f"{a:xyz}", f"{a!r}", str(a), reversed(a), hex(a), "%d" % a if False else "", "abc"[a], list(range(a)))
a[1] = 2; del a[3]; a[1:2] = 5
c = a; c += 1; print(c, a is c)
for f in (lambda: a + "x", lambda: "x" + a, lambda: a <= b, lambda: a >= 1, lambda: a < 1, lambda: a -1, lambda: a @ b @ 3, lambda: sorted([V(3), V(1)]), lambda: max(V(3), V(1)), lambda: {V(1): 2}[V(1)], lambda: V(1) in [V(1)], lambda: [V(0), V(2)].index(V(2)), lambda: sum([V(1), V(2)]), lambda: sum([V(1), V(2)], V(0))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
with V(1) as w: print("in", w)
with V(99): raise ValueError("swallowed")
try:
    with V(1): raise ValueError("passed")
except ValueError as e: print("outside", e)
class N: pass
n = N()
ops = [lambda: n + 1, lambda: 1 + n, lambda: n - n, lambda: n * 2, lambda: n / 1, lambda: n // 1, lambda: n % 1, lambda: divmod(n, 1), lambda: n ** 2, lambda: pow(n, 2), lambda: pow(n, 2, 3), lambda: pow(2, 3, n), lambda: n @ n, lambda: n << 1, lambda: n & 1, lambda: -n, lambda: +n, lambda: ~n, lambda: abs(n), lambda: n < n, lambda: n <= 1, lambda: n > "a", lambda: n == n, lambda: n != n, lambda: hash(n) == hash(n), lambda: bool(n), lambda: len(n), lambda: n[0], lambda: n.__setitem__, lambda: 1 in n, lambda: int(n), lambda: float(n), lambda: [1][n], lambda: round(n), lambda: f"{n:5}", lambda: reversed(n), lambda: iter(n), lambda: next(n), lambda: n(), lambda: list(n), lambda: dict(n), lambda: hex(n), lambda: range(n), lambda: "a" * n, lambda: [1] * n, lambda: n * [1], lambda: "%d" % n, lambda: "%f" % n, lambda: "%x" % n, lambda: "%c" % n, lambda: chr(n), lambda: ord(n), lambda: sum(n), lambda: sum([n]), lambda: "".join(n), lambda: "".join([n]), lambda: "a" in n, lambda: n in "a", lambda: set(n), lambda: {n}, lambda: isinstance(1, n), lambda: issubclass(n, int), lambda: issubclass(int, n), lambda: setattr(n, "x", 1), lambda: n.x, lambda: sorted([n, n]), lambda: min(n, n), lambda: slice(n), lambda: [1, 2][n:], lambda: "ab"[:n], lambda: getattr(n, "zz"), lambda: n.zz, lambda: int("5", n), lambda: print(sep=n), lambda: print(end=5), lambda: "a".center(n), lambda: "a".split(n), lambda: "a".replace(n, "b"), lambda: "a".startswith(n), lambda: "a".strip(n), lambda: "abc".find(n), lambda: [].extend(n), lambda: [].pop(n), lambda: [].insert(n, 1), lambda: [].index(n), lambda: [].remove(n), lambda: {}.update(n), lambda: {}[n], lambda: {}.pop(n), lambda: set().remove(n), lambda: set().update(n), lambda: set() | n, lambda: {} | n, lambda: [] + n, lambda: () + n, lambda: "" + n, lambda: n | int]
for f in ops:
    try: r = f(); print(type(r).__name__ if "at 0x" in repr(r) else r)
    except Exception as e:
        s = str(e); print(type(e).__name__, s.split(" at 0x")[0])

for k in range(8):
    try:
        if k == 0: n[0] = 1
        if k == 1: del n[0]
        if k == 2:
            with n: pass
        if k == 3:
            for i in n: pass
        if k == 4: x, y = n
        if k == 5: n += 1
        if k == 6: raise n
        if k == 7: [*n]
    except Exception as e: print(type(e).__name__, e)
class R:
    def __init__(s, r): s.r = r
    def __bool__(s): return s.r
    def __len__(s): return s.r
    def __index__(s): return s.r
    def __hash__(s): return s.r
    def __str__(s): return s.r
    def __repr__(s): return s.r
    def __int__(s): return s.r
    def __float__(s): return s.r
    def __iter__(s): return s.r
    def __contains__(s, x): return s.r
    def __format__(s, x): return s.r
for f in (lambda: bool(R(5)), lambda: bool(R("a")), lambda: len(R("a")), lambda: len(R(-1)), lambda: len(R(1.5)), lambda: [1][R("a")], lambda: hash(R("a")), lambda: hash(R(-1)), lambda: hash(R(2**70)), lambda: str(R(5)), lambda: repr(R(5)), lambda: f"{R(5)}", lambda: f"{R(5)!r}", lambda: int(R("a")), lambda: int(R(5)), lambda: int(R(True)), lambda: float(R(1)), lambda: float(R("a")), lambda: list(R(5)), lambda: 1 in R(0), lambda: 1 in R("x"), lambda: format(R(5)), lambda: print(R(5)), lambda: "%s" % R(5), lambda: range(R("a")), lambda: not R(5), lambda: len(R(2**70))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Eq:
    def __eq__(self, o): return True
print(Eq() == 5, 5 == Eq(), Eq() != 5, 5 in [Eq()])
try: hash(Eq())
except TypeError as e: print(e)
try: {Eq(): 1}
except TypeError as e: print(e)
class L:
    def __lt__(s, o): return "LT"
    def __gt__(s, o): return "GT"
    def __le__(s, o): return "LE"
print(L() < 5, 5 < L(), L() > 5, 5 > L(), L() <= 1, 1 >= L())
try: L() >= 1
except TypeError as e: print(e)
class Sub(V):
    def __radd__(self, o): return "sub radd"
print(V(1) + Sub(2), Sub(1) + V(2))
