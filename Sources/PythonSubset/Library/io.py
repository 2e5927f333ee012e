"""Text and bytes in memory, read and written like files."""

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    """What all streams can do; subclasses say what they read and write."""

    closed = False

    def close(self):
        self.closed = True

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file." if isinstance(self, BytesIO) else
                             "I/O operation on closed file")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        lines = []
        for line in self:
            lines.append(line)
        return lines

    def writelines(self, lines):
        self._check()
        for line in lines:
            self.write(line)

    def flush(self):
        self._check()

    def isatty(self):
        self._check()
        return False

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def fileno(self):
        raise UnsupportedOperation("fileno")


class TextIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class _Memory:
    """A position in a text or in bytes."""

    def tell(self):
        self._check()
        return self._position

    def getvalue(self):
        self._check()
        return self._value

    def read(self, size=-1, /):
        self._check()
        end = len(self._value) if size is None or size < 0 else self._position + size
        part = self._value[self._position:end]
        self._position += len(part)
        return part

    def readline(self, size=-1, /):
        self._check()
        found = self._value.find(self._newline, self._position)
        end = len(self._value) if found < 0 else found + 1
        if size is not None and size >= 0:
            end = min(end, self._position + size)
        part = self._value[self._position:end]
        self._position += len(part)
        return part

    def truncate(self, size=None, /):
        self._check()
        size = self._position if size is None else size
        if size < 0:
            raise ValueError(f"Negative size value {size}" if self._newline == "\n" else f"negative size value {size}")
        self._value = self._value[:size]
        return size

    def _put(self, data):
        gap = self._position - len(self._value)
        if gap > 0:
            self._value += self._nothing * gap
        self._value = self._value[:self._position] + data + self._value[self._position + len(data):]
        self._position += len(data)
        return len(data)


class StringIO(_Memory, TextIOBase):
    _newline, _nothing = "\n", "\0"
    encoding = errors = newlines = None
    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        if newline not in (None, "", "\n"):
            raise NotImplementedError("taskviz has only StringIO with '\\n' as its newline")
        self._value = initial_value or ""
        if newline is None:
            self._value = self._value.replace("\r\n", "\n").replace("\r", "\n")
        self._position = 0

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        return self._put(s)

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        self._position = (pos, self._position, len(self._value))[whence]
        return self._position


def _as_bytes(value):
    if not isinstance(value, (bytes, bytearray, memoryview)):
        raise TypeError(f"a bytes-like object is required, not {type(value).__name__!r}")
    return bytes(value)


class BytesIO(_Memory, BufferedIOBase):
    _newline, _nothing = b"\n", b"\0"

    def __init__(self, initial_bytes=b""):
        self._value = _as_bytes(initial_bytes) if initial_bytes is not None else b""
        self._position = 0

    read1 = _Memory.read

    def write(self, b, /):
        self._check()
        return self._put(_as_bytes(b))

    def getbuffer(self):
        self._check()
        return memoryview(self._value)

    def readinto(self, buffer, /):
        part = self.read(len(buffer))
        buffer[:len(part)] = part
        return len(part)

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        self._position = max(0, (0, self._position, len(self._value))[whence] + pos)
        return self._position
