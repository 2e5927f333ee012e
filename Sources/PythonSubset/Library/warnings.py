"""Warnings: once for each place, on the standard error."""

import sys

# What to do with a warning: (action, category), the newest first.
_filters = []
_seen = set()
_records = []


class WarningMessage:
    def __init__(self, message, category, filename, lineno):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file = self.line = self.source = None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self.category.__name__!r}, "
            f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"
        )


def _action(category, text):
    for action, wanted, start in _filters:
        if issubclass(category, wanted) and text.lower().startswith(start.lower()):
            return action
    quiet = (PendingDeprecationWarning, ImportWarning, ResourceWarning)
    return "ignore" if issubclass(category, quiet) else "default"


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    instance = message if isinstance(message, Warning) else category(message)
    _issue(str(message), instance, category, *_warning_site(stacklevel))


def _warn(text, category, filename, lineno, line, advice):
    """A warning of the machine's own."""
    _issue(text, category(text), category, filename, lineno, line, advice)


def _issue(text, instance, category, filename, lineno, line, advice=""):
    action = _action(category, text)
    if action == "error":
        raise instance
    if action == "ignore":
        return
    key = {"once": (text, category), "module": (text, category, filename)}.get(
        action, (text, category, filename, lineno)
    )
    if action != "always" and key in _seen:
        return
    _seen.add(key)
    if _records:
        _records[-1].append(WarningMessage(instance, category, filename, lineno))
    elif showwarning is not _plain_showwarning:
        showwarning(instance, category, filename, lineno, None, None)
    elif formatwarning is not _plain_formatwarning:
        sys.stderr.write(formatwarning(instance, category, filename, lineno, None))
    else:
        sys.stderr.write(formatwarning(instance, category, filename, lineno, line) + advice)


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return text + (f"  {line.strip()}\n" if line else "")


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno, line))


# A program may put functions of its own in their place.
_plain_formatwarning, _plain_showwarning = formatwarning, showwarning


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "all", "default", "module", "once"):
        raise ValueError(f"invalid action: {action!r}")
    action = "always" if action == "all" else action
    _filters.insert(len(_filters) if append else 0, (action, category, message))
    _seen.clear()


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, category=category, append=append)


def resetwarnings():
    _filters.clear()
    _seen.clear()


class catch_warnings:
    """Restores the filters in the end, and collects the warnings where it is asked to."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._action, self._category, self._append = record, action, category, append

    def __enter__(self):
        self._saved = list(_filters)
        _seen.clear()
        if self._action is not None:
            simplefilter(self._action, self._category, append=self._append)
        if not self._record:
            return None
        _records.append([])
        return _records[-1]

    def __exit__(self, *exc_info):
        _filters[:] = self._saved
        _seen.clear()
        if self._record:
            _records.pop()
