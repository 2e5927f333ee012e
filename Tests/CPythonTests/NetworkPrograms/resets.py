"""Connections that are thrown away, written to after their end, and given up."""
import asyncio


async def careless(reader, writer):
    """Closes without reading what came: the client sees a reset."""
    writer.transport.pause_reading()
    await asyncio.sleep(0.01)
    writer.close()


async def deaf(reader, writer):
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(careless, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"unread")
    try:
        print(await reader.read())
    except ConnectionResetError as error:
        print("read", repr(error))
    print(reader.exception() is not None, writer.is_closing())
    try:
        await writer.drain()
    except ConnectionResetError as error:
        print("drain", repr(error))
    try:
        await writer.wait_closed()
    except ConnectionResetError as error:
        print("wait_closed", repr(error))
    writer.write(b"into the void")
    server.close()

    server = await asyncio.start_server(deaf, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print("ended", await reader.read())
    for number in range(4):
        try:
            writer.write(b"anybody?")
            await writer.drain()
            print(number, "written", writer.is_closing())
        except (ConnectionResetError, BrokenPipeError) as error:
            print(number, repr(error))
        await asyncio.sleep(0.01)
    writer.close()
    try:
        await writer.wait_closed()
    except OSError as error:
        print(repr(error))
    server.close()

    reader, writer = await asyncio.open_connection("127.0.0.1", await free_server())
    writer.transport.abort()
    print(await reader.read(), writer.is_closing())
    await writer.wait_closed()
    try:
        await writer.drain()
    except ConnectionResetError as error:
        print(repr(error))


async def free_server():
    async def show(reader, writer):
        print("server", await reader.read())
        writer.close()

    server = await asyncio.start_server(show, "127.0.0.1", 0)
    servers.append(server)
    return server.sockets[0].getsockname()[1]


servers = []
asyncio.run(main())
