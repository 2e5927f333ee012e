"""A server that sends back what it gets, and 200 connections to it, each of which waits for its answer."""

import asyncio
import sys

CONNECTIONS = 200
MESSAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 100


async def answer(reader, writer):
    while line := await reader.readline():
        writer.write(line)
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def ask(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for message in range(MESSAGES):
        writer.write(b"connection %d, message %d\n" % (number, message))
        await writer.drain()
        await reader.readline()
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(*(ask(port, number) for number in range(CONNECTIONS)))
    server.close()
    await server.wait_closed()


asyncio.run(main())
