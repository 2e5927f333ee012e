"""SystemExit and KeyboardInterrupt leave the loop at once, also from a child; the rest is cancelled on the way out."""
import asyncio


async def leave(error, delay):
    await asyncio.sleep(delay)
    raise error


async def bystander():
    try:
        await asyncio.sleep(5)
    finally:
        print("bystander ends")


async def plain(error):
    task = asyncio.create_task(bystander())
    await leave(error, 1)
    await task


async def child(error):
    task = asyncio.create_task(bystander())
    try:
        await asyncio.gather(leave(error, 1), task)
    except BaseException as seen:
        print("main saw", type(seen).__name__)
        raise


async def group(error):
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(leave(error, 1))
            tasks.create_task(bystander())
    except BaseException as seen:
        print("main saw", type(seen).__name__)
        raise


for main in (plain, child, group):
    for error in (SystemExit(3), KeyboardInterrupt()):
        try:
            asyncio.run(main(error))
        except BaseException as seen:
            print("outside", type(seen).__name__, seen.args)
raise SystemExit(4)
