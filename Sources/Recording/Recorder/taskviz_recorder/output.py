"""What the program prints, by the task that prints it: the standard streams, which go on writing where they wrote."""

import io
import sys


def install(log):
    for number, name in enumerate(("stdout", "stderr")):
        plain = getattr(sys, name)
        made = watched(log, plain, number)
        setattr(sys, name, made)
        # Python goes back to it when the program ends, and tells of tasks that are left.
        if getattr(sys, "__%s__" % name) is plain:
            setattr(sys, "__%s__" % name, made)


def watched(log, stream, number):
    """A stream on the same buffer that tells what is written to it; the stream itself where it is none of Python's own."""
    if type(stream) is not io.TextIOWrapper:
        return stream

    class Output(io.TextIOWrapper):
        _started = ""
        _writer = 0

        def write(self, text):
            try:
                self._tell(text)
            except Exception:
                log.fault()
            return super().write(text)

        def _tell(self, text):
            """A line that is written in pieces is told as one, unless others write meanwhile; a carriage return ends it."""
            writer = log.lane.number
            if writer != self._writer:
                self.told()
                self._writer = writer
            text = self._started + text
            end = max(text.rfind("\n"), text.rfind("\r")) + 1
            self._started = text[end:]
            if end:
                log.output(number, text[:end])

        def flush(self):
            try:
                self.told()
            except Exception:
                log.fault()
            return super().flush()

        def told(self):
            """Tells of a line that has no end."""
            if self._started:
                text, self._started = self._started, ""
                log.output(number, text, self._writer)

    options = {"encoding": stream.encoding, "errors": stream.errors, "line_buffering": stream.line_buffering}
    if hasattr(stream, "write_through"):
        options["write_through"] = stream.write_through
    # What it still holds comes first.
    stream.flush()
    made = Output(stream.buffer, **options)
    made.mode = stream.mode
    Output.__module__, Output.__name__, Output.__qualname__ = "_io", "TextIOWrapper", "TextIOWrapper"
    # Both would close the buffer when they go: the one that is hidden stays.
    log.hidden_streams = getattr(log, "hidden_streams", []) + [stream]
    return made
