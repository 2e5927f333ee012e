"""Retrying with exponential backoff, as a decorator with arguments."""

import asyncio
import functools
import time


def retry(times=3, *, delay=0.1, backoff=2.0, on=(ConnectionError, TimeoutError)):
    def decorate(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            pause = delay
            for attempt in range(1, times + 1):
                try:
                    return await function(*args, **kwargs)
                except on as error:
                    if attempt == times:
                        error.add_note(f"gave up after {times} attempts")
                        raise
                    print(f"{time.monotonic() - start:.2f}s {function.__name__}: attempt {attempt} failed ({error!r}), waiting {pause:.2f}s")
                    await asyncio.sleep(pause)
                    pause *= backoff

        wrapper.attempts = times
        return wrapper

    return decorate


calls = {"flaky": 0}


@retry(times=4, delay=0.05)
async def flaky(name):
    """Fails twice."""
    calls["flaky"] += 1
    await asyncio.sleep(0.01)
    if calls["flaky"] < 3:
        raise ConnectionError(f"no route to {name}")
    return f"hello from {name}"


@retry(times=2, on=(TimeoutError,))
async def hopeless():
    async with asyncio.timeout(0.02):
        await asyncio.sleep(1)


@retry()
async def buggy():
    raise KeyError("not retried")


async def main():
    print(await flaky("server"), flaky.__name__, flaky.__doc__, flaky.attempts, flaky.__wrapped__.__qualname__)
    for function in (hopeless, buggy):
        try:
            await function()
        except Exception as error:
            print(type(error).__name__, error, getattr(error, "__notes__", []))
    print(f"{time.monotonic() - start:.2f}s in all")


start = time.monotonic()
asyncio.run(main())
