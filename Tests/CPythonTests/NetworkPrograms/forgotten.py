"""Connections that nobody closes: they live as long as their writer does, and an exception holds what it went through."""
import asyncio

kept = []


async def tell(name, writer):
    writer.write(name.encode())
    await asyncio.sleep(0)


async def returns(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await tell("returns", writer)


async def fails(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await tell("fails", writer)
    raise ValueError("with the writer in its traceback")


async def handles(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await tell("handles", writer)
    try:
        raise ValueError("handled")
    except ValueError as error:
        print("handled", error)


async def keeps(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await tell("keeps", writer)
    try:
        raise ValueError("kept by who asked")
    except ValueError as error:
        return error


async def calls(port):
    return await keeps(port)


async def waits(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await tell("waits", writer)
    asyncio.create_task(writer.wait_closed())
    await asyncio.sleep(0)


async def drains(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await tell("drains", writer)
    task = asyncio.create_task(writer.drain())
    await asyncio.sleep(0)
    kept.append(task)


async def serve(reader, writer):
    name = await reader.read(100)
    try:
        print(name, "then", await asyncio.wait_for(reader.read(), 0.02))
    except TimeoutError:
        print(name, "is still there")
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for client in [returns, fails, handles, keeps, calls, waits, drains]:
        task = asyncio.create_task(client(port))
        result = await asyncio.gather(task, return_exceptions=True)
        await asyncio.sleep(0.05)
        print(client.__name__, type(result[0]).__name__)
        del task, result
        await asyncio.sleep(0.01)
    server.close()
    await server.wait_closed()


asyncio.run(main())
