"""Starts the recording of a process that has imported asyncio."""

import atexit
import os
import sys

from . import compiled, executors, layout, notes, output, resources, scopes, stalls, steps, task_class, workers
from .clock import Clock
from .log import Log, message_of

log = None


def start(folder):
    """Records this process into a folder from now on."""
    global log
    if sys.implementation.name != "cpython":
        raise RuntimeError("only CPython can be recorded, and this is %s" % sys.implementation.name)
    if sys.version_info < (3, 8):
        raise RuntimeError("only Python 3.8 and later can be recorded")
    is_virtual = bool(os.environ.get("TASKVIZ_VIRTUAL_TIME"))
    log = Log(folder, Clock.nanoseconds) if is_virtual else Log(folder)
    task_class.install(log)
    steps.install(log)
    scopes.install(log)
    resources.install(log)
    executors.install(log)
    output.install(log)
    compiled.install(log)
    watch_end()
    if is_virtual:
        from . import virtual_time

        virtual_time.install(log)
    else:
        workers.install(log)
        stalls.install(log)
    compiled.attach(log)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=begin_in_child)
    tell_beginning()
    log.safely(notes.install, log)


def tell_beginning():
    script = sys.argv[0] if getattr(sys, "argv", None) else ""
    version = "%d.%d.%d" % sys.version_info[:3]
    text = layout.PART.join((script, version, str(os.getppid())))
    log.sink.event(layout.PROCESS, os.getpid(), log.sink.fresh(text))


def begin_in_child():
    try:
        log.begin_anew()
        tell_beginning()
    except Exception:
        log.fault()


def watch_end():
    """Tells how the program ends."""
    plain_hook = sys.excepthook

    def hook(kind, error, trace):
        start.error = (kind.__name__, message_of(error))
        if getattr(kind, "is_recorders", False):
            sys.stderr.write("taskviz: %s\n" % error)
        else:
            plain_hook(kind, error, trace)

    start.error = None
    sys.excepthook = hook
    atexit.register(tell_end)


def tell_end():
    log.sink.make_room()
    for output in log.outputs:
        output.told()
    if start.error is None:
        log.sink.event(layout.FINISH, 0, detail=layout.RETURNED)
    else:
        name, message = (log.sink.text(text) for text in start.error)
        log.sink.event(layout.FINISH, 0, name, message, detail=layout.RAISED)
