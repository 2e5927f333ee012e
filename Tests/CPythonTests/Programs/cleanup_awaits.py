"""A finally block may await during a cancellation, and be cancelled a second time while it does."""
import asyncio


async def careful():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning")
        try:
            await asyncio.sleep(1)
            print("cleaned")
        finally:
            print("inner finally")


async def main():
    task = asyncio.create_task(careful())
    await asyncio.sleep(1)
    task.cancel("one")
    await asyncio.sleep(0.5)
    task.cancel("two")
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args, type(error.__context__).__name__, error.__context__.args)
    task = asyncio.create_task(careful())
    await asyncio.sleep(1)
    task.cancel("one")
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args)


asyncio.run(main())
