"""A piece of nothing that CPython 3.13.0 tries to send again and again: time passes all the same."""
import asyncio


async def shout(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
    writer.close()


async def main():
    server = await asyncio.start_server(shout, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.writelines([b"", b"one\n", b""])
    print(await reader.readline())
    await asyncio.sleep(0.01)
    writer.writelines([b""])
    try:
        await asyncio.wait_for(reader.readline(), 0.01)
    except TimeoutError as error:
        print(repr(error))
    writer.close()
    try:
        await asyncio.wait_for(writer.wait_closed(), 0.01)
    except TimeoutError as error:
        print("never closed", repr(error))
    writer.transport.abort()
    await asyncio.sleep(0.01)
    print(writer.transport.get_write_buffer_size(), writer.is_closing())
    server.close()
    await server.wait_closed()


asyncio.run(main())
