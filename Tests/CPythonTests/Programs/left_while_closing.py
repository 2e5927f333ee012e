"""What leaves a loop while its runner closes after a failure has that failure as context only if it was raised since."""

import asyncio


def describe(error):
    text = type(error).__name__
    return text if error.__context__ is None else f"{text} after {describe(error.__context__)}"


async def child():
    await asyncio.sleep(1)


async def leaves():
    raise SystemExit(3)


async def waits_for_a_child():
    async with asyncio.TaskGroup() as group:
        group.create_task(child())
        raise SystemExit(3)


async def in_two_groups():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(child())
        async with asyncio.TaskGroup():
            await leaves()


async def child_leaves():
    async with asyncio.TaskGroup() as group:
        group.create_task(child())
        group.create_task(leaves())


async def raises_again():
    try:
        raise SystemExit(3)
    except BaseException:
        try:
            await asyncio.sleep(1)
        except BaseException:
            pass
        raise


async def raises_it_as_new():
    try:
        raise SystemExit(3)
    except BaseException as error:
        try:
            await asyncio.sleep(1)
        except BaseException:
            pass
        raise error


async def raises_another():
    try:
        await asyncio.sleep(1)
    finally:
        raise SystemExit(4)


async def is_interrupted():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        pass
    raise KeyboardInterrupt


tasks = []


async def main(function):
    tasks.append(asyncio.create_task(function()))
    raise LookupError


for function in (
    waits_for_a_child, in_two_groups, child_leaves, raises_again, raises_it_as_new, raises_another, is_interrupted
):
    try:
        asyncio.run(main(function))
    except BaseException as error:
        print(function.__name__, describe(error))
    task = tasks.pop()
    print("cancelled" if task.cancelled() else describe(task.exception()))
