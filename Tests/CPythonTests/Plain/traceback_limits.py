"""How much of a traceback the functions of `traceback` show, and in which pieces."""

import sys
import traceback


def fall(levels):
    if levels == 0:
        raise ValueError("two\nlines")
    fall(levels - 1)


def call():
    try:
        fall(5)
    except ValueError as error:
        error.add_note("a note\nof two lines")
        raise KeyError("k") from error


def show(limit):
    print("limit", limit)
    try:
        call()
    except KeyError as error:
        print(traceback.format_exc(limit), end="")
        print(traceback.format_exc(limit, chain=False), end="")
        traceback.print_exc(limit=limit, file=sys.stdout)
        traceback.print_exception(error, limit=limit, file=sys.stdout, chain=False)
        traceback.print_tb(error.__traceback__, limit, sys.stdout)
        print(traceback.format_exception(error, limit=limit))
        print(traceback.format_exception(type(error), error, error.__traceback__.tb_next, limit))
        print(traceback.format_exception(type(error), error, None))
        print(traceback.format_tb(error.__traceback__, limit))
        for frame in traceback.extract_tb(error.__traceback__, limit=limit):
            print(frame, frame.lineno, frame.name, frame.line, frame.filename, list(frame), frame[:2], len(frame))
        try:
            raise ExceptionGroup("group", [error, ValueError(1)])
        except* KeyError:
            traceback.print_exc(limit=limit, file=sys.stdout)
        except* ValueError:
            pass


for limit in (None, 0, 1, 2, -1, -2, 10, -10, True):
    show(limit)


def refused(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


try:
    call()
except KeyError as error:
    refused(lambda: traceback.format_exception(type(error), error))
    refused(lambda: traceback.format_exc("a"))
    refused(lambda: traceback.format_exc(1.5))
    refused(lambda: traceback.format_exception(type(error), error, 5))
    traceback.print_exception(ValueError, ValueError(1), error.__traceback__, file=sys.stdout)
    print(traceback.format_exception_only(error.__cause__))
print(repr(traceback.format_exc()))
traceback.print_exc(file=sys.stdout)
refused(lambda: traceback.format_exception(None, None, None))
refused(lambda: traceback.format_exception(None))
refused(lambda: traceback.format_exception(ValueError("x")))
refused(lambda: traceback.format_exception_only(None))
refused(lambda: traceback.print_exception(5))
refused(lambda: traceback.print_exception(ValueError))

try:
    try:
        raise OSError("first")
    except OSError:
        raise ExceptionGroup("plain", [ValueError(1), KeyError(2)])
except ExceptionGroup as group:
    parts = group.split(ValueError)
    print([part.__suppress_context__ for part in parts], [repr(part.__context__) for part in parts])
    traceback.print_exception(parts[1], file=sys.stdout)
traceback.print_exception(ValueError("without a traceback"))
call()
