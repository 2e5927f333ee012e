"""Awaiting a coroutine twice, a number, oneself; running a finished coroutine."""
import asyncio


async def value():
    return 1


async def attempt(title, awaitable):
    try:
        print(title, await awaitable)
    except (RuntimeError, TypeError) as error:
        print(title, type(error).__name__, str(error).split(": <")[0])


async def main():
    coro = value()
    await attempt("once", coro)
    await attempt("twice", coro)
    await attempt("a number", 12)
    await attempt("oneself", asyncio.current_task())
    try:
        asyncio.create_task(12)
    except TypeError as error:
        print(error)
    try:
        await asyncio.gather(1, 2)
    except TypeError as error:
        print(error)

    async def swallows():
        me = asyncio.current_task()
        try:
            await me
        except RuntimeError as error:
            print("cannot await itself", "cannot await on itself" in str(error))

    await asyncio.create_task(swallows())


asyncio.run(main())
