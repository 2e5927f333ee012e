"""What functions, coroutines, tracebacks and the primitives tell of themselves."""

import asyncio
def f(a, b, /, c=1, *args, d, e=2, **kw):
    x = 1
    y = [x]
    def inner():
        return x, a
    return inner
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_firstlineno, c.co_varnames, c.co_nlocals, c.co_cellvars, c.co_freevars)
inner = f(1, 2, d=3)
print(inner.__code__.co_freevars, inner.__code__.co_qualname, [x.cell_contents for x in inner.__closure__], f.__closure__)
print(f.__globals__ is inner.__globals__, f.__globals__["c"] is c, f.__code__ is f.__code__)
def g():
    got = yield 1
    yield from [1, 2]
gen = g()
print(gen.gi_frame.f_lineno, gen.gi_running, gen.gi_suspended, gen.gi_yieldfrom)
next(gen)
print(gen.gi_frame.f_lineno, gen.gi_suspended, gen.gi_code.co_name, gen.gi_frame.f_code is g.__code__)
gen.close()
print(gen.gi_frame)
async def low():
    await asyncio.sleep(1)
async def mid():
    await low()
async def main():
    co = mid()
    print(co.cr_frame.f_lineno, co.cr_running, co.cr_await, co.cr_suspended, co.cr_origin)
    t = asyncio.create_task(co, name="t")
    await asyncio.sleep(0)
    print(t.get_coro() is co, t._coro is co, co.cr_await.__qualname__, co.cr_frame.f_lineno, co.cr_suspended)
    print(co.cr_await.cr_await.__qualname__)
    print(t._loop is asyncio.get_running_loop())
    await t
    print(co.cr_frame, co.cr_await)
    sem = asyncio.Semaphore(3)
    async with sem:
        print(sem._value)
    bs = asyncio.BoundedSemaphore(2)
    await bs.acquire()
    print(bs._value, bs._bound_value)
    ev = asyncio.Event(); print(ev._value); ev.set(); print(ev._value)
    lock = asyncio.Lock(); await lock.acquire(); print(lock._locked)
    q = asyncio.Queue(4); q.put_nowait(1); print(q._unfinished_tasks, q._maxsize, q.maxsize)
    async def ag():
        yield 1
    a = ag()
    await anext(a)
    print(a.ag_running, a.ag_frame.f_lineno, a.ag_code.co_name)
    await a.aclose()
    try:
        1 / 0
    except ZeroDivisionError as e:
        tb = e.__traceback__
        print(tb.tb_frame.f_code.co_name, tb.tb_frame.f_lineno, tb.tb_lineno, tb.tb_frame.f_globals["main"] is main)
        def walk():
            raise KeyError
        try:
            walk()
        except KeyError as k:
            n = k.__traceback__
            while n:
                print(n.tb_frame.f_code.co_name, n.tb_lineno, n.tb_frame.f_lineno)
                n = n.tb_next
def deco(fn):
    n = fn.__code__.co_argcount
    names = fn.__code__.co_varnames[:n]
    print(fn.__name__, names)
    return fn
@deco
def h(self, q, *, z=1): pass
asyncio.run(main())
