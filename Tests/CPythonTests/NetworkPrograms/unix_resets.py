"""Unix sockets whose other end goes with something left unread: what reading and writing say then."""
import asyncio
import time

PATH = f"/tmp/taskviz-test-{time.time_ns()}.sock"


async def leave(reader, writer):
    writer.transport.pause_reading()
    writer.write(b"bye")
    await asyncio.sleep(0.05)
    writer.transport.abort()


async def finish_and_leave(reader, writer):
    writer.transport.pause_reading()
    writer.write(b"bye")
    writer.write_eof()
    await asyncio.sleep(0.05)
    writer.transport.abort()


async def attempt(name, coro):
    try:
        print(name, await coro)
    except OSError as error:
        print(name, repr(error))


async def main():
    for handler in [leave, finish_and_leave]:
        for first in ["read", "write", "wait"]:
            server = await asyncio.start_unix_server(handler, PATH)
            reader, writer = await asyncio.open_unix_connection(PATH)
            await reader.readexactly(3)
            writer.transport.pause_reading()
            writer.write(b"never read")
            await asyncio.sleep(0.25)
            if first == "read":
                writer.transport.resume_reading()
                await attempt("read", reader.read())
            if first == "write":
                writer.write(b"too late")
            await attempt("drain", writer.drain())
            writer.transport.resume_reading()
            await attempt("read", reader.read())
            writer.close()
            await attempt("closed", writer.wait_closed())
            server.close()


asyncio.run(main())
