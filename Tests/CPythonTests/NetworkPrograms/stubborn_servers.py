"""Servers that are closed between accepting a client and telling its protocol, and that are cancelled twice."""
import asyncio


class Quiet(asyncio.Protocol):
    def connection_made(self, transport):
        print("made")
        self.transport = transport

    def connection_lost(self, error):
        print("lost", repr(error))


async def try_reading(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        print("read", await asyncio.wait_for(reader.read(), 0.02))
    except (TimeoutError, ConnectionResetError) as error:
        print("read", repr(error))
    writer.close()


async def wait_for_end(reader, writer):
    await reader.read()
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    for turns in range(6):
        server = await loop.create_server(Quiet, "127.0.0.1", 0)
        client = asyncio.create_task(try_reading(server.sockets[0].getsockname()[1]))
        for _ in range(turns):
            await asyncio.sleep(0)
        server.close()
        print(turns, await asyncio.gather(client, return_exceptions=True) == [None])

    server = await asyncio.start_server(wait_for_end, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    forever = asyncio.create_task(server.serve_forever())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(0.01)
    forever.cancel("first")
    await asyncio.sleep(0.01)
    print("waits for its client", forever.done())
    forever.cancel("second")
    try:
        await forever
    except asyncio.CancelledError as error:
        print(repr(error), "after", repr(error.__context__))
    writer.close()


asyncio.run(main())
