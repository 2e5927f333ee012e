"""A task that ends the program in each turn of the closing: what the loop was closing with is told to nobody."""

import asyncio


def describe(error):
    text = type(error).__name__
    return text if error.__context__ is None else f"{text} after {describe(error.__context__)}"


async def leaves(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise SystemExit(turns)


async def outlives(turns):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        held.append(asyncio.create_task(leaves(turns)))


async def main(turns, fails):
    held.append(asyncio.create_task(outlives(turns)))
    await asyncio.sleep(0)
    if fails:
        raise LookupError


held = []
for fails in (False, True):
    for turns in range(9):
        try:
            print(asyncio.run(main(turns, fails)))
        except BaseException as error:
            print(turns, describe(error))
        held.clear()
        print("-")
