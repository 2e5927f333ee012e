"""TaskGroups within TaskGroups: failures become a tree of ExceptionGroups, siblings are cancelled on the way."""
import asyncio


async def fail(error, delay):
    await asyncio.sleep(delay)
    raise error


async def sleeper(name, delay):
    try:
        await asyncio.sleep(delay)
        print(name, "slept")
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise


def tree(error, depth=0):
    print("  " * depth + f"{type(error).__name__}: {error}")
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            tree(one, depth + 1)


async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(ValueError("inner"), 1))
        group.create_task(fail(KeyError("same moment"), 1))
        group.create_task(sleeper("inner sleeper", 5))


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(sleeper("short", 0.5))
            group.create_task(sleeper("long", 5))
            await asyncio.sleep(10)
    except ExceptionGroup as error:
        tree(error)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("sibling", 5))
            await asyncio.sleep(1)
            raise OSError("the body")
    except* OSError as error:
        tree(error)
    print(asyncio.current_task().cancelling())


asyncio.run(main())
