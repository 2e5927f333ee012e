import asyncio
import contextlib
import sys
from contextlib import (
    AbstractAsyncContextManager, AbstractContextManager, AsyncExitStack, ExitStack, aclosing, asynccontextmanager,
    closing, contextmanager, nullcontext, redirect_stdout, suppress,
)


def attempt(label, function, *args):
    try:
        print(label, "->", function(*args))
    except BaseException as error:
        print(label, "raised", type(error).__name__, error, "| context", repr(error.__context__), "| cause",
              repr(error.__cause__))


@contextmanager
def tag(name, swallow=False):
    """Writes a tag."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
        if not swallow:
            raise
    finally:
        print(f"</{name}>")


print(tag.__name__, tag.__doc__, tag.__wrapped__.__name__)
with tag("a") as value:
    print(value)
with tag("b", swallow=True):
    raise ValueError("swallowed")


def reraise():
    with tag("c"):
        raise ValueError("through")


attempt("reraise", reraise)


@contextmanager
def silent():
    if False:
        yield


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def stubborn():
    try:
        yield 1
    except KeyError:
        yield 2


@contextmanager
def translate():
    try:
        yield
    except KeyError as error:
        raise LookupError("translated") from error


@contextmanager
def stop_inside():
    yield
    raise StopIteration("late")


def use(manager, error=None):
    with manager as value:
        if error:
            raise error
        return value


attempt("silent", use, silent())
attempt("twice", use, twice())
attempt("stubborn", use, stubborn(), KeyError("k"))
attempt("translate", use, translate(), KeyError("k"))
attempt("translate other", use, translate(), OSError("o"))
attempt("stop in body", use, translate(), StopIteration("s"))
attempt("stop inside", use, stop_inside())
attempt("generator return on error", use, tag("d", True), ValueError("v"))
attempt("base exception", use, tag("e"), KeyboardInterrupt())
used = tag("once")
attempt("first", use, used)
attempt("second", use, used)
attempt("wrong arguments", tag)


@tag("decorated")
def work(x, *, y=1):
    "Does work."
    print("working", x, y)
    return x + y


print(work(1, y=2), work(5), work.__name__, work.__doc__)


class Thing:
    def __init__(self, name):
        self.name = name

    def close(self):
        print("close", self.name)

    async def aclose(self):
        await asyncio.sleep(0.01)
        print("aclose", self.name)


with closing(Thing("x")) as thing:
    print(thing.name)

with nullcontext() as nothing, nullcontext(5) as five:
    print(nothing, five)

with suppress(KeyError, IndexError):
    {}["missing"]
print("after suppress")


def half_suppressed():
    with suppress(KeyError):
        raise ExceptionGroup("group", [KeyError("k"), ValueError("v"), ExceptionGroup("inner", [KeyError("l")])])


attempt("group", half_suppressed)
with suppress(KeyError):
    raise ExceptionGroup("all", [KeyError("k")])
attempt("not suppressed", use, suppress(KeyError), ValueError("v"))


class Sink:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


sink = Sink()
with redirect_stdout(sink) as target:
    print("hidden", end="!")
print(sink.parts, target is sink)


class Manual:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, error, trace):
        print("exit", self.name, kind and kind.__name__, error)
        if self.fail:
            raise self.fail
        return self.swallow


def stack_run(*managers, error=None):
    with ExitStack() as stack:
        for manager in managers:
            stack.enter_context(manager)
        stack.callback(print, "callback", sep="-")
        if error:
            raise error
    return "done"


attempt("stack", stack_run, Manual(1), Manual(2))
attempt("stack error", lambda: stack_run(Manual(1), Manual(2), error=ValueError("v")))
attempt("stack swallow", lambda: stack_run(Manual(1), Manual(2, swallow=True), error=ValueError("v")))
attempt("stack fail", lambda: stack_run(Manual(1), Manual(2, fail=OSError("o")), error=ValueError("v")))
attempt("stack fail twice", lambda: stack_run(Manual(1, fail=KeyError("k")), Manual(2, fail=OSError("o"))))
attempt("not a manager", lambda: stack_run(5))
with ExitStack() as stack:
    stack.push(lambda *info: print("pushed", info))
    stack.push(Manual("pushed"))
    kept = stack.pop_all()
print("moved")
kept.close()


@asynccontextmanager
async def connection(name, fail=None):
    print("open", name)
    await asyncio.sleep(0.01)
    try:
        yield name
    except ValueError as error:
        print("rollback", error)
        raise
    finally:
        await asyncio.sleep(0.01)
        print("close", name)


@asynccontextmanager
async def never():
    if False:
        yield


@asynccontextmanager
async def too_often():
    yield 1
    yield 2


async def async_use(manager, error=None):
    async with manager as value:
        if error:
            raise error
        return value


async def async_attempt(label, awaitable):
    try:
        print(label, "->", await awaitable)
    except BaseException as error:
        print(label, "raised", type(error).__name__, error, "| context", repr(error.__context__))


class AsyncManual:
    async def __aenter__(self):
        print("aenter")
        return self

    async def __aexit__(self, kind, error, trace):
        print("aexit", kind and kind.__name__)
        return kind is KeyError


async def numbers():
    try:
        for number in range(10):
            yield number
    finally:
        print("numbers closed")


async def main():
    await async_attempt("plain", async_use(connection("db")))
    await async_attempt("error", async_use(connection("db"), ValueError("v")))
    await async_attempt("never", async_use(never()))
    await async_attempt("too often", async_use(too_often()))
    await async_attempt("stop", async_use(connection("s"), StopAsyncIteration()))
    async with aclosing(numbers()) as source:
        async for number in source:
            print(number)
            if number == 2:
                break
    async with aclosing(Thing("y")):
        pass
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(connection(name)) for name in ("one", "two")]
        stack.enter_context(Manual("sync"))
        await stack.enter_async_context(AsyncManual())

        async def later(x, y=0):
            await asyncio.sleep(0.01)
            print("async callback", x, y)

        stack.push_async_callback(later, 1, y=2)
        stack.push_async_exit(AsyncManual())
        print(names)
        raise KeyError("swallowed by the manual one")
    stack = AsyncExitStack()
    await stack.enter_async_context(connection("three"))
    other = stack.pop_all()
    await stack.aclose()
    print("still open")
    await other.aclose()
    try:
        await AsyncExitStack().enter_async_context(Manual("wrong"))
    except TypeError as error:
        print(error)

    @connection("decorator")
    async def job(x):
        print("job", x)
        return x * 2

    print(await job(4), await job(5), job.__name__)
    async with asyncio.timeout(0.05):
        async with connection("slow"):
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(0.01)
    try:
        async with asyncio.timeout(0.05), connection("too slow"):
            await asyncio.sleep(1)
    except TimeoutError as error:
        print("timeout", repr(error))
    async with nullcontext(3) as three:
        print(three)


asyncio.run(main())
print(isinstance(Manual(1), AbstractContextManager), isinstance(AsyncManual(), AbstractAsyncContextManager))
print(isinstance(Manual(1), AbstractAsyncContextManager), isinstance(5, AbstractContextManager))
print(issubclass(Manual, AbstractContextManager), issubclass(int, AbstractContextManager))


class Own(AbstractContextManager):
    def __exit__(self, *info):
        print("own exit")


class Missing(AbstractContextManager):
    pass


with Own() as own:
    print(type(own).__name__)
attempt("abstract", Missing)


class Timer(contextlib.ContextDecorator):
    def __enter__(self):
        print("timer on")
        return self

    def __exit__(self, *info):
        print("timer off")


@Timer()
def timed():
    print("timed")


timed()
print(sys.exception())
