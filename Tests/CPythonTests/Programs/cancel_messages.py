"""What a cancellation says travels through the awaits, and the first message is the one that counts."""
import asyncio


async def sleeper():
    await asyncio.sleep(5)


async def through_a_call():
    await sleeper()


async def through_a_task(task):
    await task


async def outcome(task):
    try:
        return await task
    except asyncio.CancelledError as error:
        return error.args


async def main():
    task = asyncio.create_task(through_a_call())
    await asyncio.sleep(0)
    task.cancel("first")
    task.cancel("second")
    print(task.cancelling(), await outcome(task))

    inner = asyncio.create_task(sleeper())
    outer = asyncio.create_task(through_a_task(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel("passed on")
    print(await outcome(outer), await outcome(inner))

    group = asyncio.gather(sleeper(), sleeper())
    await asyncio.sleep(0)
    group.cancel("the gather")
    print(await outcome(group), group.cancelled())


asyncio.run(main())
