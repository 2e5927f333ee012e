"""Coroutines that nobody awaits and that live as long as the program."""

import asyncio


async def work():
    return "done"


async def main():
    global kept
    kept = work()


first = work()
print(type(first).__name__)
asyncio.run(main())
work()
print("the end")
