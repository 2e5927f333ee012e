"""What writing does to a connection that is closing, aborted or gone: CPython's answers, its odd ones included."""
import asyncio


def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, repr(error), "after", repr(error.__context__))


async def swallow(reader, writer):
    while await reader.read(1000):
        pass
    writer.close()


async def main():
    server = await asyncio.start_server(swallow, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()
    attempt(writer.write, b"in vain")
    attempt(writer.writelines, [b"in", b"vain"])
    print(writer.transport.get_write_buffer_size())
    await writer.wait_closed()
    attempt(writer.writelines, [b"again"])
    attempt(writer.write_eof)
    attempt(writer.transport.abort)

    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.transport.abort()
    await asyncio.sleep(0.01)
    attempt(writer.writelines, [b"gone"])
    attempt(writer.transport.set_write_buffer_limits, 0)
    attempt(writer.transport.set_write_buffer_limits, 0)
    attempt(writer.writelines, [b"gone"])
    writer.close()
    attempt(writer.writelines, [b"gone"])

    # Closed with something left to send: the connection is lost as soon as that is sent.
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"x" * 20_000_000)
    writer.close()
    await writer.wait_closed()
    attempt(writer.write, b"late")
    attempt(writer.writelines, [b"late"])
    attempt(writer.transport.abort)
    attempt(writer.transport.abort)
    server.close()
    await server.wait_closed()


asyncio.run(main())
