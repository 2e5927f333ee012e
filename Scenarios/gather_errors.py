"""Two ways for gather() to fail

By default gather() raises the first exception at once, and the other tasks go on running with
nobody waiting for them. With return_exceptions=True it waits for all, and exceptions stand among
the results. Neither way cancels anything: that is what a TaskGroup is for.
"""

import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print(f"{name} done")
    return name


async def divide():
    await asyncio.sleep(0.5)
    return 1 / 0


async def main():
    try:
        # note: First way: the exception comes out at 0.5 s.
        await asyncio.gather(work("A", 1), work("B", 2), divide())
    except ZeroDivisionError as e:
        # note: The tasks of A and B still run.
        print(f"gather raised {e!r}")

    # note: Second way: it waits for all three, for two seconds.
    results = await asyncio.gather(work("C", 1), work("D", 2), divide(), return_exceptions=True)
    for i, result in enumerate(results):
        if isinstance(result, Exception):
            print(f"Task {i} raised {result!r}")
        else:
            print(f"Task {i} returned {result!r}")


if __name__ == "__main__":
    asyncio.run(main())
