"""Thundering herd: everybody misses the same cache

Six requests want the same page, and the cache is empty. Without a lock each of them sees that
nothing is there and computes it: the same second of work, six times. With a lock the first one
computes; the others wait behind it and find the page in the cache when their turn comes.
"""

import asyncio


class Page:
    def __init__(self):
        self.text = None
        self.computed = 0

    async def compute(self):
        self.computed += 1
        await asyncio.sleep(1)
        self.text = "<h1>Hello</h1>"


async def unguarded(page):
    if page.text is None:
        # note: All six are here before the first one is done.
        await page.compute()
    return page.text


async def guarded(page, lock):
    async with lock:
        if page.text is None:
            await page.compute()
        # note: Everybody but the first finds the page, at once.
        return page.text


async def main():
    page = Page()
    await asyncio.gather(*(unguarded(page) for _ in range(6)))
    print(f"without a lock: computed {page.computed} times")

    page = Page()
    lock = asyncio.Lock()
    await asyncio.gather(*(guarded(page, lock) for _ in range(6)))
    print(f"with a lock: computed {page.computed} time")


if __name__ == "__main__":
    asyncio.run(main())
