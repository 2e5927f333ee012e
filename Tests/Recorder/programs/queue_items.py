"""Four producers and four consumers, which hand items on through a queue that is often full and often empty."""

import asyncio
import sys

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000


async def produce(queue):
    for number in range(ITEMS):
        await queue.put(number)


async def consume(queue):
    while True:
        await queue.get()
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=10)
    consumers = [asyncio.create_task(consume(queue)) for _ in range(4)]
    await asyncio.gather(*(produce(queue) for _ in range(4)))
    await queue.join()
    for consumer in consumers:
        consumer.cancel()
    await asyncio.gather(*consumers, return_exceptions=True)


asyncio.run(main())
