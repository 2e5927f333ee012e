"""Token bucket and sliding window: two ways to slow callers down."""

import asyncio
from collections import deque
from contextlib import asynccontextmanager


class TokenBucket:
    def __init__(self, rate, capacity):
        self.rate, self.capacity = rate, capacity
        self.tokens = capacity
        self.updated = None
        self.lock = asyncio.Lock()

    async def acquire(self, amount=1):
        async with self.lock:
            loop = asyncio.get_running_loop()
            while True:
                now = loop.time()
                if self.updated is not None:
                    self.tokens = min(self.capacity, self.tokens + (now - self.updated) * self.rate)
                self.updated = now
                if self.tokens >= amount - 1e-9:
                    self.tokens -= amount
                    return
                await asyncio.sleep((amount - self.tokens) / self.rate)


class SlidingWindow:
    def __init__(self, calls, period):
        self.calls, self.period = calls, period
        self.stamps = deque(maxlen=calls)

    @asynccontextmanager
    async def slot(self):
        loop = asyncio.get_running_loop()
        while len(self.stamps) == self.calls and loop.time() - self.stamps[0] < self.period - 1e-9:
            await asyncio.sleep(self.period - (loop.time() - self.stamps[0]))
        self.stamps.append(loop.time())
        yield len(self.stamps)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    bucket = TokenBucket(rate=5, capacity=2)

    async def call(n):
        await bucket.acquire()
        print(f"bucket {n} at {loop.time() - start:.2f}")

    await asyncio.gather(*(call(n) for n in range(6)))
    window = SlidingWindow(calls=2, period=0.5)
    for n in range(5):
        async with window.slot() as used:
            print(f"window {n} at {loop.time() - start:.2f} ({used} in use)")


asyncio.run(main())
