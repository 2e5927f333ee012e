"""Timeouts that fire, do not fire, are moved, lie in the past, fire together, or meet a cancellation."""
import asyncio


async def block(title, when, delay, reschedule=0):
    try:
        async with asyncio.timeout(when) as scope:
            if reschedule:
                await asyncio.sleep(0.5)
                scope.reschedule(asyncio.get_running_loop().time() + reschedule)
            await asyncio.sleep(delay)
            print(title, "in time")
    except TimeoutError as error:
        print(title, "timed out", repr(error), type(error.__cause__).__name__)
    except asyncio.CancelledError:
        print(title, "cancelled", asyncio.current_task().cancelling())
        raise
    finally:
        print(title, scope.expired(), scope.when() is None, f"{asyncio.get_running_loop().time():.2f}")


async def nested(outer, inner):
    try:
        async with asyncio.timeout(outer) as one:
            async with asyncio.timeout(inner) as two:
                await asyncio.sleep(5)
    except TimeoutError:
        print("nested", outer, inner, one.expired(), two.expired())


async def swallowed():
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(5)
            except asyncio.CancelledError:
                print("swallowed")
        print("no error")
    except TimeoutError:
        print("timed out all the same")
    print(asyncio.current_task().cancelling())


async def main():
    await block("plain", 1, 2)
    await block("none", None, 2)
    await block("zero", 0, 1)
    await block("past", -1, 1)
    await block("zero, no await that waits", 0, 0)
    await block("moved", 1, 2, reschedule=3)
    await block("moved closer", 5, 2, reschedule=1)
    await nested(1, 2)
    await nested(2, 1)
    await nested(1, 1)
    await swallowed()
    task = asyncio.create_task(block("cancelled from outside", 2, 5))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    task = asyncio.create_task(block("both in one moment", 1, 5))
    await asyncio.sleep(1)
    task.cancel("outside")
    await asyncio.wait([task])
    print(task.cancelled(), task.cancelling())
    async with asyncio.timeout(1) as scope:
        pass
    try:
        scope.reschedule(1)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
