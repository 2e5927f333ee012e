"""wait() returns at the first result, at the first failure, when all are done, or when its time is over; it cancels nothing."""
import asyncio


async def work(delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise ValueError(delay)
    return delay


async def report(title, tasks, **options):
    done, pending = await asyncio.wait(tasks, **options)
    print(title, [task in done for task in tasks], [task in pending for task in tasks])


def three(fail):
    return [asyncio.create_task(work(delay, fail and delay == 2)) for delay in (1, 2, 3)]


async def main():
    await report("all", three(True), return_when=asyncio.ALL_COMPLETED)
    await report("first", three(True), return_when=asyncio.FIRST_COMPLETED)
    tasks = three(True)
    await report("first failure", tasks, return_when=asyncio.FIRST_EXCEPTION)
    await report("what is left", tasks)
    await report("time", three(False), timeout=1.5)
    await report("no time", three(False), timeout=0)
    tasks = three(False)
    waiter = asyncio.create_task(report("cancelled", tasks))
    await asyncio.sleep(0.5)
    waiter.cancel()
    await asyncio.wait([waiter])
    print(waiter.cancelled(), [task.done() for task in tasks])
    for wrong in ([], [work(1)]):
        try:
            await asyncio.wait(wrong)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    wrong[0].close()
    await asyncio.wait(tasks)


asyncio.run(main())
