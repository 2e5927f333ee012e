"""What is a future, a task, a coroutine and an awaitable, by the questions that programs ask."""
import asyncio


async def value():
    return 1


async def main():
    coro = value()
    task = asyncio.create_task(value())
    future = asyncio.get_running_loop().create_future()
    group = asyncio.gather(task)
    for thing in (coro, task, future, group, value, 1):
        print(isinstance(thing, asyncio.Future), isinstance(thing, asyncio.Task), asyncio.isfuture(thing))
        print(asyncio.iscoroutine(thing), asyncio.iscoroutinefunction(thing))
    print(issubclass(asyncio.Task, asyncio.Future), await coro, await group)


asyncio.run(main())
