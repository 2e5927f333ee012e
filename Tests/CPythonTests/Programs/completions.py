"""as_completed() as a plain and as an asynchronous iterator, with failures and with a deadline."""
import asyncio


async def work(name, delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise ValueError(name)
    return name


async def main():
    for one in asyncio.as_completed([work("a", 3), work("b", 1), work("c", 2), work("d", 1)]):
        print(await one)
    tasks = [asyncio.create_task(work(name, delay)) for name, delay in (("e", 2), ("f", 1))]
    async for task in asyncio.as_completed(tasks):
        print(tasks.index(task), task.done(), await task)
    for one in asyncio.as_completed([work("g", 1, fail=True), work("h", 2)]):
        try:
            print(await one)
        except ValueError as error:
            print("failed", error)
    late = [asyncio.create_task(work("i", 1)), asyncio.create_task(work("j", 3))]
    try:
        for one in asyncio.as_completed(late, timeout=2):
            print(await one)
    except TimeoutError:
        print("too late", [task.done() for task in late])
    try:
        async for task in asyncio.as_completed([late[1]], timeout=0.5):
            print(await task)
    except TimeoutError:
        print("too late again")
    print(await late[1])
    for one in asyncio.as_completed([]):
        print("never")


asyncio.run(main())
