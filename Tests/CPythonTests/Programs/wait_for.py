"""wait_for() with a coroutine, a task, no deadline, one that has passed, and an operation that refuses to stop."""
import asyncio


async def operation(delay, result="done"):
    try:
        await asyncio.sleep(delay)
        return result
    except asyncio.CancelledError:
        print("operation cancelled in", asyncio.current_task().get_name())
        raise


async def stubborn():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        return "kept its result"


async def attempt(title, awaitable, timeout):
    try:
        print(title, await asyncio.wait_for(awaitable, timeout))
    except BaseException as error:
        print(title, repr(error), repr(error.__cause__))


async def main():
    await attempt("in time", operation(1), 2)
    await attempt("too late", operation(2), 1)
    await attempt("no deadline", operation(2), None)
    await attempt("deadline zero", operation(2), 0)
    await attempt("deadline in the past", operation(0), -1)
    await attempt("same moment", operation(1), 1)
    task = asyncio.create_task(operation(3, "task"))
    await attempt("a task too late", task, 1)
    print(task.cancelled())
    task = asyncio.create_task(operation(0, "task"))
    await task
    await attempt("a finished task", task, 0)
    await attempt("stubborn", stubborn(), 1)
    await attempt("stubborn, deadline zero", asyncio.create_task(stubborn()), 0)
    await attempt("shielded", asyncio.shield(operation(2)), 1)
    waiter = asyncio.create_task(attempt("cancelled outside", operation(5), 3))
    await asyncio.sleep(1)
    waiter.cancel("outside")
    await waiter
    await asyncio.sleep(2)


asyncio.run(main())
