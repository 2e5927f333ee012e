"""What the program calls the results of its calls: `lock` for the call in `self.lock = asyncio.Lock()`.

The same rules as for the programs that taskviz runs itself, whose BindingNames.swift explains them.
"""

import ast
import itertools
import warnings

# A larger file would take longer to read than its names are worth.
LARGEST_FILE = 2 << 20
# What the recorder's own look at a file is known by.
OWN_LOOK = "<names of taskviz>"


class Names:
    """The names in the files whose calls have been asked for."""

    def __init__(self):
        self._files = {}

    def bound(self, frame, called):
        """The name of what a frame's call gives, where `called` is what is called; None where there is none.

        A name ending in `[]` is that of a list which the call makes an entry of.
        """
        code = frame.f_code
        file = self._files.get(code.co_filename)
        if file is None:
            file = self._files[code.co_filename] = read(code.co_filename)
        if not hasattr(code, "co_positions"):
            line = file.lines.get(frame.f_lineno, ())
            return next((name for name, function in line if function == called), line[0][0] if line else None)
        position = next(itertools.islice(code.co_positions(), frame.f_lasti // 2, None), None)
        return file.calls.get(position)

    def unique(self, wanted, otherwise, counts):
        """A name that no other resource has, numbered from its second bearer on."""
        key = wanted or otherwise
        count = counts[key] = counts.get(key, 0) + 1
        if wanted is None:
            return "%s-%d" % (otherwise, count)
        if wanted.endswith("[]"):
            return "%s[%d]" % (wanted[:-2], count - 1)
        return wanted if count == 1 else "%s-%d" % (wanted, count)


def parse(text):
    """The tree of a source, without what the compiler warns of: the program has been told when it was compiled itself."""
    plain = warnings._showwarnmsg

    def show(message):
        if message.filename != OWN_LOOK:
            plain(message)

    warnings._showwarnmsg = show
    try:
        return ast.parse(text, OWN_LOOK)
    finally:
        warnings._showwarnmsg = plain


def read(path):
    file = File()
    try:
        with open(path, "rb") as source:
            text = source.read(LARGEST_FILE + 1)
        if len(text) <= LARGEST_FILE:
            for node in ast.walk(parse(text)):
                file.collect(node)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        pass
    return file


class File:
    """The names in one file, by the places of the calls: line, last line, column, last column."""

    def __init__(self):
        self.calls = {}
        # The same by line, each with what is called, for a Python that does not know columns.
        self.lines = {}

    def collect(self, node):
        if isinstance(node, ast.Assign):
            self._bind(node.value, node.targets[0])
        elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)):
            if node.value is not None:
                self._bind(node.value, node.target)
        elif isinstance(node, ast.Call):
            self._collect_arguments(node)

    def _collect_arguments(self, call):
        for keyword in call.keywords:
            if keyword.arg is not None:
                self._note(keyword.value, keyword.arg)
        if not isinstance(call.func, ast.Attribute) or not call.args:
            return
        name = text(call.func.value)
        if name is not None and call.func.attr in ("append", "setdefault"):
            self._note(call.args[-1], name + "[]" if call.func.attr == "append" else name)

    def _bind(self, value, target):
        both = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
        if both and len(target.elts) == len(value.elts):
            for one, its_value in zip(target.elts, value.elts):
                self._bind(its_value, one)
        elif text(target) is not None:
            self._note(value, text(target))

    def _note(self, value, name):
        """Names the calls that an expression's value is, or holds as its entries."""
        if isinstance(value, ast.Call):
            place = (value.lineno, value.end_lineno, value.col_offset, value.end_col_offset)
            if self.calls.setdefault(place, name) == name:
                self.lines.setdefault(value.lineno, []).append((name, text(value.func)))
        elif isinstance(value, (ast.List, ast.Tuple)):
            for index, item in enumerate(value.elts):
                self._note(item, "%s[%d]" % (name, index))
        elif isinstance(value, ast.Dict):
            for key, item in zip(value.keys, value.values):
                self._note(item, name + key_text(key))
        elif isinstance(value, (ast.ListComp, ast.SetComp, ast.GeneratorExp)):
            self._note(value.elt, name + "[]")
        elif isinstance(value, ast.DictComp):
            self._note(value.value, name)
        elif isinstance(value, ast.BoolOp):
            for item in value.values:
                self._note(item, name)
        elif isinstance(value, ast.IfExp):
            self._note(value.body, name)
            self._note(value.orelse, name)


def text(target):
    """How a target is called in short: the attribute without its object."""
    if isinstance(target, ast.Name):
        return target.id
    if isinstance(target, ast.Attribute):
        return target.attr
    if isinstance(target, ast.Subscript):
        container = text(target.value)
        return container and container + key_text(getattr(target.slice, "value", target.slice))
    return None


def key_text(key):
    """A constant key in brackets."""
    value = getattr(key, "value", key)
    return "[%r]" % value if type(value) in (str, int) else ""
