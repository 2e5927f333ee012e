"""A pool of workers on a queue, with results, failures and a clean end."""

import asyncio
import random
from collections import Counter, namedtuple

Result = namedtuple("Result", "job worker value error", defaults=[None])


async def crunch(job):
    await asyncio.sleep(0.01 + job % 3 * 0.02)
    if job % 7 == 3:
        raise ValueError(f"job {job} is bad")
    return job**2


async def worker(name, jobs, results):
    while True:
        job = await jobs.get()
        try:
            results.append(Result(job, name, await crunch(job)))
        except ValueError as error:
            results.append(Result(job, name, None, error))
        finally:
            jobs.task_done()


async def main():
    random.seed(42)
    jobs = asyncio.Queue(maxsize=4)
    results = []
    workers = [asyncio.create_task(worker(f"w{n}", jobs, results), name=f"worker-{n}") for n in range(3)]
    for job in random.sample(range(20), 12):
        await jobs.put(job)
    await jobs.join()
    for task in workers:
        task.cancel()
    endings = await asyncio.gather(*workers, return_exceptions=True)
    print([type(ending).__name__ for ending in endings])
    for result in results:
        print(result)
    print(Counter(result.worker for result in results), sum(result.value or 0 for result in results))


asyncio.run(main())
