"""How long it takes until what happens in a program is on the screen, in a terminal of the dashboard's own.

    pip install pyte
    python3.13 Tests/Recorder/latency.py [--taskviz .build/release/taskviz] [--count 20]

A program makes tasks, or blocks its loop, under names that come only once, and notes when by the clock that is read here,
too, when the name is first on the screen. An event is to be there within 100 ms, a blocked loop within 200 ms of the time
when it blocks. The exit code is 1 where the median is later.
"""

import argparse
import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time

import pyte

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS, COLUMNS = 40, 160
# What is measured: the program and the goal in milliseconds.
MEASURES = {"an event": ("words.py", 100), "a blocked loop": ("blocks.py", 200)}
PATIENCE = 120


class Watched:
    """taskviz in a terminal: what it draws is kept, with the times, and looked at when nothing is to be measured any more."""

    def __init__(self, command):
        self._drawn = []
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.environ.update(TERM="xterm-256color")
            os.execv(command[0], command)

    def read(self):
        """Takes what is drawn next, if anything is for a while."""
        if select.select([self._terminal], [], [], 0.2)[0]:
            data = os.read(self._terminal, 1 << 16)
            self._drawn.append((time.monotonic_ns(), data))

    def screens(self):
        """What was on the screen, as text, and since when."""
        screen = pyte.Screen(COLUMNS, ROWS)
        stream = pyte.ByteStream(screen)
        for now, data in self._drawn:
            stream.feed(data)
            yield now, "\n".join(line.rstrip() for line in screen.display)

    def end(self):
        os.write(self._terminal, b"q")
        began = time.monotonic()
        while os.waitpid(self.process, os.WNOHANG)[0] == 0:
            if time.monotonic() - began > 5:
                os.kill(self.process, 9)
            try:
                self.read()
            except OSError:
                time.sleep(0.01)


def words(path):
    """What has been noted: times by names."""
    if not os.path.exists(path):
        return {}
    with open(path) as file:
        return {word: int(when) for word, when in (line.split() for line in file if line.endswith("\n"))}


def measure(program, count):
    """How long each name took to be on the screen, in milliseconds."""
    folder = tempfile.mkdtemp(prefix="taskviz-latency-")
    notes, seen = os.path.join(folder, "notes"), {}
    watched = Watched(
        [os.path.abspath(arguments.taskviz), "record", "--", sys.executable,
         os.path.join(HERE, "programs", program), notes, str(count)])
    try:
        end = time.monotonic() + PATIENCE
        while len(words(notes)) < count and time.monotonic() < end:
            watched.read()
        end = time.monotonic() + 2
        while time.monotonic() < end:
            watched.read()
        noted = words(notes)
    finally:
        watched.end()
        shutil.rmtree(folder)
    for now, text in watched.screens():
        for word, when in noted.items():
            if word not in seen and word in text:
                seen[word] = (now - when) / 1e6
    if len(seen) < count:
        print("%d of %d were never on the screen, of which this is the last:\n%s" % (count - len(seen), count, text))
    return sorted(seen.values())


def main():
    failed = False
    for what, (program, goal) in MEASURES.items():
        times = measure(program, arguments.count)
        if times:
            median = statistics.median(times)
            print("%-15s median %4.0f ms, worst %4.0f ms of %d; the goal is %d ms" % (
                what, median, times[-1], len(times), goal), flush=True)
        failed = failed or len(times) < arguments.count or median > goal
    return 1 if failed else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--taskviz", default=os.path.join(HERE, "..", "..", ".build", "debug", "taskviz"))
    parser.add_argument("--count", type=int, default=20)
    arguments = parser.parse_args()
    sys.exit(main())
