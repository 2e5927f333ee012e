"""A machine that is the same everywhere: no environment, no files, eight processors."""

name = "posix"
sep = "/"
linesep = "\n"
environ = {}


def getenv(key, default=None):
    return environ.get(key, default)


def getpid():
    return 4242


def getppid():
    return 1


def cpu_count():
    return 8


def process_cpu_count():
    return 8


def getcwd():
    return "/"


def urandom(size, /):
    return _random_bits(8 * size).to_bytes(size, "big")
