"""Paths as text, as on a Unix: nothing here looks at a file."""

import os

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
altsep = None
pathsep = ":"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"


def _marks(path):
    """The separator, the dot, and nothing, of the path's own type."""
    return (b"/", b".", b"") if isinstance(path, bytes) else ("/", ".", "")


def _check_types(function, *paths):
    """Raises what is wrong with paths that do not go together, if that is their types."""
    kinds = set()
    for path in paths:
        if not isinstance(path, (str, bytes)):
            kind = type(path).__name__
            raise TypeError(
                f"{function}() argument must be str, bytes, or os.PathLike object, not {kind!r}"
            ) from None
        kinds.add(isinstance(path, bytes))
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


def isabs(s):
    s = os.fspath(s)
    return s.startswith(_marks(s)[0])


def normcase(s):
    return os.fspath(s)


def join(a, *p):
    joined = os.fspath(a)
    slash = _marks(joined)[0]
    try:
        for part in map(os.fspath, p):
            if not joined or part.startswith(slash):
                joined = joined[:0] + part
            elif joined.endswith(slash):
                joined += part
            else:
                joined += slash + part
    except (TypeError, AttributeError):
        _check_types("join", a, *p)
        raise
    return joined


def split(p):
    p = os.fspath(p)
    slash, _, nothing = _marks(p)
    start = p.rfind(slash) + 1
    head, tail = p[:start], p[start:]
    return head.rstrip(slash) or head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = os.fspath(p)
    slash, dot, nothing = _marks(p)
    start = p.rfind(slash) + 1
    # Dots at the beginning of a name are part of it.
    first = len(p) - len(p[start:].lstrip(dot))
    index = p.rfind(dot)
    return (p[:index], p[index:]) if index > first else (p, nothing)


def splitdrive(p):
    p = os.fspath(p)
    return p[:0], p


def splitroot(p):
    p = os.fspath(p)
    slash, _, nothing = _marks(p)
    slashes = len(p) - len(p.lstrip(slash))
    # Two slashes may mean something else to a system than one, three or more do not.
    length = 2 if slashes == 2 else min(slashes, 1)
    return nothing, p[:length], p[length:]


def normpath(path):
    if not isinstance(path, (str, bytes, os.PathLike)):
        kind = type(path).__name__
        raise TypeError(f"_path_normpath: path should be string, bytes or os.PathLike, not {kind}")
    path = os.fspath(path)
    slash, dot, nothing = _marks(path)
    _, root, rest = splitroot(path)
    kept = []
    for part in rest.split(slash):
        if part in (nothing, dot):
            continue
        if part != dot * 2 or (kept[-1] == dot * 2 if kept else not root):
            kept.append(part)
        elif kept:
            kept.pop()
    return root + slash.join(kept) or dot


def abspath(path):
    path = os.fspath(path)
    if not isabs(path):
        here = os.getcwd()
        path = join(here.encode() if isinstance(path, bytes) else here, path)
    return normpath(path)


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = os.fspath(path)
    slash, dot, _ = _marks(path)
    start = dot if start is None else os.fspath(start)
    _check_types("relpath", path, start)
    here = [part for part in abspath(start).split(slash) if part]
    there = [part for part in abspath(path).split(slash) if part]
    shared = len(commonprefix([here, there]))
    parts = [dot * 2] * (len(here) - shared) + there[shared:]
    return slash.join(parts) or dot


def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(os.fspath, m))
    first, last = min(m), max(m)
    for index, item in enumerate(first):
        if item != last[index]:
            return first[:index]
    return first


def commonpath(paths):
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    _check_types("commonpath", *paths)
    slash, dot, nothing = _marks(paths[0])
    roots = {isabs(path) for path in paths}
    if len(roots) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split(slash) if part and part != dot] for path in paths]
    return (slash if roots.pop() else nothing) + slash.join(commonprefix(parts))


def expanduser(path):
    path = os.fspath(path)
    slash, _, nothing = _marks(path)
    user, mark, rest = path.partition(slash)
    home = os.environ.get("HOME")
    if user not in ("~", b"~") or home is None:
        return path
    home = home.encode() if isinstance(path, bytes) else home
    return (home.rstrip(slash) + mark + rest) or slash


def expandvars(path):
    path = os.fspath(path)
    if isinstance(path, bytes):
        return expandvars(path.decode()).encode()
    done, rest = "", path
    while "$" in rest:
        before, _, rest = rest.partition("$")
        done += before
        if rest.startswith("{") and "}" in rest:
            name, _, after = rest[1:].partition("}")
            written = "${" + name + "}"
        else:
            length = 0
            while length < len(rest) and rest[length].isascii() and (rest[length].isalnum() or rest[length] == "_"):
                length += 1
            name, after = rest[:length], rest[length:]
            written = "$" + name
        done += os.environ.get(name, written)
        rest = after
    return done + rest
