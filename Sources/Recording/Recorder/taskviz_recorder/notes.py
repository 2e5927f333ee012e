"""Captions: `# note:` comments of the program, told when the statement that they belong to begins for the first time.

Python says when a line begins since 3.12; before that captions are not recorded, as to trace every line would be too slow.
"""

import ast
import io
import sys
import tokenize

from . import layout
from .names import parse
from .places import SCRIPT, SCRIPT_PATH, file_name, site_text

LARGEST_FILE = 2 << 20


def install(log):
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None or not SCRIPT.endswith(".py"):
        return
    lines = read(SCRIPT_PATH)
    if not lines:
        return
    tool = next((number for number in (4, 3) if monitoring.get_tool(number) is None), None)
    if tool is not None:
        monitoring.use_tool_id(tool, "taskviz")
        Captions(log, monitoring, tool, lines).begin()


class Captions:
    """Tells the captions of the script."""

    def __init__(self, log, monitoring, tool, lines):
        self._log = log
        self._monitoring = monitoring
        self._tool = tool
        self._is_script = {}
        # What is still to be told, by the line where its statement begins.
        self._lines = lines

    def begin(self):
        events = self._monitoring.events
        self._monitoring.register_callback(self._tool, events.PY_START, self._started)
        self._monitoring.register_callback(self._tool, events.LINE, self._reached)
        # The module itself has begun.
        frame = sys._getframe()
        while frame is not None:
            self._watch(frame.f_code)
            frame = frame.f_back
        self._monitoring.set_events(self._tool, events.PY_START)

    def _watch(self, code):
        path = code.co_filename
        is_script = self._is_script.get(path)
        if is_script is None:
            is_script = self._is_script[path] = file_name(path) == SCRIPT
        if is_script and any(line in self._lines for _, _, line in code.co_lines()):
            self._monitoring.set_local_events(self._tool, code, self._monitoring.events.LINE)

    def _started(self, code, offset):
        self._watch(code)
        return self._monitoring.DISABLE

    def _reached(self, code, line):
        for text in self._lines.pop(line, ()):
            self._log.safely(self._tell, code, line, text)
        return self._monitoring.DISABLE

    def _tell(self, code, line, text):
        sink = self._log.sink
        site = sink.text(site_text(code, line))
        sink.event2(self._log.now(), sink.fresh(text), site, 0, layout.NOTE)


def read(path):
    """The captions in a file, by the line where the statement begins that each belongs to."""
    try:
        with open(path, "rb") as file:
            source = file.read(LARGEST_FILE)
        if b"note:" not in source:
            return {}
        starts = sorted({node.lineno for node in ast.walk(parse(source)) if isinstance(node, ast.stmt)})
        comments = [token for token in tokenize.tokenize(io.BytesIO(source).readline) if token.type == tokenize.COMMENT]
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError):
        return {}
    found = {}
    for comment in comments:
        text = comment.string.lstrip("#").strip()
        start = next((start for start in starts if start >= comment.start[0]), None)
        if text.startswith("note:") and start is not None:
            found.setdefault(start, []).append(text[len("note:") :].strip())
    return found
