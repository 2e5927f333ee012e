"""CPython's own tests of asyncio, without and with the recorder: both must pass and fail alike.

    python3 Tests/Recorder/asyncio_suite.py PYTHON... [-- MODULE...]

Each PYTHON runs the modules of its own `test.test_asyncio`, each in a process of its own. A test whose outcome differs is
run again, three times on both sides, as some depend on how fast a machine is. The exit code is 1 where one still differs.
With TASKVIZ_PURE_PYTHON=1 in the environment the recorder does without its hooks in C.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

import kept

RECORDER = kept.recorder()
LIST = "import os, test.test_asyncio as t; print(*sorted(n[:-3] for n in os.listdir(t.__path__[0]) if n.startswith('test_')))"
PATIENCE = 600


def modules(python):
    found = subprocess.run([python, "-c", LIST], stdout=subprocess.PIPE, universal_newlines=True)
    return found.stdout.split()


def run(python, module, recorded, only=None):
    """The outcome of each test of a module, by its name, and the faults of the recorder's own."""
    folder = tempfile.mkdtemp(prefix="taskviz-suite-")
    report = os.path.join(folder, "report.xml")
    variables = dict(os.environ)
    if recorded:
        variables.update(PYTHONPATH=RECORDER, TASKVIZ_RECORDING=folder)
    command = [python, "-m", "test", "--junit-xml", report, "test.test_asyncio." + module]
    if only:
        command[-1:-1] = ["-m", only]
    try:
        try:
            ended = subprocess.run(
                command, env=variables, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, timeout=PATIENCE)
            outcomes = {"exit code": str(ended.returncode)}
        except subprocess.TimeoutExpired:
            outcomes = {"exit code": "none in %d s" % PATIENCE}
        if os.path.exists(report):
            outcomes.update(read(report))
        faults = [open(os.path.join(folder, name)).read() for name in os.listdir(folder) if name.endswith(".faults")]
        return outcomes, faults
    finally:
        shutil.rmtree(folder)


def read(report):
    outcomes = {}
    for case in ElementTree.parse(report).iter("testcase"):
        words = {child.tag for child in case} & {"error", "failure", "skipped"}
        outcomes["%s.%s" % (case.get("classname") or "", case.get("name"))] = ", ".join(sorted(words)) or "passed"
    return outcomes


def differences(python, module):
    """The tests whose outcomes differ each of four times; how many there are; the faults."""
    plain, _ = run(python, module, False)
    recorded, faults = run(python, module, True)
    differ = [name for name in sorted(plain.keys() | recorded.keys()) if plain.get(name) != recorded.get(name)]
    for name in [name for name in differ if name != "exit code"]:
        method = name.split(" ")[0].split(".")[-1]
        for _ in range(3):
            again = [run(python, module, side, method)[0].get(name) for side in (False, True)]
            if again[0] == again[1]:
                print("    %s: differs only sometimes" % name)
                differ.remove(name)
                break
    if differ == ["exit code"] and all(plain.get(name) == recorded.get(name) for name in plain if name != "exit code"):
        print("    exit codes %s and %s" % (plain["exit code"], recorded["exit code"]))
    for name in differ:
        print("    %s: %s without, %s with the recorder" % (name, plain.get(name), recorded.get(name)))
    return differ, plain, faults


def main(words):
    # The tests interrupt themselves, which one who ignores that would hand on.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    pythons, chosen = (words[: words.index("--")], words[words.index("--") + 1 :]) if "--" in words else (words, None)
    failed = False
    for python in pythons or [sys.executable]:
        version = subprocess.run([python, "-V"], stdout=subprocess.PIPE, universal_newlines=True).stdout.strip()
        totals, differ, faults = {}, [], []
        for module in chosen or modules(python):
            found = differences(python, module)
            differ += found[0]
            faults += found[2]
            for name, outcome in found[1].items():
                if name != "exit code":
                    totals[outcome] = totals.get(outcome, 0) + 1
            print("%s %-28s %4d tests, %d differ, %d faults" % (
                version, module, len(found[1]) - 1, len(found[0]), len(found[2])), flush=True)
            for fault in found[2]:
                print("      " + fault[:1500].replace("\n", "\n      "))
        print("%s: %s; %d differ, %d faults of the recorder's own" % (
            version, ", ".join("%d %s" % (count, outcome) for outcome, count in sorted(totals.items())), len(differ),
            len(faults)), flush=True)
        failed = failed or bool(differ or faults)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
