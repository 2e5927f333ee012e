"""Futures and tasks in full: their methods, their errors and what `repr` shows of them."""

import asyncio
import functools


def attempt(function, *args, **options):
    try:
        print(repr(function(*args, **options)))
    except BaseException as error:
        print(type(error).__name__, error)


async def awaited(what):
    try:
        print(repr(await what))
    except BaseException as error:
        print(type(error).__name__, error, repr(error.__cause__), repr(error.__context__))


def told(future):
    print("told", future)


async def futures():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future, future._state, future.get_loop() is loop)
    attempt(future.result)
    attempt(future.exception)
    attempt(future.set_exception, StopIteration)
    attempt(future.exception)
    print(repr(future.exception().__cause__), future)
    future = loop.create_future()
    future.set_result(5)
    attempt(future.set_result, 6)
    attempt(future.set_exception, ValueError())
    attempt(future.cancel)
    print(future, future._state)
    future = loop.create_future()
    attempt(future.cancel, "message")
    attempt(future.result)
    attempt(future.exception)
    attempt(future.set_result, 1)
    print(future, future._state)
    await awaited(future)
    future = loop.create_future()
    for wrong in [5, int, None]:
        attempt(future.set_exception, wrong)
    attempt(future.set_exception, ValueError)
    attempt(future.result)
    print(future)
    attempt(asyncio.Future, 1)
    attempt(asyncio.Future, other=1)
    attempt(asyncio.Future)


async def callbacks():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    attempt(future.add_done_callback)
    attempt(future.add_done_callback, print, 1)
    attempt(future.remove_done_callback, print)
    for callback in [told, told, functools.partial(print, 1), lambda f: None, print]:
        future.add_done_callback(callback)
        print(len(repr(future).split(",")), repr(future).split(" at ")[0])
    print(future.remove_done_callback(told), repr(future).split(" at ")[0])
    future.set_result("x" * 100)
    future.add_done_callback(told)
    await asyncio.sleep(0)


async def results():
    loop = asyncio.get_running_loop()
    for value in [
        "short", "y" * 31, [1] * 9, (1,), (1, 2), {"b": 1, "a": [[[[[[[[1]]]]]]]]}, dict.fromkeys(range(9)), 10**50,
        {3, 1, 2}, frozenset("a"), None, True, 1.5, b"z" * 40, range(3), "é" * 40, "'" * 31, set(), {}, ValueError("v" * 50),
    ]:
        future = loop.create_future()
        future.set_result(value)
        print(future)
    future = loop.create_future()
    future.set_exception(ValueError("v" * 50))
    print(future, future.exception() is not None)


async def outer():
    await inner()


async def inner():
    await asyncio.get_running_loop().create_future()


async def nothing():
    return 1


async def tasks():
    task = asyncio.create_task(outer(), name="outer")
    print("coro=<outer() running" in repr(task), repr(task).split(" coro=")[0])
    await asyncio.sleep(0)
    print([frame.f_code.co_name for frame in task.get_stack()], len(task.get_stack(limit=0)))
    attempt(task.set_result, 1)
    attempt(task.set_exception, ValueError())
    attempt(task.result)
    attempt(task.exception)
    attempt(task.get_name)
    attempt(task.set_name, 5)
    attempt(task.get_name)
    print(task.get_coro().__name__, task.cancelling(), task.uncancel())
    print(task.cancel("one"), task.cancelling(), task.cancel("two"), task.cancelling(), repr(task).split(" name=")[0])
    print(task.uncancel(), task.uncancel(), task.uncancel(), repr(task).split(" name=")[0])
    await awaited(task)
    print(task.cancelled(), task.get_stack(), repr(task).split(" coro=")[0])

    async def failing():
        raise ValueError("failed")

    task = asyncio.create_task(failing())
    await asyncio.wait([task])
    print([frame.f_code.co_name for frame in task.get_stack()], repr(task).split(" coro=")[0])
    print(repr(task).split(" ")[-1], repr(task.exception()))
    for wrong in [5, nothing, None]:
        attempt(asyncio.create_task, wrong) if wrong is not nothing else None
        attempt(asyncio.ensure_future, wrong) if wrong is not nothing else None
    attempt(asyncio.create_task)


class Yields:
    def __init__(self, *values):
        self.values = values

    def __await__(self):
        return iter(self.values)


class Slow:
    def __await__(self):
        return (yield from asyncio.sleep(0, "slept").__await__())


async def wrong_awaits():
    async def wait_for_it(what):
        return await what

    for what in [5, None, nothing, Yields(1), Yields(None), Slow()]:
        await awaited(asyncio.create_task(wait_for_it(what), name="waits"))
    await awaited(asyncio.ensure_future(Slow()))
    coroutine = nothing()
    await awaited(coroutine)
    await awaited(coroutine)

    async def selfish():
        await asyncio.current_task()

    task = asyncio.create_task(selfish(), name="selfish")
    try:
        await task
    except RuntimeError as error:
        print(str(error).split(" coro=")[0])
    coroutine = outer()
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0)
    await awaited(wait_for_it(coroutine))
    task.cancel()
    await awaited(task)
    other = asyncio.new_event_loop()
    foreign = other.create_future()
    try:
        await asyncio.create_task(wait_for_it(foreign), name="foreign")
    except RuntimeError as error:
        print(str(error).split(" coro=")[0], str(error)[-60:])
    attempt(asyncio.ensure_future, foreign, loop=asyncio.get_running_loop())
    other.close()
    attempt(other.call_soon, print)
    attempt(other.call_later, 1, print)
    attempt(other.run_forever) if False else None
    coroutine = nothing()
    attempt(other.create_task, coroutine)
    attempt(asyncio.get_running_loop().run_until_complete, coroutine)
    attempt(asyncio.run, coroutine)
    coroutine.close()
    attempt(asyncio.get_running_loop().close)
    print(other.is_closed(), other.is_running(), asyncio.all_tasks(other), asyncio.current_task(other))


async def kinds():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    task = asyncio.create_task(nothing())
    coroutine = nothing()
    for thing in [future, task, coroutine, nothing, 5, None, asyncio.Future, lambda: None]:
        print(asyncio.isfuture(thing), asyncio.iscoroutine(thing), asyncio.iscoroutinefunction(thing))
    await coroutine
    print(asyncio.ensure_future(future) is future, asyncio.wrap_future(future) is future, asyncio.shield(task) is task)
    await task
    print(asyncio.shield(task) is task, await asyncio.shield(task), asyncio.isfuture(asyncio.gather(task)))
    print(isinstance(task, asyncio.Future), loop.get_debug())
    attempt(asyncio.gather, 5)
    attempt(asyncio.shield, 5)
    attempt(asyncio.as_completed, 5)
    attempt(asyncio.gather, loop=loop)
    for what in [[], 5, [future]]:
        await awaited(asyncio.wait(what, timeout=0, return_when="sometime")) if what == [future] else await awaited(asyncio.wait(what, timeout=0))
    for what in ["x", None, float("nan")]:
        await awaited(asyncio.sleep(what))
    await awaited(asyncio.sleep(-1, "at once"))
    await awaited(asyncio.wait_for(nothing(), "soon"))


async def timeouts():
    attempt(lambda: asyncio.Timeout(3.0).reschedule(5.0))
    print(asyncio.Timeout(5.0).when(), asyncio.Timeout(None), asyncio.Timeout(5).expired(), asyncio.timeout_at(7))
    async with asyncio.timeout(3) as limit:
        print(limit, limit.expired())
        limit.reschedule(None)
        print(limit.when(), limit)
    print(limit, limit.expired())
    attempt(limit.reschedule, 5)

    async def enter(limit):
        async with limit:
            await asyncio.sleep(10)

    await awaited(enter(limit))
    limit = asyncio.timeout(0.1)
    try:
        await enter(limit)
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), limit, limit.expired())
    attempt(limit.reschedule, 5)


def outside():
    coroutine = nothing()
    for function in [asyncio.get_running_loop, asyncio.current_task, asyncio.all_tasks, asyncio.get_event_loop, asyncio.Future]:
        attempt(function)
    for function in [asyncio.create_task, asyncio.gather, asyncio.ensure_future, asyncio.shield, asyncio.Task]:
        attempt(function, coroutine)
    coroutine.close()
    attempt(asyncio.gather)
    attempt(asyncio.timeout, 1)
    attempt(asyncio.run, 5)
    attempt(asyncio.set_event_loop, 5)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    print(asyncio.get_event_loop() is loop, asyncio.Future().get_loop() is loop)
    gathered = asyncio.gather(nothing(), nothing())
    print(loop.run_until_complete(gathered), loop.run_until_complete(asyncio.ensure_future(nothing())))
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
    asyncio.set_event_loop(None)
    attempt(asyncio.get_event_loop)


for part in [futures, callbacks, results, tasks, wrong_awaits, kinds, timeouts]:
    print(part.__name__)
    asyncio.run(part())
print("outside")
outside()
with asyncio.Runner(debug=False, loop_factory=asyncio.EventLoop) as runner:
    print(runner.run(nothing()), runner.get_loop().is_running(), runner.get_loop().get_debug())
    attempt(runner.run, 5)
attempt(runner.get_loop)
