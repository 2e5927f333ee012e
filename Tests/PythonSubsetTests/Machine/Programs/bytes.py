"""Bytes: what changes in place, what views show, and the errors of codecs with their attributes."""

import asyncio


def attempt(label, action):
    try:
        print(label, "->", repr(action()))
    except Exception as error:
        print(label, "->", type(error).__name__, error)


# A bytearray changes in place.
buffer = bytearray(b"abc")
alias = buffer
buffer += b"de"
buffer *= 2
print(buffer, alias is buffer, len(buffer))
buffer[0] = 65
buffer[1:3] = b"__"
buffer[-2:] = [33, 34, 35]
del buffer[0], buffer[::3]
print(buffer)
buffer.append(100)
buffer.extend(b"xy")
buffer.extend([1, 2])
buffer.insert(0, 66)
print(buffer, buffer.pop(), buffer.pop(0))
buffer.remove(100)
buffer.reverse()
print(buffer, buffer.copy() == buffer)
buffer.clear()
print(buffer, bool(buffer))

attempt("append", lambda: bytearray().append(300))
attempt("append str", lambda: bytearray().append("a"))
attempt("extend str", lambda: bytearray().extend("ab"))
attempt("extend int", lambda: bytearray().extend(3))
attempt("pop empty", lambda: bytearray().pop())
attempt("pop far", lambda: bytearray(b"a").pop(4))
attempt("remove", lambda: bytearray(b"a").remove(7))
attempt("add", lambda: b"a" + "b")
attempt("hash", lambda: {bytearray(b"a"): 1})


def set_item(target, index, value):
    target[index] = value
    return target


def delete_item(target, index):
    del target[index]
    return target


attempt("set bytes", lambda: set_item(b"abc", 0, 1))
attempt("delete bytes", lambda: delete_item(b"abc", 0))
attempt("set 300", lambda: set_item(bytearray(b"abc"), 0, 300))
attempt("set slice str", lambda: set_item(bytearray(b"abc"), slice(0, 1), "a"))
attempt("set slice int", lambda: set_item(bytearray(b"abc"), slice(0, 1), 3))
attempt("set slice None", lambda: set_item(bytearray(b"abc"), slice(0, 1), None))
attempt("set step", lambda: set_item(bytearray(b"abcd"), slice(None, None, 2), b"xyz"))
attempt("set step", lambda: set_item(bytearray(b"abcd"), slice(None, None, 2), b"xy"))
attempt("set far", lambda: set_item(bytearray(b"abc"), 9, 1))

# Views share what they show.
shown = bytearray(b"abcdef")
view = memoryview(shown)
part = view[1:4]
part[0] = 88
part[1:3] = b"YZ"
print(shown, part.tobytes(), bytes(view[-2:]), len(part), part.nbytes, part.readonly, list(part))
attempt("resize", lambda: shown.append(1))
attempt("set in view of bytes", lambda: set_item(memoryview(b"ab"), 0, 1))
attempt("set of another size", lambda: set_item(view, slice(0, 2), b"a"))
attempt("set 300 in view", lambda: set_item(view, 0, 300))
attempt("view far", lambda: view[99])
view.release()
part.release()
shown.append(33)
print(shown)
attempt("released", lambda: view[0])
attempt("view of str", lambda: memoryview("a"))
with memoryview(b"xy") as short:
    print(short == b"xy", b"xy" == short, short.hex(), short.tolist(), hash(short) == hash(b"xy"))
attempt("released by with", lambda: len(short))


# Codecs tell what is wrong and where.
def fault(action):
    try:
        action()
    except UnicodeError as error:
        print(type(error).__name__, error.encoding, repr(error.object), error.start, error.end, error.reason)
        print(error, repr(error), isinstance(error, ValueError), error.args == (
            error.encoding, error.object, error.start, error.end, error.reason))


fault(lambda: b"caf\xe9 au lait".decode())
fault(lambda: b"\xe2\x82".decode("utf8"))
fault(lambda: b"\xff\xfeA\x00\x00\xd8".decode("utf-16"))
fault(lambda: "na\u00efve \u20ac".encode("ascii"))
fault(lambda: "\u20ac\u20ac5".encode("latin-1"))
attempt("unknown", lambda: "a".encode("nonsense"))
attempt("handler", lambda: "\u20ac".encode("ascii", "nonsense"))
attempt("error's arguments", lambda: UnicodeDecodeError("utf-8"))
attempt("error's types", lambda: UnicodeEncodeError("utf-8", b"a", 0, 1, "why"))


class Packet:
    def __init__(self, kind, body):
        self.kind, self.body = kind, body

    def __bytes__(self):
        return bytes([self.kind]) + len(self.body).to_bytes(2, "big") + self.body


print(bytes(Packet(7, b"hello")), b"<%b>" % Packet(1, b"x"), b"%s=%d" % (b"n", 5))
match b"GET / HTTP/1.1":
    case b"PUT":
        print("put")
    case bytes(line):
        print("line", line.split())

lines = b"first\r\nsecond\nthird"
for number, line in enumerate(lines.splitlines(keepends=True)):
    print(number, line, line.rstrip())
print(sorted([b"b", b"a", b"ab"]), max(b"abc"), sum(b"\x01\x02"), {b"k": 1}[b"k"], b"a" in {b"a"})
print(b"".join(bytes([n]) for n in range(65, 70)).decode(), [hex(n) for n in b"\x00\xff"])
print(isinstance(b"", bytes), isinstance(bytearray(), bytes), issubclass(bytearray, object), type(b""))
print(b"a" is not None, b"a" != "a", b"a" != bytearray(b"a"), b"b" > bytearray(b"a"))


async def receive(chunk):
    await asyncio.sleep(0.1)
    return chunk


async def main():
    received = bytearray()
    for chunk in (b"he", b"llo", b"\n"):
        received += await receive(chunk)
    print(received.decode().strip(), bytes(received), received.endswith(b"\n"))


asyncio.run(main())
print("done", file=None)
b"\xff".decode("ascii")
