"""The stream ends in the middle of what a client waits for."""
import asyncio


async def serve(reader, writer):
    size = await reader.readexactly(2)
    print("server", size)
    writer.write(b"12345")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for wanted in [5, 6, 100]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"go")
        try:
            print(await reader.readexactly(wanted))
        except asyncio.IncompleteReadError as error:
            print(error, error.partial, error.expected)
        writer.close()
        await writer.wait_closed()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"go")
    try:
        await reader.readuntil(b"|")
    except asyncio.IncompleteReadError as error:
        print(error, error.partial, error.expected)
    writer.close()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"1")
    writer.write_eof()
    print(await reader.read())
    writer.close()
    server.close()


asyncio.run(main())
