"""The methods of a StreamReader, their limits and their errors, without a network."""
import asyncio


async def attempt(what, awaitable):
    try:
        print(what, repr(await awaitable))
    except asyncio.IncompleteReadError as error:
        print(what, repr(error), "|", error, "|", error.partial, error.expected, isinstance(error, EOFError))
    except asyncio.LimitOverrunError as error:
        print(what, repr(error), "|", error, "|", error.consumed)
    except Exception as error:
        print(what, repr(error))


def fed(*chunks, limit=2**16, eof=True):
    reader = asyncio.StreamReader(limit=limit)
    for chunk in chunks:
        reader.feed_data(chunk)
    if eof:
        reader.feed_eof()
    return reader


async def main():
    await attempt("exactly 3", fed(b"abcdef").readexactly(3))
    await attempt("exactly 0", fed(b"abc").readexactly(0))
    await attempt("exactly -1", fed(b"abc").readexactly(-1))
    await attempt("exactly 9", fed(b"abc", b"de").readexactly(9))
    await attempt("read", fed(b"abc", b"de").read())
    await attempt("read 0", fed(b"abc", b"de").read(0))
    await attempt("read 4", fed(b"abc", b"de").read(4))
    await attempt("read 400", fed(b"abc", b"de").read(400))
    await attempt("read -7", fed(b"abc" * 100, limit=7).read(-7))
    await attempt("until", fed(b"key: value; rest").readuntil(b": "))
    await attempt("until missing", fed(b"key: value").readuntil(b"|"))
    await attempt("until empty", fed(b"key").readuntil(b""))
    await attempt("until none", fed(b"key").readuntil(()))
    await attempt("until one of", fed(b"a,b;c").readuntil((b";", b",")))
    await attempt("until one of", fed(b"abcd").readuntil((b"bcd", b"abc", b"cd")))
    await attempt("until far", fed(b"x" * 20 + b"|", limit=10).readuntil(b"|"))
    await attempt("until not", fed(b"x" * 20, limit=10, eof=False).readuntil(b"||"))
    await attempt("line far", fed(b"x" * 20 + b"\nrest\n", limit=10).readline())
    reader = fed(b"x" * 20 + b"\nrest\n", limit=10)
    await attempt("line too long", reader.readline())
    await attempt("the next", reader.readline())
    await attempt("the end", reader.readline())
    reader = fed(b"x" * 20, limit=10)
    await attempt("no line", reader.readline())
    print(reader, fed(b"abc"), fed(limit=5, eof=False), reader.exception())
    reader.set_exception(ValueError("broken"))
    await attempt("broken", reader.read(1))
    await attempt("broken", reader.readexactly(1))
    await attempt("broken", reader.readline())
    print(repr(reader.exception()))

    reader = fed(eof=False)
    first = asyncio.create_task(reader.read(1))
    await asyncio.sleep(0)
    for what, second in [("read", reader.read(1)), ("exactly", reader.readexactly(1)), ("line", reader.readline())]:
        await attempt(what, second)
    reader.feed_data(b"xyz")
    print(await first, await reader.read(10))
    try:
        reader.feed_eof()
        reader.feed_data(b"late")
    except AssertionError as error:
        print(repr(error))
    try:
        asyncio.StreamReader(limit=0)
    except ValueError as error:
        print(repr(error))
    print(repr(asyncio.IncompleteReadError(b"ab", None)), asyncio.LimitOverrunError("far", 3).consumed)


asyncio.run(main())
