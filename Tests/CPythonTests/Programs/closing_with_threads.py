import asyncio
import time


def attempt(main):
    try:
        asyncio.run(main())
    except BaseException as error:
        print(repr(error), "after", repr(error.__context__))


def nap(seconds):
    time.sleep(seconds)
    print("napped")


async def leave():
    raise SystemExit(3)


async def leaves_while_closing():
    # The error leaves the closing before it has come to the threads: the loop still lets them go.
    async with asyncio.TaskGroup() as group:
        group.create_task(leave())
        await asyncio.to_thread(nap, 0)


async def is_cancelled_while_closing():
    loop = asyncio.get_running_loop()
    loop.call_later(2, lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
    loop.run_in_executor(None, nap, 3)
    await asyncio.sleep(1)
    raise TimeoutError("what the closing follows")


attempt(leaves_while_closing)
attempt(is_cancelled_while_closing)
