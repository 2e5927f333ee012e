"""The recorder as taskviz keeps it: its files in a folder of their own, with the hooks in C compiled."""

import atexit
import os
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, "..", "..", "Sources", "Recording", "Recorder")
OPTIONS = ["-O3", "-fno-strict-aliasing", "-shared", "-fPIC", "-fvisibility=hidden"]


def recorder():
    """A folder for PYTHONPATH, which goes when this process ends; it says so where there is no compiler."""
    folder = tempfile.mkdtemp(prefix="taskviz-recorder-")
    atexit.register(shutil.rmtree, folder)
    kept = os.path.join(folder, "recorder")
    shutil.copytree(SOURCES, kept, ignore=shutil.ignore_patterns("__pycache__"))
    package = os.path.join(kept, "taskviz_recorder")
    source, module = os.path.join(package, "in_c", "hooks.c"), os.path.join(package, "hooks.abi3.so")
    try:
        subprocess.run(["cc"] + OPTIONS + ["-o", module, source], check=True)
    except FileNotFoundError:
        print("there is no compiler: the hooks are those in Python")
    return kept
