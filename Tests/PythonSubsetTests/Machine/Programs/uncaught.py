import asyncio

class Problem(Exception):
    pass

def level3(x):
    return [10 / y for y in (1, x)]

def level2(x):
    try:
        return level3(x)
    except ZeroDivisionError as e:
        raise Problem("level 2") from e

async def level1():
    await asyncio.sleep(0)
    try:
        level2(0)
    except Problem:
        {}["missing"]

async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(level1(), name="one")
        tg.create_task(asyncio.sleep(1))

asyncio.run(main())
