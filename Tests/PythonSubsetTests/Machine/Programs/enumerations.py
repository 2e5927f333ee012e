from enum import *
import enum
def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "|", e)
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def describe(self): return f"{self.name} is {self.value}"
    @property
    def low(self): return self.name.lower()
    @classmethod
    def favourite(cls): return cls.BLUE
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color.CRIMSON, Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color(2), Color["BLUE"], Color.__members__, Color.RED.describe(), Color.RED.low, Color.favourite())
print(f"{Color.RED} {Color.RED!r} {Color.RED:>12}|", "%s" % Color.RED, str(Color.RED), [Color.RED], {Color.RED: 1})
print(Color.RED in Color, 1 in Color, 9 in Color, "x" in Color, isinstance(Color.RED, Color), type(Color.RED), type(Color), Color, Color.RED == Color.RED, Color.RED != Color.BLUE, Color.RED == 1)
print(hash(Color.RED) == hash("RED"), list(reversed(Color)), bool(Color.RED), Color.RED.__class__, Color.RED is Color(1), Color.RED.BLUE)
attempt(lambda: Color(9)); attempt(lambda: Color["PINK"]); attempt(lambda: Color.PINK); attempt(lambda: Color.RED < Color.BLUE)
def seta(): Color.RED = 5
attempt(seta)
def setv(): Color.RED.value = 5
attempt(setv)
def dela(): del Color.RED
attempt(dela)
def delv(): del Color.RED.name
attempt(delv)
attempt(lambda: Color()); attempt(lambda: Color(1, 2)); attempt(lambda: type("X", (Color,), {}))
def ext():
    class More(Color): X = 1
attempt(ext)
def dup():
    class D(Enum):
        A = 1
        A = 2
attempt(dup)
def uni():
    @unique
    class D(Enum):
        A = 1
        B = 1
attempt(uni)
def sunder():
    class D(Enum):
        _foo_ = 1
attempt(sunder)
class A(Enum):
    X = auto(); Y = auto(); Z = 10; W = auto()
print(list(A))
class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)
    def __init__(self, mass, radius): self.mass = mass; self.radius = radius
    @property
    def g(self): return round(self.mass / self.radius ** 2, 3)
print(Planet.EARTH, Planet.EARTH.g, Planet.EARTH.value, Planet((3.303e+23, 2.4397e6)))
class P(IntEnum):
    LOW = 1; HIGH = 3
print(P.HIGH, repr(P.HIGH), P.HIGH + 1, P.HIGH > P.LOW, sorted([P.HIGH, P.LOW]), f"{P.HIGH}", f"{P.HIGH:03d}", P(3), P.HIGH == 3, {3: "a"}[P.HIGH], max(P), int(P.HIGH), [10, 20, 30, 40][P.HIGH], isinstance(P.LOW, int), P.LOW * 2.5, "%d %s" % (P.HIGH, P.HIGH), str(P.LOW), hash(P.HIGH) == hash(3), range(P.HIGH), P.HIGH.value, P.HIGH.name, sum(P), -P.HIGH, P.HIGH | 4, bool(P.LOW))
class S(StrEnum):
    A = auto(); B = "bee"
print(S.A, repr(S.A), S.B.upper(), S.B == "bee", f"{S.B:>5}", S("bee"), "a" in S, S.A + "!", len(S.B), {"bee": 1}[S.B], isinstance(S.B, str), ",".join(S), S.B.value, [S.A], "x%sx" % S.A, sorted(S), S.B in ("bee",))
class M(str, Enum):
    A = "x"
print(M.A, repr(M.A), f"{M.A}", M.A == "x", M.A.upper(), "%s" % M.A, str(M.A), "".join([M.A]))
class N(int, Enum):
    A = 4
print(N.A, repr(N.A), f"{N.A}", N.A + 1)
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
    RW = R | W
print(Perm.R | Perm.X, repr(Perm.R | Perm.X), Perm.RW, Perm.R in Perm.RW, list(Perm.RW), list(Perm), len(Perm), Perm(0), repr(Perm(0)), bool(Perm(0)), ~Perm.R, Perm.R ^ Perm.RW, Perm.RW & Perm.W, Perm(5), Perm(7), (Perm.R | Perm.X).name, (Perm.R|Perm.X).value, Perm, len(Perm.RW))
attempt(lambda: Perm(8)); attempt(lambda: Perm.R | 1); attempt(lambda: 1 in Perm.R); attempt(lambda: Perm("x"))
class IF(IntFlag):
    A = 1; B = 2; C = 4
print(IF.A | IF.B, repr(IF.A | IF.B), IF.A | 8, repr(IF.A | 8), IF(7), repr(IF(7)), ~IF.A, repr(~IF.A), IF.A + 1, IF.A == 1, repr(IF(0)), IF.A & 1, int(IF.B), f"{IF.A|IF.B}", IF.A in IF(3), list(IF(6)), IF.A < 3, repr(4 | IF.A))
class Mood(Enum):
    HAPPY = "h"; SAD = "s"
    @classmethod
    def _missing_(cls, value):
        if value == "bad": return 5
        if value == "err": raise RuntimeError("oops")
        for m in cls:
            if m.value == str(value).lower(): return m
print(Mood("H"))
attempt(lambda: Mood("zz")); attempt(lambda: Mood("bad")); attempt(lambda: Mood("err"))
F = Enum("F", "A B C"); print(F, list(F), F.B.value, F.__module__)
G = Enum("G", {"X": 10, "Y": 20}); print(list(G), G(10)); H = IntEnum("H", ["P", "Q"], start=5); print(list(H)); I = Enum("I", [("a", "q")]); print(list(I))
match Color.RED:
    case Color.GREEN: print("g")
    case Color.RED: print("matched red")
class Gen(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last): return name.title() + str(count)
    ONE = auto(); TWO = auto()
print(list(Gen))
class Unh(Enum):
    L = [1, 2]; D = {}
print(Unh([1, 2]), Unh.L, Unh.L.value)
attempt(lambda: Unh([3]))
class Fn(Enum):
    def f(x): return x
    g = staticmethod(lambda: 3)
    A = 1
    B = member(lambda: 7)
    c = nonmember(9)
print(list(Fn)[0], len(Fn), Fn.c, Fn.B.value())
class Order(Enum):
    LOW = 1; HIGH = 2
    def __lt__(self, o): return self.value < o.value if isinstance(o, Order) else NotImplemented
print(Order.LOW < Order.HIGH, sorted([Order.HIGH, Order.LOW]), max(Order))
class Str2(Enum):
    A = 1
    def __str__(self): return "custom " + self.name
print(Str2.A, f"{Str2.A}", repr(Str2.A))
print(Color.RED.value.__class__, enum.Enum, Flag, IntEnum, EnumType, EnumMeta is EnumType, auto(), callable(Color), Color.__name__, Color.__doc__, Color | None)
Color.RED.nope
