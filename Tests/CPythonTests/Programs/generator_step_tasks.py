"""Tasks that run a step of an asynchronous generator, which is a coroutine without a name."""

import asyncio


async def ticks(count):
    try:
        for i in range(count):
            sent = yield i
            print("sent", sent)
    finally:
        await asyncio.sleep(0.1)
        print("closed")


def shown(task):
    return repr(task).split(" name=")[1].split(" cb=")[0].split(" wait_for=")[0]


async def main():
    generator = ticks(3)
    step = generator.asend(None)
    print(asyncio.iscoroutine(step), type(step).__name__)
    task = asyncio.create_task(step)
    print(shown(task), task.get_coro() is step)
    print(await task, shown(task))
    print(await asyncio.ensure_future(generator.__anext__()))
    print(await asyncio.wait_for(generator.asend("value"), 1))
    default = asyncio.create_task(anext(generator, "none"), name="next")
    print(type(default.get_coro()).__name__, shown(default))
    print(await default)
    generator = ticks(1)
    await anext(generator)
    closing = asyncio.create_task(generator.aclose())
    await asyncio.sleep(0)
    print(shown(closing), closing.get_stack())
    try:
        print(closing.get_coro().__name__)
    except AttributeError as error:
        print(error)
    closing.cancel()
    print(await asyncio.gather(closing, return_exceptions=True))
    async for i in ticks(2):
        break
    await asyncio.sleep(0)
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        print(type(task.get_coro()).__name__, shown(task))


asyncio.run(main())
