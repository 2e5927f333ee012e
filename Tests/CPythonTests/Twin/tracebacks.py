"""Raises exceptions of every shape and prints, one JSON object a line, their facts and CPython's own report of them."""

import json
import sys
import traceback

FILE = "program.py"


def facts(report):
    """A traceback.TracebackException as a plain object."""
    result = {
        "type": report.exc_type_str,
        "message": str(report),
        "notes": list(report.__notes__ or []),
        "frames": [
            [f.filename, f.name, f.lineno, f.colno, f.end_lineno, f.end_colno] for f in report.stack if f.filename == FILE
        ],
        "members": None if report.exceptions is None else [facts(e) for e in report.exceptions],
    }
    if report.__cause__ is not None:
        result["cause"] = facts(report.__cause__)
    elif report.__context__ is not None and not report.__suppress_context__:
        result["context"] = facts(report.__context__)
    return result


def strip(report):
    """Takes this script's own frames off."""
    report.stack[:] = [f for f in report.stack if f.filename == FILE]
    for other in [report.__cause__, report.__context__, *(report.exceptions or [])]:
        if other is not None:
            strip(other)


# This script's own frame is not the programs'.
sys.setrecursionlimit(sys.getrecursionlimit() + 1)

for line in sys.stdin:
    source = json.loads(line)
    import linecache

    linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
    try:
        exec(compile(source, FILE, "exec"), {"__name__": "__main__"})
        print(json.dumps({"error": "nothing was raised"}))
    except BaseException as e:
        report = traceback.TracebackException.from_exception(e)
        strip(report)
        print(json.dumps({"facts": facts(report), "text": "".join(report.format())}))
