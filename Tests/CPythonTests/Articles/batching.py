"""Requests gathered into batches: by size or by time, whichever comes first."""

import asyncio
import json
import statistics
from itertools import batched, groupby
from operator import itemgetter


class Batcher:
    def __init__(self, handler, *, size=4, wait=0.05):
        self.handler, self.size, self.wait = handler, size, wait
        self.pending, self.timer = [], None

    async def submit(self, item):
        future = asyncio.get_running_loop().create_future()
        self.pending.append((item, future))
        if len(self.pending) >= self.size:
            self.flush()
        elif self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(self.wait, self.flush)
        return await future

    def flush(self):
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        batch, self.pending = self.pending, []
        if batch:
            asyncio.create_task(self.process(batch))

    async def process(self, batch):
        try:
            answers = await self.handler([item for item, _ in batch])
        except Exception as error:
            for _, future in batch:
                future.set_exception(error)
        else:
            for (_, future), answer in zip(batch, answers, strict=True):
                future.set_result(answer)


async def main():
    sizes = []

    async def handler(items):
        sizes.append(len(items))
        await asyncio.sleep(0.02)
        if any(item < 0 for item in items):
            raise ValueError("negative")
        return [item * 10 for item in items]

    batcher = Batcher(handler)
    print(await asyncio.gather(*(batcher.submit(n) for n in range(10))))
    print(await asyncio.gather(batcher.submit(1), batcher.submit(-1), return_exceptions=True))
    print(sizes, statistics.mean(sizes), [len(batch) for batch in batched(range(10), 4)])
    rows = [{"kind": "a", "n": 1}, {"kind": "b", "n": 2}, {"kind": "a", "n": 3}]
    rows.sort(key=itemgetter("kind"))
    print(json.dumps({kind: [row["n"] for row in group] for kind, group in groupby(rows, key=itemgetter("kind"))}))


asyncio.run(main())
