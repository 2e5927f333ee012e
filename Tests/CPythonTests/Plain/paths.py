"""Paths as text, and what the system says of itself."""

import os
import os.path
from os import path
from os.path import basename, join

PATHS = [
    "", ".", "..", "/", "//", "///", "a", "a/", "a/b", "/a", "/a/", "//a/b", "///a/b", "a//b///c", "./a", "a/.", "a/..",
    "../a", "/..", "/../a", "a/../..", "a/./b/../c", "file.txt", "archive.tar.gz", ".bashrc", "..x", "...", "a.b/c", "a/.x.y",
    "a.", "a..b", "dir.d/.hidden", "über/grün.md",
]


def tried(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for text in PATHS:
    for given in (text, text.encode()):
        print(
            repr(given), path.split(given), path.basename(given), path.dirname(given), path.splitext(given),
            path.normpath(given), path.isabs(given), path.splitdrive(given), path.splitroot(given), path.normcase(given),
        )
    print(path.abspath(text) == path.normpath(os.getcwd() + "/" + text) if not text.startswith("/") else path.abspath(text))
    print(path.join(text, "x"), path.join("x", text), path.join(text, text, "/y", text), path.join(text))

print(path.commonprefix(["/usr/lib", "/usr/local"]), path.commonprefix([]), path.commonprefix([["a", "b"], ["a", "c"]]))
print(path.commonpath(["/usr/lib", "/usr/local/lib"]), path.commonpath(["a/b", "a/./c"]), path.commonpath(["/"]))
print(path.relpath("/a/b/c", "/a/d"), path.relpath("/a", "/a"), path.relpath("x/y"), path.relpath("/a/b", "/"))
print(path.relpath(os.getcwd()), path.relpath("x", "x/y"))
print(os.path is path, basename is path.basename, join("a", "b"), os.sep, os.extsep, os.pathsep, os.curdir, os.pardir, os.altsep)
print(path.sep, path.extsep, path.devnull, path.defpath, os.linesep.encode(), os.name, os.devnull, os.error)

print(tried(join, "a", 1), tried(join, 1, "a"), tried(join, "a", b"b"), tried(join, b"a", "b"), tried(join, None), tried(join, "a", None))
print(tried(path.split, 1), tried(basename, None), tried(path.relpath, ""), tried(path.relpath, "a", b"b"), tried(path.normpath, 5))
print(tried(path.commonpath, []), tried(path.commonpath, ["/a", "b"]), tried(path.commonpath, ["a", b"b"]), tried(path.isabs, 1))
print(tried(path.splitext, 1), tried(path.abspath, None), tried(path.commonprefix, [1, 2]), tried(path.commonprefix, ["a", b"b"]))


class Home:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


print(join(Home("a"), Home("b")), os.fspath(Home(b"x")), isinstance(Home("a"), os.PathLike), isinstance("a", os.PathLike))
print(tried(os.fspath, Home(1)), tried(os.fspath, 1), os.fspath("a"), basename(Home("x/y")))

print(os.getenv("TASKVIZ_NOT_SET"), os.getenv("TASKVIZ_NOT_SET", "default"), os.environ.get("TASKVIZ_NOT_SET"))
print(os.getenv("PATH") == os.environ["PATH"], "PATH" in os.environ, path.isabs(os.getcwd()), os.getenv("PATH"), os.getcwd())
print(tried(lambda: os.environ["TASKVIZ_NOT_SET"]), tried(os.getenv, 1), tried(os.environ.pop, "TASKVIZ_NOT_SET"))
print(tried(os.environ.__setitem__, "A", 1), tried(os.environ.__setitem__, 1, "A"), tried(os.environ.__delitem__, "NONE"))
for name in list(os.environ):
    del os.environ[name]
os.environ["DEBUG"] = "1"
os.environ.update(HOME="/home/me/", X_1="x")
os.environ |= {"LAST": "end"}
print(os.environ, len(os.environ), list(os.environ), os.environ.copy(), dict(os.environ), os.environ | {"a": "b"}, {"a": "b"} | os.environ)
print(os.environ.setdefault("DEBUG", "2"), os.environ.setdefault("MORE", "3"), os.environ.pop("MORE"), sorted(os.environ.items()))
print(os.environ.keys(), os.environ.values(), type(os.environ).__name__, os.environ == {"DEBUG": "1"}, bool(os.environ))
for text in ["~", "~/", "~/x", "~nobody-of-this-name/x", "a/~", "", "$DEBUG", "${X_1}y", "$X_1.y", "$NONE/${NONE}", "$", "${", "$$DEBUG", "a${DEBUG", "$é"]:
    print(path.expanduser(text), path.expandvars(text), path.expanduser(text.encode()), path.expandvars(text.encode()))
os.environ["HOME"] = "/"
print(path.expanduser("~"), path.expanduser("~/x"))
