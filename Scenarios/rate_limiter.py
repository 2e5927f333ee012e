"""At most two at once, and four a second

Eight requests are made at once to a server that allows two at a time and four a second. A semaphore
with two permits bounds how many run together; a lock and a clock space out their beginnings. The
picture shows both: never more than two running, and a step of a quarter of a second.
"""

import asyncio


class RateLimiter:
    """Lets callers through one after another, at least `interval` seconds apart."""

    def __init__(self, interval):
        self.interval = interval
        self.next_start = 0.0
        self.turn = asyncio.Lock()

    async def wait(self):
        loop = asyncio.get_running_loop()
        async with self.turn:
            delay = self.next_start - loop.time()
            if delay > 0:
                # note: Too early: it waits, and everybody behind it waits for the lock.
                await asyncio.sleep(delay)
            self.next_start = loop.time() + self.interval


async def request(number, limiter, slots):
    async with slots:
        # note: One of two permits: the others wait for one of these to end.
        await limiter.wait()
        print(f"request {number} begins")
        await asyncio.sleep(0.4 if number % 2 else 0.7)
        print(f"request {number} is answered")


async def main():
    limiter = RateLimiter(0.25)
    slots = asyncio.Semaphore(2)
    async with asyncio.TaskGroup() as tg:
        for number in range(1, 9):
            tg.create_task(request(number, limiter, slots))


if __name__ == "__main__":
    asyncio.run(main())
