"""The three kinds of awaitables

A coroutine, a task and a future can all stand after await. Awaiting a coroutine runs it inside the
same task, like a call; a task is a lane of its own; a future is a place where somebody else leaves
a result. Each part runs in a loop of its own.
"""

import asyncio


async def nested():
    return 42


async def main1():
    # note: No new task: the coroutine runs within the one that awaits it.
    result = await nested()
    print(result)


async def main2():
    task = asyncio.create_task(nested())
    # note: The task has only been created. It runs now, while this one waits for it.
    result = await task
    print(result)


async def main3():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(lambda: future.set_result("Future result"))
    # note: A plain callback of the loop, and no task, sets the future.
    result = await future
    print(result)


if __name__ == "__main__":
    asyncio.run(main1())
    asyncio.run(main2())
    asyncio.run(main3())
