"""A protocol of lines: readline, asynchronous iteration, the end in the middle of a line."""
import asyncio


async def serve(reader, writer):
    async for line in reader:
        print("server", line)
        if line == b"quit\n":
            break
        writer.writelines([b"re: ", line])
        await writer.drain()
    print("server at the end", reader.at_eof())
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for line in [b"one\n", b"two\n", b"\n", b"three\nfour\n"]:
        writer.write(line)
        print("client", await reader.readline())
    print("client", await reader.readline())
    writer.write(b"half a ")
    await asyncio.sleep(0.01)
    writer.write(b"line")
    writer.write_eof()
    print("client", await reader.readline())
    print("client", await reader.readline(), reader.at_eof())
    writer.close()
    await writer.wait_closed()

    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"quit\nnobody reads this\n")
    try:
        print("client", await reader.readline())
    except ConnectionResetError as error:
        print(repr(error), error)
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionResetError as error:
        print(repr(error), error.errno, error.strerror)
    server.close()
    await server.wait_closed()
    print("done")


asyncio.run(main())
