"""What the program prints, by the task that prints it: the standard streams stay what they are, and say what is written."""

import io
import sys


def install(log):
    for number, stream in enumerate((sys.stdout, sys.stderr)):
        # One that is none of Python's own is the program's.
        if type(stream) is io.TextIOWrapper:
            log.outputs.append(Output(log, stream, number))


class Output:
    """A standard stream, whose `write` and `flush` are hidden by functions that tell of the text first."""

    def __init__(self, log, stream, number):
        self._log = log
        self._number = number
        self._started = ""
        self._writer = 0
        plain_write, plain_flush = stream.write, stream.flush

        def write(text, /):
            try:
                if isinstance(text, str):
                    self._tell(text)
            except Exception:
                log.fault()
            return plain_write(text)

        def flush():
            log.safely(self.told)
            return plain_flush()

        stream.write, stream.flush = write, flush

    def _tell(self, text):
        """A line that is written in pieces is told as one, unless others write in between; a carriage return ends it, too."""
        writer = self._log.lane.number
        if writer != self._writer:
            self.told()
            self._writer = writer
        text = self._started + text
        end = max(text.rfind("\n"), text.rfind("\r")) + 1
        self._started = text[end:]
        if end:
            self._log.output(self._number, text[:end], writer)

    def told(self):
        """Tells of a line that has no end."""
        if self._started:
            text, self._started = self._started, ""
            self._log.output(self._number, text, self._writer)
