"""What a method lacks, its function has; sys.version_info is a tuple with names; what is not installed is caught."""

import functools
import sys

try:
    import a_loop_that_nobody_installed as fast
except ImportError:
    fast = None

try:
    from a_package_that_nobody_installed.inner import thing
except (ImportError, ValueError) as error:
    print(type(error).__name__, error)

if sys.platform == "win32":
    import winreg
elif sys.platform.startswith("darwin"):
    import plistlib

print(fast)


def tagged(tag):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            return function(*args)

        wrapper.tag = tag
        return wrapper

    return decorate


class Commands:
    @tagged("hello")
    def greet(self):
        return "hi"

    def plain(self):
        """A plain one."""

    plain.calls = 3


commands = Commands()
print(commands.greet.tag, commands.greet.__wrapped__(commands), commands.plain.calls)
print([name for name in dir(commands) if hasattr(getattr(commands, name), "tag")])
print(commands.plain.__doc__, commands.plain.__defaults__, commands.plain.__name__)
for name in ["zz", "__zz__"]:
    try:
        getattr(commands.plain, name)
    except AttributeError as error:
        print(error)
try:
    commands.plain.calls = 4
except AttributeError as error:
    print(error)

info = sys.version_info
print(info.major, info.minor, info.releaselevel, info[:2], info >= (3, 11), info < (4,), len(info))
print(type(info).__name__, isinstance(info, tuple), f"{info.major}.{info.minor}", info == tuple(info))
print(repr(info).startswith("sys.version_info(major=3, minor=13, micro="), *info[:2])
major, minor, *rest = info
print(major, minor, len(rest))
