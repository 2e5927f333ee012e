"""Tracebacks as text."""

import sys


def _exception(exc, value):
    return exc if value is _MISSING else value


_MISSING = object()


def format_exception(exc, /, value=_MISSING, tb=None, limit=None, chain=True):
    exc = _exception(exc, value)
    if exc is None:
        return ["NoneType: None\n"]
    return _traceback_text(exc, chain).splitlines(keepends=True)


def format_exception_only(exc, /, value=_MISSING, *, show_group=False):
    exc = _exception(exc, value)
    return _last_lines(exc).splitlines(keepends=True)


def print_exception(exc, /, value=_MISSING, tb=None, limit=None, file=None, chain=True):
    print("".join(format_exception(exc, value, chain=chain)), end="", file=sys.stderr if file is None else file)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception(), chain=chain))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), file=file, chain=chain)
