"""Tracebacks as text."""

import sys
from itertools import islice

_MISSING = object()


class FrameSummary:
    """One call of a traceback."""

    def __init__(
        self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None
    ):
        self.filename, self.lineno, self.name, self.line, self.locals = filename, lineno, name, line, locals
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno, self.end_colno = colno, end_colno

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self[:3]) == tuple(other[:3]) and self.locals == other.locals
        return self[:] == other if isinstance(other, tuple) else NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """The calls of a traceback, outermost first."""

    def format(self):
        return format_list(self)


def _checked(limit):
    # Asked as CPython asks, so that what is no number is refused in the same words.
    if limit is not None and limit >= 0:
        islice((), limit)
    return limit


def extract_tb(tb, limit=None):
    found = StackSummary()
    for filename, lineno, name, line, end_lineno, colno, end_colno in _frames(tb, _checked(limit)):
        found.append(
            FrameSummary(filename, lineno, name, line=line, end_lineno=end_lineno, colno=colno, end_colno=end_colno)
        )
    return found


def format_list(extracted_list):
    return _stack_pieces(
        [
            (frame.filename, frame.name, frame.lineno, frame.end_lineno, frame.colno or 0, frame.end_colno or 0)
            for frame in extracted_list
        ]
    )


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    print("".join(format_tb(tb, limit)), end="", file=sys.stderr if file is None else file)


def _parsed(exc, value, tb):
    """The exception and its traceback, whether they are given as one or as three."""
    if (value is _MISSING) != (tb is _MISSING):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _MISSING:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True):
    value, tb = _parsed(exc, value, tb)
    if value is None:
        return ["NoneType: None\n"]
    return _pieces(value, tb, _checked(limit), chain)


def format_exception_only(exc, /, value=_MISSING, *, show_group=False):
    return _last_pieces(exc if value is _MISSING else value)


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True):
    pieces = format_exception(exc, value, tb, limit, chain)
    print("".join(pieces), end="", file=sys.stderr if file is None else file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)
