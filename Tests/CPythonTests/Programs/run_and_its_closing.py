"""asyncio.run() cancels what is left, waits for it and reports failures; it cannot run within itself."""
import asyncio


async def left_behind(name, stubborn=0):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print(name, "cancelled")
        for _ in range(stubborn):
            await asyncio.sleep(1)
        print(name, "cleaned up", f"{asyncio.get_running_loop().time():.1f}")
        raise


async def spawns_at_the_end():
    try:
        await asyncio.sleep(100)
    finally:
        asyncio.create_task(left_behind("born late"))


async def main(fail):
    tasks = [asyncio.create_task(left_behind("a")), asyncio.create_task(left_behind("b", 2))]
    tasks.append(asyncio.create_task(spawns_at_the_end()))
    await asyncio.sleep(1)
    if fail:
        raise ValueError("main")
    return len(tasks)


async def nested():
    coro = main(False)
    try:
        asyncio.run(coro)
    except RuntimeError as error:
        print(error)
    coro.close()
    print(asyncio.current_task().get_name())


print(asyncio.run(main(False)))
try:
    asyncio.run(main(True))
except ValueError as error:
    print("raised", error)
asyncio.run(nested())
try:
    asyncio.run(42)
except ValueError as error:
    print(error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
