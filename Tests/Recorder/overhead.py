"""What recording costs: the same programs without and with the recorder and beside other tools, whole processes.

    python3.13 Tests/Recorder/overhead.py [--taskviz .build/release/taskviz] [--rounds 7] [--only recorder,viztracer]

Each round runs a program plain and then under a tool, so that both see the same machine; what is printed is the median of
the ratios. CPU is user and system time of the program and all that it started, start and exit included. A tool that this
Python has not got is left out: pip install viztracer aiomonitor wigglystuff (whose AsyncFlow keeps its events in memory).
"""

import argparse
import importlib.util
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import kept

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDER = kept.recorder()
PROGRAMS = {"switch": "switch.py", "queue": "queue_items.py", "echo": "echo.py"}
GOALS = {"switch": 2.0, "queue": 1.5, "echo": 1.15}
SLOT, SEGMENT, TEXT, TEXT_BEGUN, PADDING = 32, 4 << 20, 14, 15, 16


def recorder(program, folder):
    return [sys.executable, program], {"PYTHONPATH": RECORDER, "TASKVIZ_RECORDING": folder}


def recorder_in_python(program, folder):
    command, variables = recorder(program, folder)
    return command, {**variables, "TASKVIZ_PURE_PYTHON": "1"}


def taskviz(program, folder):
    trace = os.path.join(folder, "trace.json")
    return [arguments.taskviz, "record", "--headless", "-o", trace, "--", sys.executable, program], {"TMPDIR": folder}


def debug(program, folder):
    return [sys.executable, program], {"PYTHONASYNCIODEBUG": "1"}


def viztracer(program, folder):
    trace = os.path.join(folder, "trace.json")
    return [sys.executable, "-m", "viztracer", "--quiet", "--log_async", "-o", trace, program], {}


def peer(name):
    return lambda program, folder: ([sys.executable, os.path.join(HERE, "peers.py"), name, program], {})


TOOLS = {
    "recorder": (recorder, None),
    "recorder in Python": (recorder_in_python, None),
    "taskviz record": (taskviz, None),
    "PYTHONASYNCIODEBUG=1": (debug, None),
    "viztracer": (viztracer, "viztracer"),
    "aiomonitor": (peer("aiomonitor"), "aiomonitor"),
    "AsyncFlow": (peer("asyncflow"), "wigglystuff"),
}


def run(command, variables):
    """The seconds of CPU and of the clock that a command takes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    result = subprocess.run(
        command, env={**os.environ, **variables}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if result.returncode != 0:
        raise SystemExit("%s: exit code %d\n%s" % (" ".join(command), result.returncode, result.stderr.decode()))
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took


def events_and_bytes(folder):
    """How many events a tool has written into a folder, and the bytes that they and their texts take."""
    events = used = 0
    for name in os.listdir(folder):
        if name == "trace.json":
            with open(os.path.join(folder, name), "rb") as file:
                # viztracer's events have a phase, taskviz's a time.
                data = file.read()
                return data.count(b'"ph":') or data.count(b'"time":'), len(data)
        if not name.endswith(".events"):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        place = SLOT
        while place < len(data) and data[place + SLOT - 1] not in (0, PADDING):
            if data[place + SLOT - 1] in (TEXT, TEXT_BEGUN):
                place += (int.from_bytes(data[place + 12 : place + 16], "little") + SLOT - 1) // SLOT * SLOT
            else:
                events += 1
            place += SLOT
        used += place
    return events, used


def compare(tool, name):
    """The medians of the ratios of CPU and of the clock, and what the recorder has written."""
    make, _ = TOOLS[tool]
    program = os.path.join(HERE, "programs", PROGRAMS[name])
    cpu, clock, size = [], [], (0, 0)
    for _ in range(arguments.rounds):
        folder = tempfile.mkdtemp(prefix="taskviz-overhead-")
        try:
            plain = run([sys.executable, program], {})
            watched = run(*make(program, folder))
            size = events_and_bytes(folder)
        finally:
            shutil.rmtree(folder)
        cpu.append(watched[0] / plain[0])
        clock.append(watched[1] / plain[1])
    return statistics.median(cpu), statistics.median(clock), size, plain


def is_there(tool):
    module = TOOLS[tool][1]
    if tool == "taskviz record":
        return arguments.taskviz is not None
    return module is None or importlib.util.find_spec(module) is not None


def main():
    print("CPython %s, medians of %d rounds" % (sys.version.split()[0], arguments.rounds))
    print("%-22s%-8s%8s%8s%8s%12s%14s" % ("", "work", "CPU", "clock", "goal", "events", "bytes/event"))
    for name in arguments.work.split(","):
        for tool in arguments.only.split(",") if arguments.only else TOOLS:
            if not is_there(tool):
                print("%-22s%-8s   not here" % (tool, name))
                continue
            cpu, clock, (events, used), _ = compare(tool, name)
            goal = "%.2f" % GOALS[name] if tool == "recorder" else ""
            size = "%12d%14.1f" % (events, used / events) if events else ""
            print("%-22s%-8s%7.2fx%7.2fx%8s%s" % (tool, name, cpu, clock, goal, size), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--taskviz", help="the taskviz whose record command is measured, a release build")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", help="names of tools, separated by commas: %s" % ", ".join(TOOLS))
    parser.add_argument("--work", default=",".join(PROGRAMS))
    arguments = parser.parse_args()
    main()
