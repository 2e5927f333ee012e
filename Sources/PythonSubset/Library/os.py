"""A system without files and with eight processors; the variables and the working directory are those of the run."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, MutableMapping
from os import path

name = "posix"
sep = "/"
altsep = None
extsep = "."
curdir = "."
pardir = ".."
pathsep = ":"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
linesep = "\n"
error = OSError


class _Environ(MutableMapping):
    """The variables, all of them text."""

    def __init__(self, variables):
        self._variables = variables

    def __getitem__(self, key):
        if _text(key) not in self._variables:
            raise KeyError(key)
        return self._variables[key]

    def __setitem__(self, key, value):
        self._variables[_text(key)] = _text(value)

    def __delitem__(self, key):
        if _text(key) not in self._variables:
            raise KeyError(key)
        del self._variables[key]

    def __iter__(self):
        yield from list(self._variables)

    def __len__(self):
        return len(self._variables)

    def __repr__(self):
        return f"environ({self._variables!r})"

    def copy(self):
        return dict(self)

    def __or__(self, other):
        return {**self, **other} if isinstance(other, Mapping) else NotImplemented

    def __ror__(self, other):
        return {**other, **self} if isinstance(other, Mapping) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self


def _text(value):
    if not isinstance(value, str):
        raise TypeError(f"str expected, not {type(value).__name__}")
    return value


environ = _Environ(_variables())


def getenv(key, default=None):
    return environ.get(key, default)


class PathLike(ABC):
    """Whatever says by `__fspath__` which path it stands for."""

    @abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        return hasattr(subclass, "__fspath__") if cls is PathLike else NotImplemented


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    found = method(path)
    if not isinstance(found, (str, bytes)):
        raise TypeError(
            f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(found).__name__}"
        )
    return found


def getpid():
    return 4242


def getppid():
    return 1


def cpu_count():
    return 8


def process_cpu_count():
    return 8


def urandom(size, /):
    return _random_bits(8 * size).to_bytes(size, "big")
