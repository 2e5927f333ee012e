"""Unix sockets: a server at a path, the path that goes with it, a path that is taken over."""
import asyncio
import time

PATH = f"/tmp/taskviz-test-{time.time_ns()}.sock"


async def shout(reader, writer):
    print("server", writer.get_extra_info("peername") == "", writer.get_extra_info("sockname") == PATH)
    async for line in reader:
        writer.write(line + b"!")
    writer.close()


async def talk(line):
    reader, writer = await asyncio.open_unix_connection(PATH)
    print("client", writer.get_extra_info("peername") == PATH, repr(writer.get_extra_info("sockname")))
    writer.write(line)
    writer.write_eof()
    print(await reader.read())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_unix_server(shout, PATH)
    await asyncio.gather(talk(b"one\n"), talk(b"two\nthree"))
    other = await asyncio.start_unix_server(shout, path=PATH)
    await talk(b"taken over\n")
    server.close()
    await talk(b"still there\n")
    other.close()
    await other.wait_closed()
    try:
        await talk(b"gone")
    except FileNotFoundError as error:
        print(repr(error), error)
    try:
        await asyncio.open_unix_connection(None)
    except ValueError as error:
        print(repr(error))


asyncio.run(main())
