"""Write-buffer limits, and a transport whose reading is paused."""
import asyncio


async def hold(reader, writer):
    writer.transport.pause_reading()
    print("reading", writer.transport.is_reading())
    await go[0]
    writer.transport.resume_reading()
    print("reading", writer.transport.is_reading())
    total = 0
    while data := await reader.read(2**16):
        total += len(data)
    print("server read", total)
    writer.close()


go = []


async def main():
    go.append(asyncio.get_running_loop().create_future())
    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print(writer.transport.get_write_buffer_limits())
    for limits in [{"high": 10}, {"low": 10}, {"high": 0}, {"high": 1, "low": 2}, {"low": -1}]:
        try:
            writer.transport.set_write_buffer_limits(**limits)
            print(writer.transport.get_write_buffer_limits())
        except ValueError as error:
            print(repr(error))
    writer.transport.set_write_buffer_limits(high=2**16)
    writer.write(b"x" * 2**24)
    print("buffered", writer.transport.get_write_buffer_size() > 2**16)
    try:
        await asyncio.wait_for(writer.drain(), 0.05)
    except TimeoutError as error:
        print("nobody reads", repr(error))
    go[0].set_result(None)
    await writer.drain()
    print("drained", writer.transport.get_write_buffer_size() <= 2**14)
    writer.write_eof()
    try:
        writer.write(b"more")
    except RuntimeError as error:
        print(repr(error))
    try:
        writer.write("text")
    except TypeError as error:
        print(repr(error))
    print(await reader.read())
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(main())
