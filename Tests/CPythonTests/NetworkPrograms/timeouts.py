"""Reads that are given up: wait_for, timeout and cancel."""
import asyncio


async def slow(reader, writer):
    try:
        while line := await reader.readline():
            await asyncio.sleep(0.03)
            writer.write(line)
    finally:
        print("server ends")
        writer.close()


async def main():
    server = await asyncio.start_server(slow, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"first\n")
    try:
        await asyncio.wait_for(reader.readline(), 0.01)
    except TimeoutError as error:
        print("wait_for", repr(error))
    print("later", await reader.readline())
    try:
        async with asyncio.timeout(0.01):
            await reader.read(1)
    except TimeoutError as error:
        print("timeout", repr(error))
    task = asyncio.create_task(reader.readexactly(3))
    await asyncio.sleep(0.01)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", repr(error))
    writer.write(b"second\n")
    print("and on", await reader.readexactly(3), await reader.readline())
    task = asyncio.create_task(writer.wait_closed())
    await asyncio.sleep(0)
    writer.close()
    print(await task)
    await asyncio.sleep(0.01)
    async with server:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        opening = asyncio.create_task(asyncio.open_connection("127.0.0.1", port))
        await asyncio.sleep(0)
        opening.cancel()
        print(await asyncio.gather(opening, return_exceptions=True))
        writer.close()
        await asyncio.sleep(0.01)
    print("closed")


asyncio.run(main())
