"""Where events go: files that are mapped into memory, which a kill -9 does not take back and nobody has to read in time.

A slot is taken from a counter, which is one indivisible step in CPython: threads, signal handlers and the garbage
collector, which may record while something else is recorded, never share one, and nobody waits for a lock but threads that
find a segment full. The files are closed as soon as they are mapped, so that a program may close every descriptor it finds.
"""

import itertools
import mmap
import os
import threading

from . import layout
from .compiled import hooks
from .layout import EVENT, EVENT_1, EVENT_2, EVENT_3, SEGMENT_BYTES, SLOT

LONGEST_TEXT = 16 << 10
# A program that runs for long makes ever new ones.
MOST_TEXTS = 1 << 16
# How many slots of a ring are thrown away where there is no room, before one looks again.
THROWN_SLOTS = 1 << 4


class Sink:
    """Writes the events of one process into a folder, up to `most` segments; what is beyond them is counted."""

    def __init__(self, folder, now, most=256):
        self.folder = folder
        self.now = now
        self._most = most
        # Of a ring, taskviz takes the oldest segments away: how many there may be at one time.
        self._ring = int(os.environ.get("TASKVIZ_RING") or 0)
        self.begin()

    def begin(self):
        """Begins a recording of this process, which may be a fork of one that is recorded."""
        self._numbers = {}
        self._text_numbers = itertools.count(1)
        self._index = -1
        self._first = None
        self._oldest = self._missing = 0
        # What goes nowhere, while a ring has no room; texts that have gone there, and come again.
        self._thrown = None
        self._unsaid = []
        self._lock = threading.RLock()
        # Whether a segment is being made, and where a handler of signals writes, or the garbage collector, that runs in the
        # same thread meanwhile.
        self._is_rolling = False
        self._interim = None
        self._go_on()

    def _go_on(self):
        """Goes on in a new segment."""
        self._is_rolling = True
        try:
            self._write_to(self._next_segment())
        finally:
            self._is_rolling = False
        interim, self._interim = self._interim, None
        if interim is not None:
            move(interim, self.current)

    def _write_to(self, segment):
        self.current = segment
        if hooks is not None:
            hooks.go_on(segment[1])

    def _has_room(self):
        """Whether there may be one more segment."""
        if not self._ring:
            return self._index < self._most
        while self._oldest < self._index and not os.path.exists(self._path(self._oldest)):
            self._oldest += 1
        return self._index - self._oldest < self._ring

    def _path(self, index):
        return os.path.join(self.folder, "%d.%06d.events" % (os.getpid(), index))

    def _next_segment(self):
        """A segment and the counter of its slots; one that is thrown away where there is no room."""
        self._index += 1
        if self._has_room():
            try:
                buffer = map_file(self._path(self._index))
            except OSError as error:
                self._most = self._index
                if self._first is None:
                    tell(self.folder, error)
            else:
                slots = count_slots(buffer, SLOT)
                layout.HEADER.pack_into(buffer, 0, layout.MAGIC, os.getpid(), self._index, self.now(), 0)
                self._first = self._first or buffer
                if self._missing:
                    EVENT.pack_into(buffer, next(slots), self.now(), self._missing, 0, 0, 0, 0, 0, 0, layout.DROPPED)
                    self._missing = 0
                    self._thrown = None
                    while self._unsaid and put_text(buffer, slots, *self._unsaid[-1]):
                        self._unsaid.pop()
                return buffer, slots
        if self._ring:
            # The next one may find room.
            self._index -= 1
            self._missing += THROWN_SLOTS
            self._thrown = self._thrown or mmap.mmap(-1, SEGMENT_BYTES)
            return self._thrown, count_slots(self._thrown, SEGMENT_BYTES - THROWN_SLOTS * SLOT)
        if self._first is not None:
            dropped = (self._index - self._most + 1) * (SEGMENT_BYTES // SLOT)
            layout.DROPPED_COUNT.pack_into(self._first, layout.DROPPED_PLACE, dropped)
        buffer = mmap.mmap(-1, SEGMENT_BYTES)
        return buffer, count_slots(buffer, SLOT)

    def _roll(self, full):
        """Goes on in a new segment, unless another thread has begun it."""
        with self._lock:
            if self.current[0] is not full:
                return
            if self._is_rolling:
                buffer = mmap.mmap(-1, SEGMENT_BYTES)
                self._interim = buffer, count_slots(buffer, SLOT)
                self._write_to(self._interim)
            else:
                self._go_on()

    def make_room(self):
        """Goes on in a segment of a ring even where there is no room for one: what comes now is the last."""
        with self._lock:
            if self.current[0] is self._thrown:
                self._ring += 1
            elif self._interim is None:
                return
            self._go_on()

    # Events

    def event(self, kind, a=0, b=0, c=0, d=0, e=0, f=0, detail=0):
        self.again(self.now(), kind, a, b, c, d, e, f, detail)

    def again(self, time, kind, a, b, c, d, e, f, detail):
        """Writes an event, if need be into a new segment."""
        while True:
            buffer, slots = self.current
            place = next(slots)
            if place < SEGMENT_BYTES:
                return EVENT.pack_into(buffer, place, time, a, b, c, d, e, f, detail, kind)
            self._roll(buffer)

    # Those that come most often, each with the time at which it happened.

    def event1(self, time, a, kind, write=EVENT_1.pack_into):
        buffer, slots = self.current
        place = next(slots)
        if place < SEGMENT_BYTES:
            write(buffer, place, time, a, kind)
        else:
            self._roll(buffer)
            self.event1(time, a, kind)

    def event2(self, time, a, b, detail, kind, write=EVENT_2.pack_into):
        buffer, slots = self.current
        place = next(slots)
        if place < SEGMENT_BYTES:
            write(buffer, place, time, a, b, detail, kind)
        else:
            self._roll(buffer)
            self.event2(time, a, b, detail, kind)

    def event3(self, time, a, b, c, detail, kind, write=EVENT_3.pack_into):
        buffer, slots = self.current
        place = next(slots)
        if place < SEGMENT_BYTES:
            write(buffer, place, time, a, b, c, detail, kind)
        else:
            self._roll(buffer)
            self.event3(time, a, b, c, detail, kind)

    # Texts

    def text(self, text):
        """The number of a text that comes again and again; 0 for none."""
        number = self._numbers.get(text)
        if number is None:
            if len(self._numbers) >= MOST_TEXTS:
                return self.fresh(text)
            number = self._numbers[text] = self._new(text, 0)
        return number

    def fresh(self, text):
        """Writes a text that hardly comes a second time, cut to a reasonable length, and gives its number."""
        return self._new(text, layout.FRESH_TEXT)

    def _new(self, text, detail):
        data = text.encode("utf-8", "replace")[:LONGEST_TEXT]
        number = next(self._text_numbers)
        while not self._write(number, data, detail):
            pass
        return number

    def _write(self, number, data, detail):
        buffer, slots = self.current
        if buffer is self._thrown:
            if next(slots) >= SEGMENT_BYTES:
                self._roll(buffer)
                return False
            if detail != layout.FRESH_TEXT:
                self._unsaid.append((number, data, detail))
            return True
        if not put_text(buffer, slots, number, data, detail):
            self._roll(buffer)
            return False
        return True


def count_slots(buffer, start):
    """The places of a segment's slots, each given once."""
    return itertools.count(start, SLOT) if hooks is None else hooks.Slots(buffer, start)


def move(interim, segment):
    """Moves what has been written while there was no segment to write to."""
    (source, taken), (buffer, slots) = interim, segment
    data = source[SLOT : min(next(taken), SEGMENT_BYTES)]
    places = list(itertools.islice(slots, len(data) // SLOT))
    if places and places[-1] < SEGMENT_BYTES:
        buffer[places[0] : places[0] + len(data)] = data


def put_text(buffer, slots, number, data, detail):
    """Writes a text into a segment; false where it has no room there, and nothing follows in it."""
    count = 1 + (len(data) + SLOT - 1) // SLOT
    # Slots that follow one another, as the counter is not left in between.
    start = list(itertools.islice(slots, count))[0]
    if start + count * SLOT > SEGMENT_BYTES:
        if start < SEGMENT_BYTES:
            buffer[start + SLOT - 1] = layout.PADDING
        return False
    EVENT_2.pack_into(buffer, start, 0, number, len(data), detail, layout.TEXT_BEGUN)
    buffer[start + SLOT : start + SLOT + len(data)] = data
    buffer[start + SLOT - 1] = layout.TEXT
    return True


def tell(folder, error):
    """Tells taskviz why there is no room for anything."""
    try:
        descriptor = os.open(os.path.join(folder, "%d.reason" % os.getpid()), os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(descriptor, ("%s: %s" % (folder, error.strerror)).encode("utf-8", "replace"))
        os.close(descriptor)
    except OSError:
        pass


def map_file(path):
    """A new file of a segment's size, mapped: its blocks are there, for a write to one that is not would end the program."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        try:
            allocate(descriptor)
            return mmap.mmap(descriptor, SEGMENT_BYTES)
        except BaseException:
            os.unlink(path)
            raise
    finally:
        os.close(descriptor)


def allocate(descriptor):
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, SEGMENT_BYTES)
    else:
        block = bytes(1 << 16)
        for _ in range(SEGMENT_BYTES // len(block)):
            os.write(descriptor, block)
