"""A TaskGroup that is empty, used too late, cancelled from outside, or left by a child that fails during the clean-up."""
import asyncio


async def sleeper(delay=5):
    await asyncio.sleep(delay)
    return delay


async def bad_cleanup():
    try:
        await asyncio.sleep(5)
    finally:
        raise ValueError("in the clean-up")


async def owner(title, *coros):
    try:
        async with asyncio.TaskGroup() as group:
            for coro in coros:
                group.create_task(coro)
    except BaseException as error:
        inner = [repr(one) for one in error.exceptions] if isinstance(error, BaseExceptionGroup) else error.args
        print(title, type(error).__name__, inner, asyncio.current_task().cancelling())
        raise


async def outcome(task):
    try:
        print("returned", await task)
    except BaseException as error:
        print("ended with", type(error).__name__)


async def main():
    async with asyncio.TaskGroup() as group:
        pass
    late = sleeper()
    try:
        group.create_task(late)
    except RuntimeError as error:
        print(str(error).split(">")[-1])
    unused = sleeper()
    try:
        asyncio.TaskGroup().create_task(unused)
    except RuntimeError as error:
        print(str(error).split(">")[-1])
    async with asyncio.TaskGroup() as group:
        child = group.create_task(sleeper(1))
        child.cancel()
    print("a cancelled child is no failure", child.cancelled())
    task = asyncio.create_task(owner("from outside", sleeper(), sleeper()))
    await asyncio.sleep(1)
    task.cancel("outside")
    await outcome(task)
    task = asyncio.create_task(owner("from outside, and a failure", sleeper(), bad_cleanup()))
    await asyncio.sleep(1)
    task.cancel("outside")
    await outcome(task)


asyncio.run(main())
