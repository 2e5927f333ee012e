"""A cache with time to live and size, that asks for the same key only once at a time."""

import asyncio
import functools
from collections import OrderedDict


def async_cache(maxsize=128, ttl=None):
    def decorate(function):
        entries = OrderedDict()
        pending = {}
        stats = {"hits": 0, "misses": 0, "expired": 0, "joined": 0}

        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            loop = asyncio.get_running_loop()
            key = args + tuple(sorted(kwargs.items()))
            if key in entries:
                value, expires = entries[key]
                if expires is None or loop.time() < expires:
                    stats["hits"] += 1
                    entries.move_to_end(key)
                    return value
                stats["expired"] += 1
                del entries[key]
            if key in pending:
                stats["joined"] += 1
                return await asyncio.shield(pending[key])
            stats["misses"] += 1
            task = pending[key] = asyncio.ensure_future(function(*args, **kwargs))
            try:
                value = await task
            finally:
                del pending[key]
            entries[key] = (value, None if ttl is None else loop.time() + ttl)
            if len(entries) > maxsize:
                oldest, _ = entries.popitem(last=False)
                print("dropped", oldest)
            return value

        wrapper.stats = stats
        wrapper.clear = entries.clear
        return wrapper

    return decorate


@async_cache(maxsize=2, ttl=0.5)
async def fetch(key, *, upper=False):
    print("fetching", key)
    await asyncio.sleep(0.1)
    if key == "bad":
        raise LookupError(key)
    return key.upper() if upper else key


async def main():
    print(await asyncio.gather(fetch("a"), fetch("a"), fetch("b"), fetch("a", upper=True)))
    print(await fetch("b"), fetch.stats)
    await asyncio.sleep(0.6)
    print(await fetch("b"), fetch.stats)
    print(await asyncio.gather(fetch("bad"), fetch("bad"), return_exceptions=True))
    fetch.clear()
    print(await fetch("a"), fetch.stats, fetch.__name__)


asyncio.run(main())
