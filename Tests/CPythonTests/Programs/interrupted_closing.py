"""A KeyboardInterrupt while asyncio.run() closes after a failure, and timers that nobody cancels any more."""
import asyncio


async def interrupts():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise KeyboardInterrupt


async def born_late():
    await asyncio.wait_for(asyncio.sleep(10), 0.001)


async def stubborn():
    try:
        await asyncio.sleep(10)
    finally:
        asyncio.create_task(born_late())


async def main():
    asyncio.create_task(stubborn())
    asyncio.create_task(interrupts())
    await asyncio.sleep(0)
    raise ValueError("main")


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(type(error.__context__).__name__, type(error.__context__.__context__).__name__)
print("over")
