"""A scheduler on a heap of due times, with repetition and cancellation."""

import asyncio
import heapq
import itertools
from datetime import datetime, timedelta


class Scheduler:
    def __init__(self):
        self.heap, self.counter, self.cancelled = [], itertools.count(), set()
        self.changed = asyncio.Event()

    def at(self, when, action, *, every=None):
        number = next(self.counter)
        heapq.heappush(self.heap, (when, number, action, every))
        self.changed.set()
        return number

    def cancel(self, number):
        self.cancelled.add(number)

    async def run(self, until):
        loop = asyncio.get_running_loop()
        while loop.time() < until:
            self.changed.clear()
            due = self.heap[0][0] if self.heap else until
            try:
                async with asyncio.timeout_at(min(due, until)):
                    await self.changed.wait()
            except TimeoutError:
                pass
            while self.heap and self.heap[0][0] <= loop.time():
                when, number, action, every = heapq.heappop(self.heap)
                if number in self.cancelled:
                    continue
                await action()
                if every is not None:
                    heapq.heappush(self.heap, (when + every, number, action, every))


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    day = datetime(2024, 12, 31, 23, 59, 58)

    def says(text):
        async def action():
            moment = day + timedelta(seconds=round(loop.time() - start, 3))
            print(moment.strftime("%Y-%m-%d %H:%M:%S"), moment.microsecond // 1000, text)

        return action

    scheduler = Scheduler()
    scheduler.at(start + 1.0, says("once"))
    tick = scheduler.at(start + 0.5, says("tick"), every=0.5)
    scheduler.at(start + 0.25, says("first"))
    running = asyncio.create_task(scheduler.run(start + 3))
    await asyncio.sleep(1.7)
    scheduler.cancel(tick)
    scheduler.at(loop.time() + 0.55, says("late addition"))
    await running


asyncio.run(main())
