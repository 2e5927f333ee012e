"""Calling a coroutine does not run it

A call of a coroutine function gives a coroutine object, and nothing of its body has run. It runs
when it is awaited, when a task is made of it, or when asyncio.run() is given it. One that gets none
of these never runs, and Python warns of it: "was never awaited".
"""

import asyncio


async def my_coroutine(name):
    print(f"{name}: the body runs")


async def main():
    # note: Three calls, three objects, and nothing has been printed.
    first = my_coroutine("awaited")
    second = my_coroutine("made a task")
    forgotten = my_coroutine("forgotten")
    print(f"a call gives a {type(forgotten).__name__}")

    # note: It runs here, inside main: no other task is needed.
    await first

    # note: Now there is a second task, which runs when main lets go of the loop.
    task = asyncio.create_task(second)
    print("the task is created, and has not begun")
    await task

    # note: Dropped without ever having run: the warning is on the standard error.
    del forgotten


if __name__ == "__main__":
    asyncio.run(main())
