"""What a TaskGroup raises anew when its wait was over and its parent is cancelled: the error gets the context of that place."""

import asyncio
def describe(error):
    text = repr(error)
    while error.__context__ is not None:
        error = error.__context__
        text += " after " + repr(error)
    return text

async def f1(fut):
    try:
        await fut
    except asyncio.CancelledError as error:
        print("x16", describe(error))

async def never():
    try:
        async with asyncio.timeout(0.1):
            await asyncio.sleep(100)
    except asyncio.CancelledError as error:
        print("x17", describe(error))

async def never2():
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(bad(g))
    except asyncio.CancelledError as error:
        print("x18", describe(error))

FUT = []
async def bad(g):
    FUT.append(asyncio.get_running_loop().create_future())
    await FUT[0]

async def main(n=0):
    if n:
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    fut = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(f1(fut))
    t2 = asyncio.create_task(never2())
    await asyncio.sleep(0.1)
    if n < 4:
        fut.set_result(1)
    if n == 2 or n == 0:
        FUT[0].set_result(1)
        await asyncio.sleep(0)
    else:
        FUT[0].cancel()
        await asyncio.sleep(0)
        if n == 3: await asyncio.sleep(0)
    raise ValueError
for n in range(5):
    FUT[:] = []
    try:
        asyncio.run(main(n))
    except BaseException as error:
        print("ended", describe(error))
