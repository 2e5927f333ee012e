import asyncio
import time

async def value(x, d=0):
    await asyncio.sleep(d)
    return x

class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.v

class Ctx:
    async def __aenter__(self):
        await asyncio.sleep(0)
        print("aenter")
        return self
    async def __aexit__(self, t, v, tb):
        await asyncio.sleep(0)
        print("aexit", t.__name__ if t else None)
        return t is ValueError

class Count:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        await asyncio.sleep(0.1)
        self.n -= 1
        return self.n

async def agen(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally:
        print("agen done")

async def main():
    print(await value(1), await Aw(2), [await value(i) for i in range(3)])
    print([x async for x in agen(3)], {x: x async for x in agen(2)}, [x async for x in agen(4) if x % 2])
    async with Ctx() as c:
        print("in", type(c).__name__)
    async with Ctx():
        raise ValueError("swallowed")
    async for x in Count(3):
        if x == 1: continue
        print(x)
    else:
        print("else")
    async for x in agen(5):
        if x == 2: break
    t = asyncio.create_task(value("t", 1), name="named")
    print(t.get_name(), t.done(), asyncio.current_task() is not t, len(asyncio.all_tasks()))
    print(await t, t.done(), t.result(), t.exception(), t.cancelled())
    print(await asyncio.gather(value(1, 2), value(2, 1), value(3)))
    print(await asyncio.gather(value(1), boom(), return_exceptions=True))
    try:
        await asyncio.gather(value(1), boom())
    except ZeroDivisionError as e:
        print("gathered", e)
    try:
        async with asyncio.timeout(0.5):
            await value(1, 5)
    except TimeoutError:
        print("timeout")
    try:
        await asyncio.wait_for(value(1, 5), 0.1)
    except asyncio.TimeoutError as e:
        print("wait_for", repr(e), repr(e.__cause__))
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(value("a", 1))
            b = tg.create_task(boom())
    except* ZeroDivisionError as eg:
        print(repr(eg), a.cancelled(), b.exception())
    done, pending = await asyncio.wait([asyncio.create_task(value(i, i)) for i in (1, 2)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), done.pop().result())
    for p in pending: await p
    for f in asyncio.as_completed([value("slow", 2), value("fast", 1)]):
        print(await f)
    async for f in asyncio.as_completed([value("slow", 2), value("fast", 1)]):
        print(f.result())
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    loop.call_later(0.5, fut.set_result, "later")
    fut.add_done_callback(lambda f: print("callback", f.result()))
    print(await fut)
    loop.call_soon(print, "soon", 1)
    await asyncio.sleep(0)
    task = asyncio.create_task(value(1, 10))
    await asyncio.sleep(0)
    print(task.cancel("stop it"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled", e, e.args)
    print(task.cancelled(), task.get_name())
    sh = asyncio.create_task(value("shielded", 1))
    try:
        await asyncio.wait_for(asyncio.shield(sh), 0.5)
    except TimeoutError:
        print("outer gone", sh.done())
    print(await sh)
    try:
        await 5
    except TypeError as e:
        print(e)
    try:
        async with 5: pass
    except TypeError as e:
        print(e)
    try:
        async for x in 5: pass
    except TypeError as e:
        print(e)
    c = value(1)
    await c
    try:
        await c
    except RuntimeError as e:
        print(e)
    g = agen(3)
    print(await anext(g), await g.__anext__(), await g.asend(None))
    await g.aclose()
    try:
        await anext(g)
    except StopAsyncIteration:
        print("exhausted")
    print(asyncio.iscoroutine(c), asyncio.iscoroutinefunction(value), asyncio.iscoroutinefunction(main))
    async def nested(n):
        if n == 0: return 0
        return 1 + await nested(n - 1)
    print(await nested(50))
    try:
        asyncio.run(value(1))
    except RuntimeError as e:
        print(e)
    try:
        await asyncio.gather(1)
    except TypeError as e:
        print(e)
    try:
        asyncio.create_task(5)
    except TypeError as e:
        print(e)
    return "main done"

async def boom():
    await asyncio.sleep(0)
    return 1 / 0

start = time.perf_counter()
print(asyncio.run(main()))
for bad in (5, main):
    try:
        asyncio.run(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, str(e).split(" at ")[0])
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
c = value(5)
try:
    c.send(None)
    c.send(None)
except StopIteration as e:
    print("stop", e.value)
with asyncio.Runner() as runner:
    print(runner.run(value(7)))
print(asyncio.run(asyncio.sleep(0, "slept")))
