"""Places in the program's source: where tasks are made and where they wait."""

import asyncio
import os
import sys
import types
from asyncio import tasks
from types import CoroutineType, GeneratorType

from .layout import PART

OWN_FOLDERS = (os.path.dirname(asyncio.__file__) + os.sep, os.path.dirname(os.path.abspath(__file__)) + os.sep)

# Before the program goes to another folder.
SCRIPT = (getattr(sys, "argv", None) or [""])[0]
SCRIPT_PATH = os.path.abspath(SCRIPT)


def is_own(code):
    """Whether it is code of asyncio's or of the recorder's, which the program's author has not written."""
    return code.co_filename.startswith(OWN_FOLDERS)


def site_text(code, line, name=None):
    name = name or getattr(code, "co_qualname", code.co_name)
    return PART.join((file_name(code.co_filename), str(line or 0), name))


def file_name(path):
    """A file as the program was called: Python makes the path of the script an absolute one."""
    return SCRIPT if SCRIPT and (path == SCRIPT_PATH or os.path.abspath(path) == SCRIPT_PATH) else path


class Sites:
    """The numbers of the places from which the recorder is called."""

    def __init__(self, sink):
        self._sink = sink
        # By code and instruction; the code is held, or another one could come to lie at its address.
        self._known = {}

    def caller(self, frame):
        """The number of the place nearest to `frame` that the program's author has written; 0 where there is none."""
        while frame is not None:
            code = frame.f_code
            key = (id(code) << 20) + frame.f_lasti
            known = self._known.get(key)
            if known is None:
                number = 0 if is_own(code) else self._sink.text(site_text(code, frame.f_lineno))
                known = self._known[key] = (number, code)
            if known[0]:
                return known[0]
            frame = frame.f_back
        return 0


class Place:
    """A place in a chain of awaits, behind the places through which it is reached."""

    __slots__ = ("code", "number", "wait", "text", "site", "calls", "last")

    def __init__(self, code, text, number, wait, site):
        self.code = code
        self.text = text
        self.number = number
        self.wait = wait
        # The number of the innermost place that the program's author has written.
        self.site = site
        # The functions that are awaited here, by the address of their code, which they hold; and the last one of them.
        self.calls = {}
        self.last = NOWHERE


class Call:
    """A function in a chain of awaits."""

    __slots__ = ("code", "places")

    def __init__(self, code):
        self.code = code
        # Where it awaits, by the instruction.
        self.places = {}


def future_step():
    """The type of what awaits a future of CPython's own: the end of most chains."""

    class Loop:
        def get_debug(self):
            return False

    return type(asyncio.Future(loop=Loop()).__await__())


NOWHERE = Call(None)
FUTURE_STEP = future_step()
SLEEP = tasks.sleep.__code__
SLEEP_0 = getattr(tasks, "__sleep0").__code__


class Chains:
    """What suspended coroutines wait for, and through which frames.

    A chain is a path in a tree that grows where it has not been walked before: to walk it again takes a dictionary's look-up
    a frame, and no line numbers.
    """

    def __init__(self, sink, classify):
        self._sink = sink
        self._classify = classify
        self._root = Place(None, "", 0, None, 0)

    def walk(self, coroutine):
        """The place where a coroutine waits, and the innermost frame."""
        place, frame, kind = self._root, None, type(coroutine)
        while True:
            # Most chains are coroutines down to a future.
            while kind is CoroutineType:
                inside = coroutine.cr_frame
                if inside is None:
                    return place, frame
                frame, code = inside, coroutine.cr_code
                call = place.last
                if call.code is not code:
                    call = self._call(place, code)
                place = call.places.get(frame.f_lasti) or self._grow(place, call, frame, coroutine)
                coroutine = coroutine.cr_await
                kind = type(coroutine)
            if kind is FUTURE_STEP or coroutine is None:
                return place, frame
            if kind is GeneratorType:
                inside, owner, coroutine = coroutine.gi_frame, coroutine, coroutine.gi_yieldfrom
            else:
                inside, coroutine, owner = frame_behind(coroutine)
            if inside is None:
                return place, frame
            frame, call, kind = inside, self._call(place, inside.f_code), type(coroutine)
            place = call.places.get(frame.f_lasti) or self._grow(place, call, frame, owner)

    def turn(self, coroutine):
        """The number of the place where a coroutine awaits `sleep(0)` itself, as most do that give a turn away; else 0.

        Its last step was one that waits for nothing.
        """
        try:
            if coroutine.cr_await.cr_code is not SLEEP:
                return 0
            call, code = self._root.last, coroutine.cr_code
            if call.code is not code:
                call = self._call(self._root, code)
            place = call.places.get(coroutine.cr_frame.f_lasti)
            return 0 if place is None else place.number
        except AttributeError:
            # Another kind of awaitable.
            return 0

    def innermost(self, coroutine):
        """Where a coroutine waits, in words; nothing where that is not the program's."""
        parts = self.walk(coroutine)[0].text.split(PART)
        return "%s:%s" % tuple(parts[-3:-1]) if len(parts) >= 3 else ""

    def _call(self, place, code):
        call = place.calls.get(id(code))
        if call is None:
            call = place.calls[id(code)] = Call(code)
        place.last = call
        return call

    def _grow(self, place, call, frame, owner):
        code = call.code
        wait = self._classify(code, place.wait)
        text, number, site_number = place.text, place.number, place.site
        if not is_own(code):
            name = getattr(code, "co_qualname", None) or getattr(owner, "__qualname__", None)
            site = site_text(code, frame.f_lineno, name)
            text = text + PART + site if text else site
            number, site_number = self._sink.text(text), self._sink.text(site)
        made = call.places[frame.f_lasti] = Place(code, text, number, wait, site_number)
        return made


def generator_behind(awaitable):
    """The asynchronous generator behind a step of it, which nothing but the garbage collector knows; else None."""
    import gc

    if type(awaitable).__name__ == "anext_awaitable":
        inside = [item for item in gc.get_referents(awaitable) if hasattr(item, "__await__")]
        awaitable = inside[0] if inside else awaitable
    if type(awaitable).__name__ in ("async_generator_asend", "async_generator_athrow"):
        for item in gc.get_referents(awaitable):
            if isinstance(item, types.AsyncGeneratorType):
                return item
    return None


def frame_behind(awaitable):
    """The frame of what is neither a coroutine nor a generator, what it awaits, and whose frame it is."""
    generator = awaitable if isinstance(awaitable, types.AsyncGeneratorType) else generator_behind(awaitable)
    if generator is not None:
        return generator.ag_frame, generator.ag_await, generator
    # A coroutine that is compiled, such as one of Cython's.
    frame = getattr(awaitable, "cr_frame", None)
    return frame, getattr(awaitable, "cr_await", None), awaitable


def is_running(coroutine):
    """Whether its frames are on the stack: it has not come to an await, nor to its end."""
    kind = type(coroutine)
    if kind is types.CoroutineType:
        return coroutine.cr_running
    if kind is types.GeneratorType:
        return coroutine.gi_running
    generator = generator_behind(coroutine)
    if generator is not None:
        return generator.ag_running
    return getattr(coroutine, "cr_running", False)


def coroutine_name(coroutine):
    """What a task's coroutine is called."""
    generator = generator_behind(coroutine)
    if generator is not None and type(coroutine).__name__ != "anext_awaitable":
        step = "asend" if type(coroutine).__name__ == "async_generator_asend" else "aclose"
        return "%s.%s" % (generator.__qualname__, step)
    return getattr(coroutine, "__qualname__", None) or type(coroutine).__name__
