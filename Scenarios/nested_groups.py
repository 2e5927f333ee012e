"""Nested groups, two failures

Two task groups inside a third. In each of the inner groups a task fails, at the very same moment;
each group cancels what is left of its own and raises an ExceptionGroup, and the outer one puts both
into another. except* takes the tree apart by type: each handler gets the branches that are its own.
"""

import asyncio


async def work(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
        if error:
            # note: It fails; its own group hears of it first.
            raise error
        print(f"{name} done")
    except asyncio.CancelledError:
        print(f"{name} cancelled")
        raise


async def prices():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work("prices: cache", 0.2))
        tg.create_task(work("prices: shop", 1, ValueError("no price")))
        tg.create_task(work("prices: rates", 3))


async def stock():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work("stock: depot", 1, OSError("depot offline")))
        tg.create_task(work("stock: store", 3))


def tree(error, depth=0):
    print("  " * depth + f"{type(error).__name__}: {error}")
    for inner in getattr(error, "exceptions", ()):
        tree(inner, depth + 1)


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(prices())
            tg.create_task(stock())
    except* ValueError as group:
        # note: Of the whole tree, the branch that leads to the ValueError.
        tree(group)
    except* OSError as group:
        tree(group)


if __name__ == "__main__":
    asyncio.run(main())
