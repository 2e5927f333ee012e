"""Transports and protocols without streams: callbacks in their order, flow control, failures in callbacks."""
import asyncio


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        print("server made", transport.get_extra_info("peername")[0])
        self.transport = transport

    def data_received(self, data):
        print("server received", data)
        if data == b"fail":
            raise ValueError("the protocol broke")
        self.transport.write(data.upper())

    def eof_received(self):
        print("server eof")
        return False

    def connection_lost(self, error):
        print("server lost", repr(error))


class Client(asyncio.Protocol):
    def __init__(self, message, done):
        self.message = message
        self.done = done
        self.received = b""

    def connection_made(self, transport):
        print("client made")
        transport.write(self.message)
        transport.write_eof()

    def data_received(self, data):
        self.received += data

    def connection_lost(self, error):
        print("client lost", repr(error))
        self.done.set_result(self.received)


def report(loop, context):
    print("report:", context["message"], repr(context.get("exception")))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for message in [b"hello", b"", b"fail"]:
        done = loop.create_future()
        transport, client = await loop.create_connection(lambda: Client(message, done), "127.0.0.1", port)
        print(type(client).__name__, transport.is_closing(), await done, transport.is_closing())
    server.close()
    await server.wait_closed()
    print(isinstance(client, asyncio.BaseProtocol), asyncio.Protocol().eof_received())


asyncio.run(main())
