"""A clock that jumps: a program whose waits are all timers runs without waiting, in the same order each time.

Only what makes asyncio depend on the machine is replaced: the clocks, the wait of the selector, ties between timers, which
come in the order in which they were set, and sets of tasks, which are gone through in the order of their making. Where it
is not for a timer to say what comes next, but for the world outside, the program is ended with a sentence.
"""

import asyncio
import atexit
import gc
import os
import sys
import time
from asyncio import base_events, events, selector_events

from . import layout, ordered, virtual_threads
from .clock import Clock

# What sysexits.h calls a service that is not available.
REFUSED = 69
TURNS, TURN = 10_000, 10e-6


class Deadlock(BaseException):
    """Nothing is ready, no timer is set, and nothing outside could wake the loop."""

    # It has no traceback that would say anything of the program.
    is_recorders = True


class SerialTimerHandle(events.TimerHandle):
    """A timer that comes after those of the same deadline that were set before it."""

    __slots__ = ["serial"]
    made = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self._source_traceback:
            # This function is none of asyncio's.
            del self._source_traceback[-1]
        SerialTimerHandle.made += 1
        self.serial = SerialTimerHandle.made

    def __lt__(self, other):
        return (self._when, self.serial) < (other._when, other.serial)


class JumpingSelector:
    """A selector that looks whether a descriptor is ready, and else moves the clock to the next timer."""

    def __init__(self, selector, loop, log):
        self._selector = selector
        self._loop = loop
        self._log = log
        self._moment, self._turns = -1.0, 0

    def __getattr__(self, name):
        return getattr(self._selector, name)

    def select(self, timeout=None):
        threads = virtual_threads.Workers
        if threads.current is None:
            threads.run_ready()
        self._let_time_pass()
        found = self._selector.select(0)
        while not found and not self._loop._ready and (timeout is None or timeout > 0):
            self._refuse_world()
            timer = self._loop._scheduled[0]._when if self._loop._scheduled else float("inf")
            if threads.current is not None:
                # A loop of its own in a thread.
                if timer == float("inf"):
                    raise Deadlock("deadlock: nothing is left that could wake a task")
                threads.sleep(timer)
                return []
            when = min(timer, threads.next_wake())
            if when == float("inf"):
                raise Deadlock("deadlock: nothing is left that could wake a task")
            threads.advance(when)
            if timer <= when:
                break
            found = self._selector.select(0)
        return found

    def _let_time_pass(self):
        """Under a real clock turns take time: a program that polls for a timer must not do so for ever."""
        if Clock.now != self._moment:
            self._moment, self._turns = Clock.now, 0
            return
        self._turns += 1
        if self._turns > TURNS and virtual_threads.Workers.current is None:
            virtual_threads.Workers.advance(Clock.now + TURN)
            self._moment = Clock.now

    def _refuse_world(self):
        """Ends the program where it is not for a timer alone to say what comes next."""
        own = getattr(self._loop, "_ssock", None)
        for key in self._selector.get_map().values():
            if own is None or key.fd != own.fileno():
                refuse(self._log, self._loop, "what comes in by descriptor %d" % key.fd)
        thread = virtual_threads.foreign_thread()
        if thread is not None:
            refuse(self._log, self._loop, "the thread %s, which runs by the clock on the wall" % thread.name)


def refuse(log, loop, what):
    """Says what the loop waits for, and where, and ends the program."""
    places = []
    for task in sorted(asyncio.all_tasks(loop), key=log.number):
        place = log.chains.innermost(task.get_coro())
        if place and log.number(task):
            places.append("%s at %s" % (task.get_name(), place))
    where = "; waiting: " + ", ".join(places[:5]) if places else ""
    sys.stdout.flush()
    # Its class's own `write` tells the recording nothing, which is told below.
    type(sys.__stderr__).write(
        sys.__stderr__,
        "taskviz: virtual time cannot say what comes next: the loop waits for %s%s. "
        "Record it without --virtual-time.\n" % (what, where))
    sys.__stderr__.flush()
    name, message = log.sink.text("VirtualTimeRefused"), log.sink.fresh("the loop waits for " + what)
    log.sink.event(layout.FINISH, 0, name, message, detail=layout.RAISED)
    os._exit(REFUSED)


def install(log):
    watch_loops(log)
    replace_clocks(log)
    virtual_threads.install(log)
    ordered.install(log)
    events.TimerHandle = asyncio.TimerHandle = SerialTimerHandle
    SerialTimerHandle.__name__ = SerialTimerHandle.__qualname__ = "TimerHandle"
    if os.environ.get("TASKVIZ_SEED"):
        import random

        random.seed(int(os.environ["TASKVIZ_SEED"]))
        # Cycles stay until the end: when they are looked for depends on how much the recorder allocates.
        gc.disable()
        # Those are the last of the functions that are called at the end: what is left goes as it always does.
        atexit.register(gc.enable)
    # Time passes in sleeps alone, which say so themselves.
    log.stall = float("inf")


def watch_loops(log):
    loop = selector_events.BaseSelectorEventLoop
    plain_init = loop.__init__

    def __init__(self, selector=None):
        plain_init(self, selector)
        self._clock_resolution = 1e-9
        self._selector = JumpingSelector(self._selector, self, log)

    loop.__init__ = __init__
    base_events.BaseEventLoop.time = lambda self: Clock.now


def replace_clocks(log):
    plain = {name: getattr(time, name) for name in ("sleep", "strftime", "localtime", "gmtime", "ctime", "time")}
    epoch = float(os.environ.get("TASKVIZ_EPOCH") or plain["time"]())

    def sleep(seconds):
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        workers = virtual_threads.Workers
        if workers.is_mine():
            if seconds > 0:
                workers.sleep(Clock.now + seconds)
        elif virtual_threads.is_foreign():
            plain["sleep"](seconds)
        else:
            workers.advance(Clock.now + seconds)
            # What takes no time holds nobody up.
            if seconds > 0:
                log.stalled(seconds, "time.sleep(%s)" % (int(seconds) if seconds == int(seconds) else repr(seconds)))

    def now():
        return epoch + Clock.now

    def from_now(function, place):
        return lambda *args: function(*args) if len(args) > place else function(*args, now())

    sleep.__qualname__, sleep.__module__ = "sleep", "time"
    time.sleep = sleep
    for name in ("perf_counter", "monotonic", "process_time", "thread_time"):
        setattr(time, name, lambda: Clock.now)
        setattr(time, name + "_ns", lambda: round(Clock.now * 1e9))
    time.time = now
    time.time_ns = lambda: int(epoch * 1e9) + round(Clock.now * 1e9)
    for name in ("localtime", "gmtime", "ctime"):
        setattr(time, name, from_now(plain[name], 0))
    time.strftime = lambda form, when=None: plain["strftime"](form, when or time.localtime())
