"""The life of a server: start_serving, serve_forever, close, close_clients, wait_closed."""
import asyncio


async def wait_for_end(reader, writer):
    try:
        print("handler got", await reader.read())
    except asyncio.CancelledError:
        print("handler cancelled")
        raise
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(wait_for_end, "127.0.0.1", 0, start_serving=False)
    print(server.is_serving())
    await server.start_serving()
    print(server.is_serving())
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(0.01)
    server.close()
    server.close()
    print(server.is_serving())
    waiting = asyncio.create_task(server.wait_closed())
    await asyncio.sleep(0.01)
    print("still a client:", not waiting.done())
    writer.close()
    await waiting
    print("all gone")
    try:
        await server.serve_forever()
    except RuntimeError as error:
        print(error)

    server = await asyncio.start_server(wait_for_end, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    forever = asyncio.create_task(server.serve_forever())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(0.01)
    try:
        await server.serve_forever()
    except RuntimeError as error:
        print(str(error).split()[-6:])
    server.close_clients()
    print("closed by the server", await reader.read())
    writer.close()
    forever.cancel()
    try:
        await forever
    except asyncio.CancelledError:
        print("served long enough", server.is_serving(), server.sockets)

    server = await asyncio.start_server(wait_for_end, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    forever = asyncio.create_task(server.serve_forever())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(0.01)
    server.close()
    server.abort_clients()
    print(await reader.read())
    await server.wait_closed()
    await asyncio.sleep(0.01)
    print(forever.cancelled(), forever.done())


asyncio.run(main())
