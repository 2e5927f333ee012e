"""Generators that begin, and threads that are asked for, when a runner closes: it sees what there is once it comes to them."""

import asyncio


async def ticks(name):
    try:
        for number in range(3):
            yield number
            await asyncio.sleep(0)
    finally:
        print("closed", name)


def handler(loop, context):
    print("handler", context["message"].split(" object")[0], repr(context.get("exception")))


async def iterates(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    async for number in ticks(turns):
        print("tick", number)
    print("iterated", len(asyncio.all_tasks()))


async def asks_for_a_thread(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    try:
        print(await asyncio.to_thread(str, turns))
    except RuntimeError as error:
        print(turns, error)


async def outlives(then, turns):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        held.append(asyncio.create_task(then(turns)))


async def main(then, turns):
    asyncio.get_running_loop().set_exception_handler(handler)
    held.append(asyncio.create_task(outlives(then, turns)))
    await asyncio.sleep(1)


held = []
for then in (iterates, asks_for_a_thread):
    for turns in range(6):
        print(then.__name__, turns)
        asyncio.run(main(then, turns))
held.clear()
