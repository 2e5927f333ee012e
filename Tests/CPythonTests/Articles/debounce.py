"""Debounce and throttle: many calls become few."""

import asyncio
import functools


def debounce(wait):
    def decorate(function):
        task = None

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            nonlocal task

            async def later():
                await asyncio.sleep(wait)
                function(*args, **kwargs)

            if task is not None and not task.done():
                task.cancel()
            task = asyncio.create_task(later())
            return task

        return wrapper

    return decorate


def throttle(interval):
    def decorate(function):
        last = None

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            nonlocal last
            now = asyncio.get_running_loop().time()
            if last is None or now - last >= interval - 1e-9:
                last = now
                return function(*args, **kwargs)
            return None

        return wrapper

    return decorate


searches = []


@debounce(0.1)
def search(text):
    searches.append((round(asyncio.get_running_loop().time() - start, 2), text))


@throttle(0.1)
def scroll(position):
    print("scroll", position)
    return position


async def main():
    global start
    start = asyncio.get_running_loop().time()
    for text in ("p", "py", "pyt", "pyth"):
        search(text)
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.2)
    tasks = [search("python"), search("pythons")]
    print([type(result).__name__ for result in await asyncio.gather(*tasks, return_exceptions=True)])
    print(searches)
    print([scroll(n) for n in range(3)])
    for n in range(3, 8):
        await asyncio.sleep(0.05)
        scroll(n)


asyncio.run(main())
