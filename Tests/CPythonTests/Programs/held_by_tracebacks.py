"""What asyncio's own functions hold when an error leaves them: rings, so that nothing in them is let go of.

Each case fails with a task at hand whose exception nobody looked at. It is reported when the task goes, which is at once
where nothing holds it, and not at all, before the very end, where a ring does.
"""

import asyncio


def report(loop, context):
    # In the very end there is no loop any more: what is reported then, and in which order, is for the garbage collector.
    asyncio.get_running_loop()
    print("report", context["message"].split(" at ")[0], repr(context.get("exception")))


async def fail(text):
    raise ValueError(text)


async def slow(text):
    await asyncio.sleep(0.1)
    raise ValueError(text)


async def lost(text):
    task = asyncio.create_task(fail(text))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return task


async def plain():
    task = await lost("plain")
    raise KeyError("plain")


async def late():
    task = await lost("late")
    async with asyncio.timeout(0.1):
        await asyncio.sleep(1)


async def waiting_for():
    task = await lost("waiting_for")
    await asyncio.wait_for(asyncio.sleep(1), 0.1)


async def waiting_for_task():
    task = await lost("waiting_for_task")
    await asyncio.wait_for(asyncio.create_task(slow("inner")), 1)


async def waiting_for_late_task():
    task = await lost("waiting_for_late_task")
    await asyncio.wait_for(asyncio.create_task(slow("inner")), 0)


async def waiting_for_coroutine():
    task = await lost("waiting_for_coroutine")
    await asyncio.wait_for(slow("inner"), 1)


async def group():
    task = await lost("group")
    async with asyncio.TaskGroup() as group:
        group.create_task(slow("inner"))


async def failing_body():
    task = await lost("failing_body")
    async with asyncio.TaskGroup():
        raise KeyError("body")


async def cancelled_group():
    task = await lost("cancelled_group")
    asyncio.current_task().cancel()
    async with asyncio.TaskGroup():
        await asyncio.sleep(1)


async def completed():
    task = await lost("completed")
    for one in asyncio.as_completed([slow("inner")]):
        await one


async def iterated():
    task = await lost("iterated")
    async for one in asyncio.as_completed([slow("inner")]):
        await one


async def gathered():
    task = await lost("gathered")
    await asyncio.gather(slow("inner"), asyncio.sleep(0))


async def shielded():
    task = await lost("shielded")
    await asyncio.shield(slow("inner"))


async def waiting():
    task = await lost("waiting")
    asyncio.get_running_loop().call_soon(asyncio.current_task().cancel)
    await asyncio.wait([asyncio.create_task(slow("inner"))])


async def run(case):
    try:
        await case()
    except BaseException as error:
        print("caught", type(error).__name__, error)


async def callbacks():
    loop = asyncio.get_running_loop()

    def failing(task):
        raise KeyError("callback")

    loop.call_soon(failing, await lost("argument"))
    future = loop.create_future()
    future.add_done_callback(failing)
    future.set_exception(ValueError("future"))
    del future
    await asyncio.sleep(0.1)


async def main():
    asyncio.get_running_loop().set_exception_handler(report)
    cases = [
        plain, late, waiting_for, waiting_for_task, waiting_for_late_task, waiting_for_coroutine, group, failing_body,
        cancelled_group, completed, iterated, gathered, shielded, waiting,
    ]
    for case in cases:
        print("-", case.__name__)
        await asyncio.create_task(run(case))
        await asyncio.sleep(0.5)
        print("-", case.__name__, "as a task")
        await asyncio.wait([asyncio.create_task(case())])
        await asyncio.sleep(0.5)
    print("- callbacks")
    await callbacks()


asyncio.run(main())


async def failing_main():
    asyncio.get_running_loop().set_exception_handler(report)
    task = await lost("of main")
    raise KeyError("main")


try:
    asyncio.run(failing_main())
except KeyError as error:
    print("failed", error)
print("end")
