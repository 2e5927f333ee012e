"""Producer, consumers and the queue between them

One producer makes six jobs faster than two consumers can do them. The queue has room for two: when
it is full, put() makes the producer wait. join() waits until every job is done; only then are the
consumers, who would wait for ever, cancelled.
"""

import asyncio


async def producer(queue):
    for job in range(1, 7):
        await asyncio.sleep(0.1)
        # note: When two jobs are in the queue already, this waits until a consumer takes one.
        await queue.put(job)
        print(f"job {job} queued, {queue.qsize()} waiting")


async def consumer(name, queue):
    while True:
        # note: Nothing in the queue: the consumer waits here.
        job = await queue.get()
        await asyncio.sleep(0.5)
        print(f"{name} did job {job}")
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=2)
    consumers = [asyncio.create_task(consumer(name, queue)) for name in ("Ann", "Bob")]

    await producer(queue)
    # note: All jobs are queued, but not all are done.
    await queue.join()
    print("all jobs done")

    # note: Nobody will put anything into the queue any more: the consumers would wait for ever.
    for task in consumers:
        task.cancel()
    await asyncio.gather(*consumers, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
