"""Publish and subscribe: topics with wildcards, each subscriber with a queue of its own."""

import asyncio
import itertools
from collections import defaultdict
from contextlib import asynccontextmanager


class Broker:
    _ids = itertools.count(1)

    def __init__(self):
        self.topics = defaultdict(dict)
        self.dropped = 0

    @asynccontextmanager
    async def subscribe(self, topic, size=3):
        number, queue = next(self._ids), asyncio.Queue(maxsize=size)
        self.topics[topic][number] = queue
        try:
            yield queue
        finally:
            del self.topics[topic][number]
            if not self.topics[topic]:
                del self.topics[topic]

    async def publish(self, topic, message):
        parts = topic.split(".")
        patterns = {topic, *(".".join([*parts[:n], "*"]) for n in range(len(parts)))}
        for pattern in sorted(patterns & self.topics.keys()):
            for queue in self.topics[pattern].values():
                try:
                    queue.put_nowait((topic, message))
                except asyncio.QueueFull:
                    self.dropped += 1


async def listen(broker, topic, name, *, pause, limit):
    async with broker.subscribe(topic) as queue:
        for _ in range(limit):
            topic, message = await queue.get()
            print(f"{name} got {message} on {topic}")
            await asyncio.sleep(pause)
    print(f"{name} left")


async def main():
    broker = Broker()
    async with asyncio.TaskGroup() as group:
        group.create_task(listen(broker, "news.sport", "Ann", pause=0, limit=3))
        group.create_task(listen(broker, "news.*", "Bob", pause=0.05, limit=4))
        group.create_task(listen(broker, "*", "Cid", pause=0.01, limit=6))
        await asyncio.sleep(0)
        for n in range(8):
            await broker.publish(["news.sport", "news.world", "weather"][n % 3], f"#{n}")
            await asyncio.sleep(0.01)
    print(dict(broker.topics), broker.dropped)


asyncio.run(main())
