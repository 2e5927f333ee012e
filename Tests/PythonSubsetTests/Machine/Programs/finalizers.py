"""When `__del__` is called."""

import asyncio

freed = 0


class Noisy:
    def __init__(self, name, *parts):
        self.name = name
        self.parts = parts

    def __del__(self):
        global freed
        freed += 1
        print("freed", self.name, freed)


class Child(Noisy):
    def __del__(self):
        print("child")
        super().__del__()


class Slotted:
    __slots__ = ("name", "other")

    def __init__(self, name, other=None):
        self.name = name
        self.other = other

    def __del__(self):
        print("slotted", self.name)


def local():
    first, second = Noisy("first"), Noisy("second")
    print("in local")
    return "returned"


def swapped():
    x = Noisy("x1")
    x = Noisy("x2")
    print("rebound")
    x = None
    print("end of swapped")


def raises():
    inside = Noisy("inside")
    raise ValueError("out")


saved = []


class Phoenix:
    def __del__(self):
        print("rises")
        saved.append(self)


print(local())
swapped()
try:
    raises()
except ValueError as error:
    print("caught", error)
print("after except")

child = Child("child", Noisy("part 1"), Noisy("part 2"))
child = None
items = [Noisy(f"item {i}") for i in range(3)]
items[1] = None
del items[0]
items.pop()
print("popped")
items += [Noisy("a"), Noisy("b"), Noisy("c")]
items.clear()
print("cleared")
table = {"k": Noisy("value 1"), "l": Noisy("value 2")}
table["k"] = 1
del table["l"]
table.setdefault("m", Noisy("m"))
table.pop("m")
print("pair", (Noisy("left"), Noisy("right"))[0].name)
Noisy("temporary")
print(Noisy("attribute").name)
print([n.name for n in [Noisy("c1"), Noisy("c2")]])
for n in Noisy("loop 1"), Noisy("loop 2"):
    print("body", n.name)
del n
print("looped")
s = Slotted("outer", Slotted("inner"))
del s
Phoenix()
print("saved", len(saved))
saved.clear()
print("gone, and not called again")


class Plain:
    pass


Plain.__del__ = lambda self: print("added later")
Plain()


def closure():
    kept = Noisy("kept")

    def use():
        return kept.name

    return use


use = closure()
print(use())
del use


def generator():
    held = Noisy("generator's")
    yield 1
    yield 2


g = generator()
next(g)
del g
print(list(map(lambda i: Noisy(f"mapped {i}") and i, range(2))))


async def worker(name):
    mine = Noisy(f"worker {name}")
    await asyncio.sleep(1)
    return name


class Connection:
    def __init__(self, loop):
        self.loop = loop

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        print("exit")

    def __del__(self):
        print("closed", self.loop.is_running())
        self.loop.call_soon(print, "called from __del__")


async def main():
    async with Connection(asyncio.get_running_loop()):
        print("within")
    print(await asyncio.gather(worker(1), worker(2)))
    task = asyncio.create_task(worker("cancelled"))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    c = Connection(asyncio.get_running_loop())
    del c
    queue = asyncio.Queue()
    queue.put_nowait(Noisy("queued"))
    print(queue.get_nowait().name)
    queue.put_nowait(Noisy("left in the queue"))
    future = asyncio.get_running_loop().create_future()
    future.set_result(Noisy("result"))
    (await future)
    del future
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda n: print("callback", n.name), Noisy("argument"))
    await asyncio.sleep(0)
    print("end of main")


asyncio.run(main())
print("after run")


class Failing:
    def __del__(self):
        1 / 0


Failing()
try:
    raise KeyError("k")
except KeyError:
    Failing()

ring = Noisy("ring", Noisy("in the ring"))
ring.ring = ring
del ring
tree = {"a": Noisy("in a dict", Noisy("below"))}
listed = [Noisy("listed 1"), Noisy("listed 2")]
last = Noisy("last")
other = Noisy("other", Slotted("part of other"))
failing = Failing()
print("end")
