"""What everyday programs ask of the library beside its main things."""

import copy
import dataclasses
import datetime
import json
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from somewhere.else_ import Nothing
    import nothing_else

print(copy.copy(datetime.timedelta(1, 2)), copy.deepcopy([datetime.timedelta(1)]))
moment = datetime.datetime(2024, 5, 6, 7, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
print(copy.deepcopy({"at": moment}), copy.copy(moment) == moment)


class Point:
    __slots__ = ("x", "y", "__secret")

    def __init__(self, x, y):
        self.x, self.y, self.__secret = x, y, [x]

    def secret(self):
        return self.__secret


class Named(Point):
    __slots__ = "name"


point = Named(1, [2])
shallow, deep = copy.copy(point), copy.deepcopy(point)
print(shallow.x, shallow.y is point.y, shallow.secret() is point.secret(), hasattr(shallow, "name"))
print(deep.x, deep.y is point.y, deep.y, deep.secret() is point.secret())


@dataclasses.dataclass(slots=True)
class Job:
    name: str
    every: datetime.timedelta


job = Job("tea", datetime.timedelta(hours=5))
print(dataclasses.asdict(job), dataclasses.astuple(job), copy.deepcopy(job) == job)

try:
    json.loads("{")
except json.JSONDecodeError as error:
    print(type(error), type(error).__module__, error)

print(signal.Signals(15).name, signal.Signals.SIGINT, repr(signal.SIGTERM), signal.SIGINT == 2, signal.Signals(9))
try:
    signal.Signals(99)
except ValueError as error:
    print(error)

for stream in (sys.stdout, sys.stderr):
    print(stream.name, stream.encoding.lower(), stream.mode, stream.closed, stream.newlines, stream.fileno())
    print(stream.writable(), stream.readable())
print(sys.stdout.isatty())
print(sys.stdout.writelines(["a\n", "b\n"]), sys.stdout.reconfigure(encoding="utf-8"))
try:
    sys.stdout.writelines([1])
except TypeError as error:
    print(error)


class Number:
    def __int__(self):
        return 7

    def __float__(self):
        return 2.5


class Index:
    def __index__(self):
        return 255


print("%d %i %.1f" % (Number(), Number(), Number()), "%x %d %o %g" % (Index(), Index(), Index(), Index()))
for template in ("%x", "%d", "%f"):
    for value in (Number(), object(), "7"):
        try:
            print(template % value)
        except TypeError as error:
            print(template, error)
