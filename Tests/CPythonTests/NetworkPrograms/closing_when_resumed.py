"""A protocol that closes its transport when it may write again: asyncio tells it of the loss twice, the second time in vain."""
import asyncio


class Sender(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        transport.set_write_buffer_limits(0)
        transport.write(b"x" * 20_000_000)

    def pause_writing(self):
        print("full")

    def resume_writing(self):
        print("room")
        self.transport.close()

    def connection_lost(self, error):
        print("lost", error)


def report(loop, told):
    error = told["exception"]
    print(told["message"].partition("(")[0], repr(error), "after", repr(error.__context__))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    server = await loop.create_server(Sender, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print(len(await reader.read()))
    writer.close()
    await asyncio.sleep(0.01)
    server.close()


asyncio.run(main())
