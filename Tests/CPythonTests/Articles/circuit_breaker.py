"""A circuit breaker: after failures it opens, after a while it lets one call try."""

import asyncio
import itertools
from contextlib import contextmanager
from functools import wraps


class CircuitOpen(Exception):
    def __init__(self, name, retry_in):
        super().__init__(f"{name} is open for another {retry_in:.2f}s")
        self.retry_in = retry_in


class CircuitBreaker:
    def __init__(self, name, *, failures=2, reset_after=0.5):
        self.name, self.limit, self.reset_after = name, failures, reset_after
        self.failures, self.opened_at = 0, None

    @property
    def state(self):
        if self.opened_at is None:
            return "closed"
        elapsed = asyncio.get_running_loop().time() - self.opened_at
        return "half-open" if elapsed >= self.reset_after else "open"

    @contextmanager
    def guard(self):
        match self.state:
            case "open":
                elapsed = asyncio.get_running_loop().time() - self.opened_at
                raise CircuitOpen(self.name, self.reset_after - elapsed)
            case "half-open":
                print("  trying", self.name)
        try:
            yield self
        except CircuitOpen:
            raise
        except Exception:
            self.failures += 1
            if self.failures >= self.limit:
                self.opened_at = asyncio.get_running_loop().time()
            raise
        else:
            self.failures, self.opened_at = 0, None

    def __call__(self, function):
        @wraps(function)
        async def wrapper(*args, **kwargs):
            with self.guard():
                return await function(*args, **kwargs)

        return wrapper


breaker = CircuitBreaker("payments")
outcomes = itertools.chain([True, False, False, True, False], itertools.repeat(True))


@breaker
async def pay(amount):
    await asyncio.sleep(0.05)
    if not next(outcomes):
        raise ConnectionError("payment service is down")
    return f"paid {amount}"


async def main():
    for turn in range(12):
        try:
            print(turn, breaker.state, await pay(turn))
        except (ConnectionError, CircuitOpen) as error:
            print(turn, breaker.state, type(error).__name__, error)
        await asyncio.sleep(0.15)


asyncio.run(main())
