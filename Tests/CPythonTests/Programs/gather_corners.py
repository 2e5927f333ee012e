"""gather() of nothing, of the same task twice, of finished tasks, of failures and of cancelled children."""
import asyncio


async def value(result, delay=0):
    await asyncio.sleep(delay)
    return result


async def fail(error, delay=0):
    await asyncio.sleep(delay)
    raise error


async def attempt(title, awaitable):
    try:
        print(title, await awaitable)
    except BaseException as error:
        print(title, "raised", repr(error))


async def main():
    await attempt("nothing", asyncio.gather())
    await attempt("nothing, collecting", asyncio.gather(return_exceptions=True))
    task = asyncio.create_task(value(1))
    await attempt("twice", asyncio.gather(task, task, value(2)))
    await attempt("finished", asyncio.gather(task, task))
    await attempt("first failure", asyncio.gather(value(1, 3), fail(ValueError("a"), 1), fail(KeyError("b"), 1)))
    await attempt("collected", asyncio.gather(value(1), fail(ValueError("a")), return_exceptions=True))
    child = asyncio.create_task(value("child", 5))
    asyncio.get_running_loop().call_later(1, child.cancel, "the child")
    await attempt("child cancelled", asyncio.gather(child, value(2, 2)))
    child = asyncio.create_task(value("child", 5))
    asyncio.get_running_loop().call_later(1, child.cancel, "the child")
    await attempt("child cancelled, collecting", asyncio.gather(child, value(2, 2), return_exceptions=True))
    outer = asyncio.create_task(attempt("outer cancelled", asyncio.gather(value(1, 5), value(2, 5))))
    await asyncio.sleep(1)
    outer.cancel("outer")
    await outer
    outer = asyncio.create_task(
        attempt("outer cancelled, collecting", asyncio.gather(value(1, 5), value(2, 5), return_exceptions=True))
    )
    await asyncio.sleep(1)
    outer.cancel("outer")
    await outer
    done = asyncio.create_task(fail(OSError("early")))
    await asyncio.wait([done])
    await attempt("already failed", asyncio.gather(done, value(1)))


asyncio.run(main())
