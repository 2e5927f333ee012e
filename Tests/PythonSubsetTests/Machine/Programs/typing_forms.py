import typing
from typing import *
T = TypeVar("T"); K = TypeVar("K", bound=int); V = TypeVar("V", int, str, covariant=False)
x: int = 1
y: "later"
class Node:
    value: int
    next: "Node | None" = None
    def link(self, other: "Node", *rest: int, flag: bool = True, **more: str) -> "Node": return self
print(__annotations__, Node.__annotations__, Node.link.__annotations__)
def f(a, b: int, /, c: List[int], *, d: Optional[str] = None) -> None: ...
print(f.__annotations__)
print(T, K, V, K.__bound__, V.__constraints__, Optional[int], Union[int, str, None], Union[int, int], Union[int], Optional[Union[int, str]])
print(List[int], Dict[str, Any], Tuple[int, ...], Callable[[int, str], bool], Callable[..., Any], Literal["a", 1, None], Annotated[int, "m"], ClassVar[int], Final, Type[int], Awaitable[int], Self)
print(list[int], dict[str, int] | None, int | str, list["Node"], Any, Any | None if False else 0)
class Stack(Generic[T]):
    def __init__(self): self.items: list[T] = []
    def push(self, x: T) -> None: self.items.append(x)
s = Stack[int](); s.push(3); print(s.items, Stack[int], Stack.__mro__, Stack[str] == Stack[str])
try: Stack[int, str]
except TypeError as e: print(e)
try: Optional[int, str]
except TypeError as e: print(e)
class P(Protocol):
    def run(self) -> int: ...
@runtime_checkable
class Q(Protocol):
    name: str
    def run(self) -> int: ...
class Impl:
    name = "x"
    def run(self): return 3
print(isinstance(Impl(), Q), isinstance(3, Q))
try: isinstance(Impl(), P)
except TypeError as e: print(e)
try: P()
except TypeError as e: print(e)
class Exp(P):
    def run(self): return 9
print(Exp().run(), isinstance(Exp(), P) if False else 1)
class Movie(TypedDict, total=False):
    name: Required[str]
    year: int
m = Movie(name="x", year=3); print(m, type(m), Movie.__annotations__, Movie.__total__, sorted(Movie.__required_keys__), sorted(Movie.__optional_keys__))
UserId = NewType("UserId", int); print(UserId(5), UserId, UserId.__supertype__)
print(cast(int, "x"), TYPE_CHECKING, get_type_hints(Node), get_origin(Optional[int]), get_args(Dict[str, int]), get_origin(list[int]), get_args(Callable[[int], str]))
@overload
def h(x: int) -> int: ...
@overload
def h(x: str) -> str: ...
def h(x): return x
print(h(3))
try: assert_never(3)
except AssertionError as e: print(e)
try: List()
except TypeError as e: print(e)
try: Any()
except TypeError as e: print(e)
def first[A](xs: list[A]) -> A: return xs[0]
print(first([1, 2]), first.__type_params__, first.__annotations__)
class Box[B]:
    def __init__(self, v: B) -> None: self.v = v
    def map[C](self, f: Callable[[B], C]) -> "Box[C]": return Box(f(self.v))
print(Box(3).map(str).v, Box[int], Box.__mro__, Box.__type_params__, Box[int](4).v)
type Pair[X] = tuple[X, X]
type Alias = int | str
print(Pair, Alias, Alias.__value__, Pair.__type_params__, Pair[int], Pair.__value__)
def dec[**PP, R](fn: Callable[PP, R]) -> Callable[PP, R]:
    def inner(*a: PP.args, **k: PP.kwargs) -> R: return fn(*a, **k)
    return inner
@dec
def add(a, b=2): return a + b
print(add(1), add.__qualname__, dec.__type_params__)
class Outer:
    Elem = int
    def m[T2](self, x: Elem, y: T2 = 5) -> T2: return y
    def n[T3: (int, str) = int](self) -> T3: ...
print(Outer().m(1), Outer.m.__annotations__, Outer.m.__qualname__, Outer.n.__type_params__[0].__constraints__)
def bounded[T: int](x: T = 3, *, k: T = 4): return x, k
print(bounded(), bounded.__type_params__[0].__bound__, bounded.__defaults__, bounded.__kwdefaults__ if hasattr(bounded, "__kwdefaults__") else None)
try:
    def bad(x: Undefined): pass
except NameError as e: print(e)
print(isinstance(5, Union[int, str]), isinstance([], List), Generic, ParamSpec("PS"), TypeVarTuple("Ts"))
def va[*Ts](*args: *Ts) -> tuple[*Ts]: return args
print(va(1, "a"), va.__annotations__)
