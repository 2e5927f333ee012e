from dataclasses import *
import dataclasses
from typing import ClassVar, List, Optional
def attempt(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, "|", e)
@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    def total(self): return self.x + self.y
p = Point(1); q = Point(1, 0); print(p, p == q, p != q, p.tags is q.tags, p.total(), Point.y, hasattr(Point, "x"), Point.__doc__, Point.__match_args__, Point.__annotations__)
attempt(lambda: Point()); attempt(lambda: Point(1, 2, [], 4)); attempt(lambda: Point(z=1)); attempt(lambda: hash(p)); attempt(lambda: p < q); attempt(lambda: Point(1, x=2))
print(asdict(p), astuple(p), replace(p, y=5), fields(Point)[0].name, [f.type for f in fields(p)], is_dataclass(p), is_dataclass(Point), is_dataclass(3))
attempt(lambda: replace(p, z=1)); attempt(lambda: asdict(3)); attempt(lambda: fields(3))
@dataclass(frozen=True, order=True)
class V:
    a: int
    b: str = "b"
    c: float = field(default=1.5, compare=False, repr=False)
v = V(1); print(v, hash(v) == hash((1, "b")), V(1) < V(2), V(1, "a") <= V(1, "b"), sorted([V(3), V(1)]), {v: 1}[V(1)], V(1) == V(1, c=9))
def seta(): v.a = 3
attempt(seta)
def setn(): v.new = 3
attempt(setn)
def dela(): del v.a
attempt(dela)
attempt(lambda: V(1) < 3)
def mut():
    @dataclass
    class M: x: list = []
attempt(mut)
def mut2():
    @dataclass
    class M: x: dict = {}
attempt(mut2)
def order():
    @dataclass
    class M:
        x: int = 1
        y: int
attempt(order)
def noann():
    @dataclass
    class M:
        x = field(default=1)
attempt(noann)
attempt(lambda: field(default=1, default_factory=list))
@dataclass
class Base:
    a: int
    b: int = 2
@dataclass
class Derived(Base):
    c: int = 3
    b: int = 20
print(Derived(1), Derived(1, 2, 3), Derived.__mro__)
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 1
print(K(a=1)); attempt(lambda: K(1)); attempt(lambda: K())
@dataclass
class K2:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int = field(kw_only=False, default=7)
print(K2(1, 2, b=3), K2.__match_args__)
@dataclass
class Post:
    x: int
    scale: InitVar[int]
    k: ClassVar[int] = 9
    y: int = field(init=False)
    z: int = field(init=False, default=4)
    def __post_init__(self, scale): self.y = self.x * scale
print(Post(2, 3), Post.k, [f.name for f in fields(Post)]); attempt(lambda: replace(Post(2, 3), x=1)); attempt(lambda: replace(Post(2, 3), x=1, scale=2)); attempt(lambda: replace(Post(2, 3), y=1, scale=2))
@dataclass(slots=True)
class Sl:
    x: int
    y: int = 5
s = Sl(1); print(s, Sl.__slots__)
def setz(): s.z = 1
attempt(setz)
@dataclass(eq=False)
class NE: x: int
print(NE(1) == NE(1), repr(NE(1)))
@dataclass(repr=False)
class NR: x: int
print("object at" in repr(NR(1)))
@dataclass(unsafe_hash=True)
class UH: x: int
print(hash(UH(3)) == hash((3,)))
@dataclass
class Nest:
    p: Point
    m: dict
    l: List[Point]
print(asdict(Nest(Point(1), {"k": Point(2)}, [Point(3)])), astuple(Nest(Point(1), {}, [])))
@dataclass
class Rec:
    n: int
    nxt: Optional["Rec"] = None
r = Rec(1); r.nxt = r; print(r)
match Point(1, 2):
    case Point(x, y=2): print("m", x)
D = make_dataclass("D", ["a", ("b", int), ("c", int, 3)]); print(D(1, 2), D.__name__)
print(repr(fields(Point)[1])[:58], type(MISSING), v.__dataclass_params__)
@dataclass
class Own:
    x: int
    def __eq__(self, o): return "mine"
    def __repr__(self): return "own"
print(Own(1), Own(1) == 3, Own.__hash__)
def nf():
    @dataclass(frozen=True)
    class F(Base): pass
attempt(nf)
def fn():
    @dataclass
    class F(V): pass
attempt(fn)
@dataclass
class Gen[T]:
    item: T
print(Gen(3), Gen[int](4))
@dataclass
class Bad:
    x: int
    def __post_init__(self):
        if self.x < 0: raise ValueError("negative")
print(V.__init__.__qualname__, Point.__init__.__annotations__, Point.__eq__.__name__)
@dataclass(order=True)
class Item:
    priority: int
    data: object = field(compare=False)
print(sorted([Item(3, "c"), Item(1, "a")]), Item(1, "x") == Item(1, "y"))
Bad(-1)
