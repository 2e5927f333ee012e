"""Loops that are blocked, told of while they are: a thread looks for a step that lasts too long, and where it stands.

It looks as often as the shortest stall lasts while steps are taken, and sleeps while none are: then what runs handles is
exchanged for what wakes it first and puts everything back. It is none of `threading`'s threads, holds nothing, and is
gone while the process forks.
"""

import _thread
import atexit
import os
import sys
import time
from asyncio import events

from . import layout
from .places import is_own

LIBRARY = os.path.dirname(os.__file__) + os.sep
SITES = (os.sep + "site-packages" + os.sep, os.sep + "dist-packages" + os.sep)
# How often it may find that nothing runs before it sleeps.
PATIENCE = 5
# A step that goes on and on is looked at ever more seldom, and at last each second.
LONGEST_PAUSE = 1_000_000_000
DEEPEST = 500
# How often its end is looked for, which takes a tenth of a millisecond on a machine that is not busy.
MOST_WAITS = 2000


def install(log):
    """Watches this process's loops, and those of its forks."""
    # In nanoseconds, where somebody has said it.
    log.stall = int(os.environ.get("TASKVIZ_STALL") or log.stall)
    watcher = log.stalls = Stalls(log)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=watcher.stop, after_in_parent=watcher.begin, after_in_child=watcher.begin)
    atexit.register(watcher.stop)


class Blocked:
    """A step that holds a loop."""

    __slots__ = ("began", "number", "place", "due", "pause")

    def __init__(self, began, number, due):
        self.began = began
        self.number = number
        # Where it stood when it was last looked at.
        self.place = ""
        # When it is looked at next, and how long after that again.
        self.due = due
        self.pause = min(due - began, LONGEST_PAUSE)


class Stalls:
    def __init__(self, log):
        self._log = log
        # What runs the callbacks of loops: classes and the names of their methods.
        self._entrances = [(events.Handle, "_run")]
        # What puts back those that are exchanged.
        self._exchanged = []
        self.begin()

    def begin(self):
        """Waits for the first step of this process, which may be a fork of one that is watched."""
        self._put_back()
        self._thread = self._native = 0
        self._ends = False
        self._signal = _thread.allocate_lock()
        self._signal.acquire()
        # The latest step that has been seen, and how often no other one has.
        self._latest = self._idle = 0
        self._sleep()

    # Sleep

    def _sleep(self):
        """Has the next step wake the thread, or start one."""
        for cls, name in self._entrances:
            self._exchange(cls, name)

    def enter_by(self, cls, name):
        """Another kind of loop has its callbacks run by a method of this name."""
        self._entrances.append((cls, name))
        if self._exchanged:
            self._exchange(cls, name)

    def _exchange(self, cls, name):
        plain = cls.__dict__[name]

        def waking(*arguments):
            if self._exchanged:
                self._wake()
            return plain(*arguments)

        def put_back():
            # Somebody else may have exchanged it meanwhile.
            if cls.__dict__[name] is waking:
                setattr(cls, name, plain)

        self._exchanged.append(put_back)
        setattr(cls, name, waking)

    def _put_back(self):
        while self._exchanged:
            self._exchanged.pop()()

    def _wake(self):
        self._put_back()
        self._idle = 0
        if self._ends:
            return
        if self._thread:
            self._release()
            return
        try:
            self._thread = _thread.start_new_thread(self._watch, ())
        except RuntimeError:
            # No thread is left for it, or the interpreter ends.
            self._ends = True

    def _release(self):
        try:
            self._signal.release()
        except RuntimeError:
            pass

    def stop(self):
        """Ends the thread, before a fork or the end of the process, and waits until the system knows of it no more."""
        thread, self._thread = self._thread, 0
        if not thread:
            return
        self._ends = True
        self._release()
        for _ in range(MOST_WAITS):
            # It may not even have begun.
            if self._native and not os.path.exists("/proc/self/task/%d" % self._native):
                break
            time.sleep(0.0001)

    # Watch

    def _watch(self):
        self._native = getattr(_thread, "get_native_id", int)()
        while not self._ends:
            try:
                pause = self._look()
            except Exception:
                self._log.fault()
                return
            if pause is None:
                self._signal.acquire()
            else:
                self._signal.acquire(True, pause / 1e9)

    def _look(self):
        """Tells of the loops that are blocked; how long to wait for the next look, nothing for ever."""
        now, shortest = self._log.now(), self._log.stall
        pause, latest = shortest, self._latest
        for thread, lane in list(self._log.lanes.items()):
            began = lane.began
            latest = max(latest, began)
            if lane.task is None and lane.callback is None:
                continue
            blocked = lane.blocked
            if blocked is None or blocked.began != began:
                blocked = lane.blocked = Blocked(began, lane.number, began + shortest)
            if now >= blocked.due:
                self._tell(thread, blocked)
                blocked.due, blocked.pause = now + blocked.pause, min(blocked.pause * 2, LONGEST_PAUSE)
            pause = min(pause, max(blocked.due - now, 1_000_000))
        self._idle = 0 if latest > self._latest or pause < shortest else self._idle + 1
        self._latest = latest
        if self._idle < PATIENCE:
            return pause
        self._sleep()
        return None

    def _tell(self, thread, blocked):
        frame = sys._current_frames().get(thread)
        blocked.place = place(frame)
        del frame
        sink = self._log.sink
        sink.event(layout.STALL, blocked.number, 0, 0, sink.text(blocked.place))


def place(frame):
    """Where a thread stands, from the inside: the innermost place, and the innermost that is no library's."""
    places = []
    for _ in range(DEEPEST):
        if frame is None:
            break
        code = frame.f_code
        if not is_own(code):
            is_program = not code.co_filename.startswith((LIBRARY, "<frozen ")) and not any(
                folder in code.co_filename for folder in SITES)
            if is_program or not places:
                name = getattr(code, "co_qualname", code.co_name)
                places.append("%s %s:%d" % (name, os.path.basename(code.co_filename), frame.f_lineno or 0))
            if is_program:
                break
        frame = frame.f_back
    return " < ".join(places)
