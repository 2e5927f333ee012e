import asyncio
import concurrent.futures
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


def nap(name, delay=0.05):
    time.sleep(delay)
    print(name, threading.current_thread().name)
    return name


def fail(message):
    raise ValueError(message)


def deep(items):
    # Sleeps within a call of a call that Python's own code makes.
    return sorted(items, key=lambda item: (time.sleep(0.01), item)[1])


async def double(number):
    await asyncio.sleep(0.02)
    return 2 * number


def ask(loop, number):
    return asyncio.run_coroutine_threadsafe(double(number), loop).result()


async def in_threads():
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(nap, "first"))
    print(await asyncio.gather(asyncio.to_thread(nap, "b", 0.1), asyncio.to_thread(nap, "a", delay=0.02)))
    try:
        await asyncio.to_thread(fail, "from a thread")
    except ValueError as error:
        print(repr(error))
    print(await asyncio.to_thread(deep, [3, 1, 2]))
    print(await loop.run_in_executor(None, ask, loop, 21))
    print(await asyncio.to_thread(sum, [1, 2]))
    attempt(loop.run_in_executor, 3, nap, "x")
    try:
        print(await asyncio.wait_for(asyncio.to_thread(nap, "slow", 0.1), 0.03))
    except TimeoutError:
        print("timed out")
    try:
        await asyncio.to_thread(asyncio.get_running_loop)
    except RuntimeError as error:
        print(error)
    print(await asyncio.to_thread(asyncio.run, double(4)))
    loop.run_in_executor(None, print, "runs when somebody sleeps, for however short a time")
    time.sleep(0)
    print("slept")


async def with_pools():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="single") as pool:
        futures = [loop.run_in_executor(pool, nap, name, 0.02) for name in "abc"]
        print(futures[2].cancel())
        print(await asyncio.gather(*futures[:2]))
    loop.set_default_executor(ThreadPoolExecutor(2, "mine"))
    print(await asyncio.to_thread(nap, "named"))
    await loop.shutdown_default_executor()
    try:
        await asyncio.to_thread(nap, "late")
    except RuntimeError as error:
        print(error)


def plain():
    with ThreadPoolExecutor(3) as pool:
        print(list(pool.map(lambda pair: nap(*pair), [("x", 0.06), ("y", 0.02), ("z", 0.04)])))
        future = pool.submit(nap, "future", delay=0.1)
        attempt(future.result, timeout=0.01)
        print(future.running(), future.done(), future.cancel(), future.cancelled())
        future.add_done_callback(lambda future: print("called back", future.result()))
    print(future.done(), future.result(), future.exception())
    failed = ThreadPoolExecutor(1).submit(fail, "kept")
    print(repr(failed.exception()), concurrent.futures.ThreadPoolExecutor is ThreadPoolExecutor)
    attempt(failed.result)
    attempt(pool.submit, nap, "late")
    attempt(ThreadPoolExecutor, 0)
    print(threading.current_thread().name, threading.main_thread() is threading.current_thread())


asyncio.run(in_threads())
asyncio.run(with_pools())
plain()
pool = ThreadPoolExecutor()
pool.submit(nap, "the program waits for it", 0.05)
print("end of the module")
