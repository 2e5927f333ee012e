"""Threads that make calls, and what waits for them (CPython 3.13 `concurrent/futures`)."""

from collections import namedtuple
from time import monotonic

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done", module="concurrent.futures._base")

TimeoutError = TimeoutError


class Error(Exception):
    __module__ = "concurrent.futures._base"


class CancelledError(Error):
    __module__ = "concurrent.futures._base"


class InvalidStateError(Error):
    __module__ = "concurrent.futures._base"


class BrokenExecutor(RuntimeError):
    __module__ = "concurrent.futures._base"


class BrokenThreadPool(BrokenExecutor):
    __module__ = "concurrent.futures.thread"


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    done = {future for future in fs if _arrival(future) is not None}
    failed = any(not future.cancelled() and future.exception() is not None for future in done)
    enough = return_when == FIRST_COMPLETED and done or return_when == FIRST_EXCEPTION and failed
    if not enough and len(done) < len(fs):
        if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
            raise ValueError(f"Invalid return condition: {return_when!r}")
        count = 1 if return_when == FIRST_COMPLETED else len(fs)
        _wait_for_arrivals(list(fs), timeout, count, return_when == FIRST_EXCEPTION)
        done = {future for future in fs if _arrival(future) is not None}
    return DoneAndNotDoneFutures(done, fs - done)


def as_completed(fs, timeout=None):
    if timeout is not None:
        end = timeout + monotonic()
    pending = set(fs)
    total = len(pending)
    arrived = [future for future in pending if _arrival(future) is not None]
    while True:
        for future in sorted(arrived, key=_arrival):
            pending.remove(future)
            yield future
        if not pending:
            return
        left = None if timeout is None else end - monotonic()
        if timeout is not None and left <= 0:
            raise TimeoutError(f"{len(pending)} (of {total}) futures unfinished")
        _wait_for_arrivals(list(pending), left, 1, False)
        arrived = [future for future in pending if _arrival(future) is not None]


def _result_or_cancel(future, timeout=None):
    try:
        return future.result(timeout)
    finally:
        future.cancel()


class Executor:
    """Makes calls for others."""

    __module__ = "concurrent.futures._base"

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        if timeout is not None:
            end = timeout + monotonic()
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    if timeout is None:
                        yield _result_or_cancel(future)
                    else:
                        yield _result_or_cancel(future, end - monotonic())
            finally:
                for future in futures:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


class ThreadPoolExecutor(Executor):
    """Makes calls in threads of its own."""

    __module__ = "concurrent.futures.thread"

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        prepare = None if initializer is None else lambda: initializer(*initargs)
        self._pool = _ThreadPool(max_workers, thread_name_prefix, prepare)

    def submit(self, fn, /, *args, **kwargs):
        return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._pool.shutdown(wait, cancel_futures)
