"""The program ends while a server and its clients are at work."""
import asyncio


async def handle(reader, writer):
    try:
        await reader.read()
    except asyncio.CancelledError:
        ends.append(f"handler cancelled {asyncio.current_task().get_name()}")
        raise
    finally:
        ends.append("handler ends")


async def client(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        await reader.read()
    finally:
        ends.append(f"client ends {asyncio.current_task().get_name()}")


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    clients = [asyncio.create_task(client(port)) for _ in range(3)]
    serving = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0.25)
    print("main ends", len(clients), serving.done())


# CPython cancels what is left in the order of a set, which is any order.
ends = []
asyncio.run(main())
for line in sorted(ends):
    print(line)
