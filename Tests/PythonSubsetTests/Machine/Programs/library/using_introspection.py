import abc
import asyncio
import inspect
import os
import signal
import sys
import traceback
import uuid
import warnings
from abc import ABC, abstractmethod
from functools import partial


def attempt(label, function):
    try:
        print(label, "->", function())
    except Exception as error:
        print(label, "raised", type(error).__name__, error)


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self):
        ...

    @classmethod
    @abstractmethod
    def unit(cls):
        ...

    def describe(self):
        return f"{self.name} of {self.area()}"


class Square(Shape):
    name = "square"

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2

    @classmethod
    def unit(cls):
        return cls(1)


class Half(Shape):
    def area(self):
        return super().area()


attempt("shape", lambda: Shape())
attempt("half", lambda: Half())
print(Square(2).describe(), Square.unit().area(), isinstance(Square(1), Shape), type(Shape), type(Square).__name__, sorted(Half.__abstractmethods__))


class Plugin(ABC):
    @abstractmethod
    def run(self):
        ...


@Plugin.register
class Foreign:
    pass


attempt("plugin", lambda: Plugin())
print(isinstance(Foreign(), Plugin), issubclass(Foreign, Plugin), issubclass(int, Plugin), abc.ABC is ABC)


class Closeable(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return any("close" in base.__dict__ for base in other.__mro__) or NotImplemented


class File:
    def close(self):
        pass


print(isinstance(File(), Closeable), isinstance(5, Closeable))


async def work(x):
    return x


async def stream():
    yield 1


def numbers():
    yield 1


made, source = work(1), stream()
for value in (work, stream, numbers, attempt, partial(work, 1), made, source, numbers(), print, Square, inspect, Square(1).area, 5):
    kinds = ["iscoroutinefunction", "isasyncgenfunction", "isgeneratorfunction", "iscoroutine", "isasyncgen", "isgenerator", "isawaitable", "isfunction", "ismethod", "isbuiltin", "isclass", "ismodule"]
    print([kind for kind in kinds if getattr(inspect, kind)(value)])
made.close()


async def main():
    task = asyncio.create_task(work(2))
    print(inspect.isawaitable(task), inspect.isawaitable(asyncio.sleep(0)), await task)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print, "never")
    print(asyncio.iscoroutinefunction(work), repr(signal.SIGINT), int(signal.SIGTERM))


asyncio.run(main())

try:
    try:
        raise KeyError("inner")
    except KeyError as error:
        raise ValueError("outer") from error
except ValueError as error:
    print(traceback.format_exc().splitlines()[-1], traceback.format_exception_only(error))
    lines = traceback.format_exception(error)
    print(lines[0].strip(), len("".join(lines).splitlines()) > 5, "direct cause" in "".join(lines), "direct cause" in "".join(traceback.format_exception(error, chain=False)))
    traceback.print_exc()
    traceback.print_exc(file=sys.stderr)
group = ExceptionGroup("several", [ValueError("a"), TypeError("b")])
group.add_note("a note")
print("".join(traceback.format_exception(group)), traceback.format_exception_only(group), traceback.format_exc())

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("careful")
    warnings.warn("old", DeprecationWarning)
print([(str(warning.message), warning.category.__name__, warning.lineno > 0) for warning in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    attempt("as an error", lambda: warnings.warn("boom", RuntimeWarning))
    warnings.filterwarnings("ignore", category=UserWarning)
    warnings.warn("silent")
attempt("no category", lambda: warnings.warn("x", int))
attempt("no action", lambda: warnings.simplefilter("shout"))

number = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(number, repr(number), number.hex, number.int, number == uuid.UUID(int=number.int), number.version, len({number, uuid.UUID(hex=number.hex)}))
random = uuid.uuid4()
print(len(str(random)), random.version, str(random)[14], random != uuid.uuid4(), uuid.UUID(bytes=number.bytes) == number)
attempt("bad uuid", lambda: uuid.UUID("123"))
print(isinstance(os.getpid(), int), os.environ.get("TASKVIZ_NOT_SET", "default"), os.getenv("TASKVIZ_NOT_SET"), len(os.urandom(4)), os.sep)
