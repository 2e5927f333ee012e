"""A future that raises its exception again lets go of the frames that it came through before, there and then."""

import asyncio


def handler(loop, told):
    print("handler", told["message"], repr(told["exception"]))


async def fails():
    raise ValueError("once")


async def holder(task):
    lost = asyncio.get_running_loop().create_future()
    lost.set_exception(KeyError("lost"))
    await asyncio.wait_for(task, 1)


async def main():
    asyncio.get_running_loop().set_exception_handler(handler)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    for wait in [lambda: asyncio.wait_for(task, 1), lambda: asyncio.wait_for(task, 0), lambda: task]:
        try:
            await holder(task)
        except ValueError as error:
            print("first", repr(error))
        try:
            print(await wait())
        except ValueError as error:
            print("again", repr(error))


asyncio.run(main())
