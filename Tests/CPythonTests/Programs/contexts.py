"""What an exception was raised after: thrown in at an await, raised again by a future, or while the loop closes."""
import asyncio


def chain(error):
    names = []
    while error is not None and len(names) < 8:
        names.append(type(error).__name__)
        error = error.__context__
    return names


async def sleeper():
    await asyncio.sleep(5)


async def quiet():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        pass
    try:
        raise KeyError("k")
    except KeyError as error:
        print("the caller's exception is out of sight", chain(error))
    raise ValueError("after the cancellation")


async def handling(function):
    try:
        1 / 0
    except ZeroDivisionError:
        await function()


async def handling_twice(function):
    try:
        raise LookupError
    except LookupError:
        await handling(function)


async def cancelled(title, coro):
    task = asyncio.create_task(coro)
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except BaseException as error:
        print(title, chain(error))


async def fail():
    raise OSError("failed")


async def again(task):
    for _ in range(2):
        try:
            raise KeyError
        except KeyError:
            try:
                await task
            except OSError as error:
                print("again", chain(error))
    try:
        raise TypeError
    except TypeError:
        try:
            for one in asyncio.as_completed([task]):
                await one
        except OSError as error:
            print("as completed", chain(error))


async def late():
    try:
        raise KeyError
    except KeyError:
        try:
            await asyncio.wait_for(sleeper(), 1)
        except TimeoutError as error:
            print("timed out", chain(error))
        try:
            await asyncio.wait_for(sleeper(), 0)
        except TimeoutError as error:
            print("late from the start", chain(error))
        try:
            await asyncio.create_task(asyncio.wait_for(sleeper(), 1))
        except TimeoutError as error:
            print("timed out in a task", chain(error))
        try:
            async with asyncio.timeout(1):
                try:
                    await asyncio.sleep(5)
                finally:
                    raise ValueError
        except ValueError as error:
            print("failed in the timeout", chain(error))
        try:
            async with asyncio.timeout(1):
                async with asyncio.TaskGroup() as group:
                    group.create_task(handling(quiet))
        except ExceptionGroup as error:
            print("group in the timeout", chain(error), [chain(one) for one in error.exceptions])


async def at_the_end():
    try:
        await asyncio.sleep(50)
    except asyncio.CancelledError as error:
        print("cancelled at the end", chain(error))


async def main():
    await cancelled("sleep", handling(sleeper))
    await cancelled("caught within", handling(quiet))
    await cancelled("through two", handling_twice(quiet))
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await again(task)
    await late()
    asyncio.create_task(at_the_end())
    await asyncio.sleep(0)
    raise RuntimeError("main")


try:
    asyncio.run(main())
except RuntimeError as error:
    print(chain(error))
    asyncio.run(cancelled("within a handler", handling(sleeper)))
