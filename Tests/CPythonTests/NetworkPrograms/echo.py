"""An echo server and its clients, as the tutorial has them."""
import asyncio


async def handle_client(reader, writer):
    host, _ = writer.get_extra_info("peername")
    print("connected to", host, asyncio.current_task().get_name())
    data = await reader.read(100)
    print("received", data)
    writer.write(data)
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("connection closed")


async def client(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    assert writer.get_extra_info("peername") == ("127.0.0.1", port)
    writer.write(b"hello")
    print(number, "sent", asyncio.current_task().get_name())
    data = await reader.read()
    print(number, "got", data, reader.at_eof(), writer.is_closing(), writer.can_write_eof())
    writer.close()
    print(number, writer.is_closing())
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle_client, "127.0.0.1", 0)
    print(server.is_serving(), len(server.sockets))
    port = server.sockets[0].getsockname()[1]
    async with server:
        await asyncio.gather(*(client(port, number) for number in range(5)))
        await client(port, "last")
    print(server.is_serving(), server.sockets, server)
    print(len(asyncio.all_tasks()), asyncio.current_task().get_name())


asyncio.run(main())
