"""What kind of function asyncio's are, what a wrong name of an argument is told, and what of Python cannot be changed."""

import asyncio
import inspect
import random
import signal
from collections import OrderedDict
from types import MappingProxyType


def attempt(call):
    try:
        print(call())
    except BaseException as error:
        print(type(error).__name__, error)


lock, loop = asyncio.Lock(), asyncio.new_event_loop()
for what in [asyncio.sleep, asyncio.wait, asyncio.create_task, asyncio.gather, lock.acquire, lock.release, loop.call_soon]:
    print(type(what).__name__, what.__name__, what.__qualname__, inspect.iscoroutinefunction(what))
    print(asyncio.iscoroutinefunction(what), inspect.isfunction(what), inspect.ismethod(what), inspect.isroutine(what))
    print(repr(what).split(" at 0x")[0].split(" of ")[0])
print(isinstance(loop, asyncio.AbstractEventLoop), isinstance(5, asyncio.AbstractEventLoop))
print(id(asyncio.Queue) == id(asyncio.Queue), random.randint.__qualname__)


class Waits:
    """It waits for a future as classes did before there was `await`."""

    def __init__(self, future):
        self.future = future

    def __await__(self):
        result = yield from self.future
        return result


class Fails:
    def __call__(self):
        raise ValueError("failed")


async def main():
    loop = asyncio.get_running_loop()
    print(loop is asyncio.get_running_loop(), id(loop) == id(asyncio.get_event_loop()))
    future = loop.create_future()
    loop.call_later(1, future.set_result, 5)
    print(await Waits(future), await Waits(asyncio.create_task(asyncio.sleep(1, 3))))
    pending = loop.create_future()
    steps = pending.__await__()
    print(type(steps), next(steps) is pending)
    attempt(lambda: next(steps))
    pending.cancel()
    async with asyncio.timeout_at(10**9) as limit:
        print(limit.when(), limit)
        limit.reschedule(10**9 + 0.12345)
        print(limit.when(), limit)
        limit.reschedule(None)
        print(limit.when(), limit)
    print(limit, asyncio.Timeout(5).when(), asyncio.Timeout("x").when())
    try:
        async with asyncio.Timeout("x"):
            pass
    except TypeError as error:
        print(error)
    reports = []
    loop.set_exception_handler(lambda loop, report: reports.append(report))
    for callback in [5, None, "x", Waits, Fails()]:
        loop.call_soon(callback)
    await asyncio.sleep(0)
    for report in reports:
        print(report["message"].split(" at 0x")[0], repr(report["exception"]))


asyncio.run(main())


def named(first, /, name, *, context=None):
    pass


attempt(lambda: named(1, nam=1))
attempt(lambda: named(1, 2, contex=1))
attempt(lambda: named(first=1, name=2))
attempt(lambda: named(1, 2, firs=1))
attempt(lambda: "a,b".split(maxsplt=3))
attempt(lambda: asyncio.run(3, debu=1))
attempt(lambda: random.randint(1))
attempt(lambda: random.randint(1, 2, 3))
attempt(lambda: random.random(1))
attempt(lambda: random.choices())
attempt(lambda: random.sample([1, 2], 3, counts=[2]))
random.seed(5)
attempt(lambda: random.sample("ab", 3, counts=[2, 5]))
print(signal.SIGINT, repr(signal.SIGTERM), signal.SIGINT + 1, isinstance(signal.SIGINT, int), {2: "two"}[signal.SIGINT])


class A:
    x = 1

    def method(self):
        pass


def assign():
    A.__dict__["x"] = 3


def delete():
    del A.__dict__["x"]


attempt(assign)
attempt(delete)
attempt(lambda: A.__dict__.pop("x"))
attempt(lambda: A.__dict__.update(x=1))
print(type(A.__dict__), type(vars(A)), A.__dict__["x"], "x" in vars(A), A.__dict__.get("y", 7))
print([name for name in A.__dict__ if not name.startswith("__")], dict(A.__dict__)["x"], {**A.__dict__}["x"])
print((A.__dict__ | {"x": 2})["x"], ({"x": 2} | A.__dict__)["x"], A.__dict__ == dict(A.__dict__), A.__dict__.copy()["x"])
for kind in [OrderedDict().keys(), OrderedDict().values(), OrderedDict().items(), {}.keys(), OrderedDict(a=1).items()]:
    print(type(kind), kind)


def delete_item(value, key):
    del value[key]


for value in [object(), A(), (1,), "a", 5, None, MappingProxyType({}), range(3), {1}, b"a", A]:
    for key in [0, "x"]:
        attempt(lambda: delete_item(value, key))
