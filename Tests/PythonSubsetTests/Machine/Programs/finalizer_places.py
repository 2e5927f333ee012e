"""Where the last reference goes: calls, blocks, exceptions, slices, asynchronous code."""

import asyncio, contextlib
class R:
    def __init__(self, n): self.n = n; print("open", n)
    def __del__(self): print("del", self.n)
class Pool:
    def __init__(self): self.items = [R("p1"), R("p2")]
    def __del__(self): print("pool"); 
@contextlib.contextmanager
def cm():
    r = R("cm")
    try:
        yield r
    finally:
        print("cm end")
with cm() as x: print("in")
print("x still")
x = None
def deco(f):
    def w(*a, **k):
        r = R("wrap")
        return f(*a, **k)
    return w
@deco
def f(a, *b, c=None): print("f"); return len(b)
print(f(R("a"), R("b1"), R("b2"), c=R("c")))
p = Pool()
p = None
e = None
try:
    try:
        r = R("tried")
        raise ValueError(R("in args"))
    finally:
        print("finally")
        del r
except ValueError as err:
    e = err
    print("except")
e = None
print("e gone")
d = dict(a=R("da"), b=R("db"))
d.update(a=1)
d.clear()
s = [R(i) for i in range(4)]
s[1:3] = []
print("slice")
s.sort(key=lambda r: -r.n)
s.reverse()
del s[:]
print("sum", sum(r.n for r in [R(10), R(20)]))
a, b = R("A"), R("B")
a, b = b, a
del a
del b
class Node:
    def __init__(self, v, nxt=None): self.v=v; self.nxt=nxt
    def __del__(self): print("node", self.v)
n = Node(1, Node(2, Node(3)))
n = n.nxt
print("head gone")
n = None
l = lambda: R("lam")
l()
x = l() or 1
x = x and 2
print({1: R("v")}[1].n, R("k").n + "!" if R("cond") else 0)
async def gen():
    r = R("agen")
    try:
        yield 1
        yield 2
    finally:
        print("agen fin")
async def main():
    async for i in gen():
        break
    print("after break")
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        r = R("timeouted")
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(asyncio.sleep(0, R("tg")))
    print("tg done"); del t
    print("end main")
asyncio.run(main())
print("done")
