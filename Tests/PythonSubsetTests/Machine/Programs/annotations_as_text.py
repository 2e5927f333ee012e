from __future__ import annotations
from typing import Optional, Callable
x: int = 1
class A:
    a: int
    b: "str" = "s"
    c: Optional[list[int]] = None
    d: dict[str, tuple[int, ...]] | None
    def f(self, p: int, *args: str, k: float = 1.5, **kw: "B") -> list[A]: pass
print(A.__annotations__, A.f.__annotations__, __annotations__)
def g(cb: Callable[[int, str], None], n: -1 = 0) -> a.b["x", 1:2] if x else not y: pass
print(g.__annotations__)
