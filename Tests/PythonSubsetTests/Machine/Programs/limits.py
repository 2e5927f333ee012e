def attempt(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__)
attempt(lambda: "x" * 10**18)
attempt(lambda: [0] * 10**18)
attempt(lambda: [0] * 10**30)
class R:
    def __repr__(self): return repr(self)
attempt(lambda: repr(R()))
class E:
    def __eq__(self, o): return self == o
attempt(lambda: E() == E())
class G:
    def __getattr__(self, n): return getattr(self, n)
attempt(lambda: G().x)
def r(): r()
attempt(r)
l = []
for i in range(100000): l = [l]
attempt(lambda: repr(l))
attempt(lambda: l == [l])
def g():
    yield from g()
attempt(lambda: list(g()))
import asyncio
async def c():
    await c()
attempt(lambda: asyncio.run(c()))
attempt(lambda: sorted([3, 2, 1], key=lambda x: r()))
class N: pass
head = None
for i in range(100000):
    n = N()
    n.next = head
    head = n
head = n = None
attempt(lambda: int("9" * 5000))
attempt(lambda: str(10**5000))
print("alive")
