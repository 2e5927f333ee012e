"""asyncio.run() runs its loop a few turns more to close it: what is ready then still runs, and names are spent."""
import asyncio


async def stubborn():
    try:
        await asyncio.sleep(100)
    finally:
        asyncio.create_task(born_late())
        asyncio.get_running_loop().call_soon(countdown, 6)


async def born_late():
    print("born late", asyncio.current_task().get_name())
    for turn in range(6):
        await asyncio.sleep(0)
        print("turn", turn)


def countdown(left):
    print("left", left)
    if left:
        asyncio.get_running_loop().call_soon(countdown, left - 1)


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    return task.get_name()


print(asyncio.run(main()))
print(asyncio.run(main()))
with asyncio.Runner() as runner:
    print(runner.run(main()))
    print(runner.run(main()))
