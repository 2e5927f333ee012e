"""Background jobs that end in order: the producer first, the consumers when the queue is empty, the monitor last."""

import asyncio
import signal
from contextlib import AsyncExitStack, asynccontextmanager, suppress


@asynccontextmanager
async def background(coroutine, name, *, patience=0.2):
    task = asyncio.create_task(coroutine, name=name)
    try:
        yield task
    finally:
        task.cancel()
        try:
            async with asyncio.timeout(patience):
                with suppress(asyncio.CancelledError):
                    await task
        except TimeoutError:
            print(name, "did not end in time")
        print(name, "ended", "cancelled" if task.cancelled() else repr(task.exception()) if task.done() else "not yet")


async def producer(queue):
    for number in range(100):
        await queue.put(number)
        await asyncio.sleep(0.03)


async def consumer(queue, seen):
    while True:
        seen.append(await queue.get())
        await asyncio.sleep(0.05)
        queue.task_done()


async def monitor(queue):
    try:
        while True:
            await asyncio.sleep(0.1)
            print("waiting:", queue.qsize())
    except asyncio.CancelledError:
        print("monitor says goodbye")
        raise


async def stubborn():
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(10)
    await asyncio.sleep(0.1)
    raise RuntimeError("cleanup failed")


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for kind in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(kind, stop.set)
    loop.call_later(0.35, stop.set)
    queue, seen = asyncio.Queue(), []
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(background(monitor(queue), "monitor"))
        await stack.enter_async_context(background(consumer(queue, seen), "consumer"))
        stack.push_async_callback(queue.join)
        await stack.enter_async_context(background(producer(queue), "producer"))
        await stop.wait()
        print("stopping")
    print(seen, queue.empty())
    try:
        async with background(stubborn(), "stubborn"):
            await asyncio.sleep(0)
    except RuntimeError as error:
        print("raised", error)


asyncio.run(main())
