"""Programs of libraries from PyPI, recorded unmodified: their traces must tell only of what asyncio can do.

    python3.13 -m venv /tmp/libraries
    /tmp/libraries/bin/pip install aiohttp websockets httpx anyio aiosqlite fastapi uvicorn
    /tmp/libraries/bin/python Tests/Recorder/libraries.py [--taskviz .build/debug/taskviz] [--size 1.0] [PROGRAM...]

Each program runs under `taskviz record --headless`, and `taskviz check` looks through its trace. At size 1.0 they come to a
million events in all. The exit code is 1 where an event contradicts those before it, where one was dropped, where the
recorder had a fault of its own, or where a program failed.
"""

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
# How much each program is asked to do at size 1.0, and what it needs.
PROGRAMS = {
    "aiohttp_load": (12_000, "aiohttp"),
    "websockets_chat": (700, "websockets"),
    "httpx_anyio": (8_000, "httpx anyio"),
    "aiosqlite_rows": (16_000, "aiosqlite"),
    "fastapi_load": (4_000, "fastapi uvicorn httpx"),
}
RESULT = re.compile(r"^(\d+) of (\d+) events, (.*): (\d+) violations?$", re.MULTILINE)


def missing(libraries):
    return [name for name in libraries.split() if importlib.util.find_spec(name) is None]


def examine(name, size):
    """Records a program and checks its trace: the number of events, what it says, and what is wrong."""
    work = max(20, round(PROGRAMS[name][0] * size))
    folder = tempfile.mkdtemp(prefix="taskviz-libraries-")
    trace, recording = os.path.join(folder, "trace.json"), os.path.join(folder, "recording")
    program = os.path.join(HERE, "libraries", name + ".py")
    try:
        record = [arguments.taskviz, "record", "--headless", "--into", recording, "-o", trace, "--"]
        ran = subprocess.run(
            record + [sys.executable, program, str(work)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, universal_newlines=True)
        checked = subprocess.run([arguments.taskviz, "check", trace], stdout=subprocess.PIPE, universal_newlines=True)
        faults = [entry for entry in os.listdir(recording) if entry.endswith((".faults", ".reason"))]
        problems = [open(os.path.join(recording, entry)).read() for entry in faults]
    finally:
        shutil.rmtree(folder)
    if ran.returncode or ran.stderr:
        problems.append("exit code %d: %s" % (ran.returncode, ran.stderr))
    found = RESULT.search(checked.stdout)
    if found is None or found.group(1) != found.group(2) or found.group(4) != "0":
        problems.append(checked.stdout)
    said = ran.stdout.strip().splitlines()
    return int(found.group(2)) if found else 0, found.group(3) if found else "", said[-1] if said else "", problems


def main():
    total, failed = 0, False
    for name in arguments.programs or PROGRAMS:
        absent = missing(PROGRAMS[name][1])
        if absent:
            print("%-18s not here: pip install %s" % (name, " ".join(absent)))
            failed = True
            continue
        events, loops, said, problems = examine(name, arguments.size)
        total += events
        print("%-18s%10d events, %-18s %s" % (name, events, loops, said), flush=True)
        for problem in problems:
            print("    " + problem[:2000].strip().replace("\n", "\n    "))
        failed = failed or bool(problems)
    print("%-18s%10d events, %s" % ("in all", total, "with what is told above" if failed else "no violations"))
    return 1 if failed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("programs", nargs="*", help=", ".join(PROGRAMS))
    parser.add_argument("--taskviz", default=os.path.join(HERE, "..", "..", ".build", "debug", "taskviz"))
    parser.add_argument("--size", type=float, default=1.0)
    arguments = parser.parse_args()
    sys.exit(main())
