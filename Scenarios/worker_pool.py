"""A pool of workers that tries again

Three workers share a queue of pages to fetch. A page that fails is tried again after a pause that
doubles each time, and given up after the third attempt. While one worker pauses, the other two go
on; the queue's shutdown tells them all that no more work will come.
"""

import asyncio

FAILURES = {"/news": 1, "/shop": 3}


async def fetch(page):
    await asyncio.sleep(0.3)
    if FAILURES.get(page, 0) > 0:
        FAILURES[page] -= 1
        raise ConnectionError(f"{page} did not answer")
    return len(page) * 100


async def fetch_with_retries(page, attempts=3):
    pause = 0.2
    for attempt in range(1, attempts + 1):
        try:
            return await fetch(page)
        except ConnectionError as e:
            if attempt == attempts:
                raise
            print(f"  {e}; attempt {attempt + 1} in {pause} s")
            # note: The pause: this worker waits, the others work.
            await asyncio.sleep(pause)
            pause *= 2


async def worker(name, pages, results):
    while True:
        try:
            page = await pages.get()
        except asyncio.QueueShutDown:
            # note: No page is left and none will come: the worker goes home.
            return
        try:
            results[page] = await fetch_with_retries(page)
            print(f"{name}: {page} has {results[page]} bytes")
        except ConnectionError as e:
            results[page] = None
            print(f"{name}: gave up, {e}")


async def main():
    pages = asyncio.Queue()
    for page in ("/", "/news", "/shop", "/about", "/contact"):
        pages.put_nowait(page)
    pages.shutdown()

    results = {}
    async with asyncio.TaskGroup() as tg:
        for name in ("worker 1", "worker 2", "worker 3"):
            tg.create_task(worker(name, pages, results))

    print(f"{sum(1 for size in results.values() if size)} of {len(results)} pages fetched")


if __name__ == "__main__":
    asyncio.run(main())
