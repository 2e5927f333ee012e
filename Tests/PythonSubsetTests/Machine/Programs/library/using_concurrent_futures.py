"""What waits for several calls of threads, and what a pool does with its calls."""

import concurrent.futures
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait


def attempt(call):
    try:
        print(repr(call()))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, str(error).split(" at 0x")[0])


def fail():
    raise ValueError("failed")


def later(seconds, result):
    time.sleep(seconds)
    return result


with ThreadPoolExecutor(3) as pool:
    calls = [pool.submit(later, seconds, seconds) for seconds in [0.3, 0.1, 0.2]]
    print([call.result() for call in as_completed(calls)])
    done, not_done = wait(calls)
    print(len(done), len(not_done), sorted(call.result() for call in done))
    print(list(pool.map(pow, [1, 2, 3], [2, 3, 4])), list(pool.map(later, [0.2, 0.1], "ab")))
    slow, quick, failing = pool.submit(later, 0.4, 1), pool.submit(later, 0.1, 2), pool.submit(fail)
    some = wait([slow, quick, failing], return_when=concurrent.futures.FIRST_EXCEPTION)
    print(failing in some.done, slow in some.not_done, type(some).__name__)
    some = wait([slow, quick], return_when="FIRST_COMPLETED")
    print(quick in some.done, slow in some.not_done)
    print([len(part) for part in wait([slow], timeout=0.01)])
    attempt(lambda: list(as_completed([slow, quick], timeout=0.01)))
    attempt(lambda: slow.result(0.01))
    attempt(lambda: wait([slow], return_when="NEVER"))
    attempt(lambda: wait([5]))
    attempt(lambda: pool.map())
    attempt(lambda: pool.submit())
    attempt(lambda: pool.shutdown(1, 2, 3))
    attempt(lambda: next(pool.map(fail)))
    results = pool.map(later, [0.01, 0.01, 0.01], [1, 2, 3])
    print(type(results).__name__, next(results), next(results))
    results.close()
attempt(lambda: pool.submit(print))
print(isinstance(pool, concurrent.futures.Executor), issubclass(ThreadPoolExecutor, concurrent.futures.Executor))

future = concurrent.futures.Future()
print(future.cancel(), future.cancelled(), future.done(), future.cancel())
attempt(future.result)
attempt(future.exception)
attempt(lambda: future.set_result(1))
attempt(lambda: wait([future], timeout=0.01).done)
future = concurrent.futures.Future()
future.set_result(5)
attempt(lambda: future.set_exception(ValueError()))
attempt(lambda: wait([future], return_when="whatever").not_done)
print([call is future for call in as_completed([future, future])])

names = []
with ThreadPoolExecutor(1, "named", names.append, ("prepared",)) as pool:
    print(pool.submit(len, names).result(), names)
attempt(lambda: ThreadPoolExecutor(0))
attempt(lambda: ThreadPoolExecutor(initializer=5))
attempt(lambda: ThreadPoolExecutor("x"))


def nested():
    """A call that waits for others, for a time, in a thread."""
    inner = ThreadPoolExecutor(1)
    call = inner.submit(later, 0.2, "inner")
    part = wait([call], timeout=0.05)
    try:
        call.result(timeout=0.05)
    except TimeoutError as error:
        return len(part.not_done), repr(error), call.result()


with ThreadPoolExecutor(1) as pool:
    print(pool.submit(nested).result())
