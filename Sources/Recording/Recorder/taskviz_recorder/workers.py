"""Threads as lanes of their own: the workers of pools, from their start to their end."""

import functools
import sys
import threading
from concurrent.futures import thread as pools

from . import compiled, layout
from .places import is_own, site_text

OWN_FILES = (threading.__file__, pools.__file__)


def install(log):
    """Has the workers of thread pools tell what they do, by the clock on the wall."""
    plain_start, plain_worker, plain_run = threading.Thread.start, pools._worker, pools._WorkItem.run
    plain_item_init = pools._WorkItem.__init__

    def start(self):
        if getattr(self, "_target", None) is worker:
            log.safely(create, log, self, sys._getframe(1))
        plain_start(self)

    def worker(*arguments):
        thread = threading.current_thread()
        number = getattr(thread, "_taskviz_number", 0)
        if number:
            log.safely(enter, log, number)
        try:
            plain_worker(*arguments)
        finally:
            if number:
                log.safely(finish, log, number)

    def __init__(self, *arguments, **names):
        plain_item_init(self, *arguments, **names)
        self._taskviz_cause = log.cause()

    def run(self):
        number = log.lane.number
        is_first = number and log.safely(begin_call, log, number, getattr(self, "_taskviz_cause", None))
        plain_run(self)
        if is_first:
            # It holds nothing of the call any more, which may have been the last to do so.
            log.safely(suspend, log, number, layout.IO, log.sink.text("another call"), 0)

    threading.Thread.start, pools._worker = start, functools.update_wrapper(worker, plain_worker)
    pools._WorkItem.__init__, pools._WorkItem.run = __init__, run


def create(log, thread, frame):
    """A thread is made, which is nobody's child: it serves all."""
    number = thread._taskviz_number = log.next_number()
    description = log.sink.text("%s%s%d" % ("worker thread", layout.PART, log.sites.caller(frame)))
    log.sink.event(layout.CREATE, number, 0, description, 0, log.sink.fresh(thread.name))
    return number


def enter(log, number):
    """The thread that calls is the lane of this number from now on."""
    log.lane.number = number
    log.idle_threads.discard(number)


def leave(log):
    """The thread that calls is about to end, and another one may get its identifier."""
    log.lanes.pop(threading.get_ident(), None)
    compiled.forget_lane()


def begin_call(log, number, cause):
    if number in log.idle_threads:
        log.idle_threads.discard(number)
        waker, source = cause or (layout.BY_CALLBACK, 0)
        log.sink.event2(log.now(), number, source, waker, layout.READY)
    resume(log, number)
    return True


def resume(log, number):
    log.sink.event2(log.now(), number, 0, 0, layout.RESUME)


def suspend(log, number, kind, what, chain):
    log.idle_threads.add(number)
    log.sink.event3(log.now(), number, what, chain, kind, layout.SUSPEND)


def finish(log, number):
    if number in log.idle_threads:
        log.idle_threads.discard(number)
        log.sink.event2(log.now(), number, 0, layout.BY_CALLBACK, layout.READY)
        resume(log, number)
    log.sink.event3(log.now(), number, 0, 0, layout.RETURNED, layout.FINISH)
    leave(log)


def stack_chain(log):
    """The number of the calls of the program's that are under way in the thread that calls."""
    sites, frame = [], sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if not is_own(code) and code.co_filename not in OWN_FILES:
            sites.append(site_text(code, frame.f_lineno))
        frame = frame.f_back
    return log.sink.text(layout.PART.join(reversed(sites)))
