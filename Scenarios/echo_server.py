"""An echo server and its clients

Server and clients are tasks of one program, and their bytes take 20 milliseconds each way. The
server accepts each client with a task of its own: while one client thinks, the other one is served.
When both are done the server is closed.
"""

# network: latency=20ms

import asyncio


async def handle_client(reader, writer):
    addr = writer.get_extra_info('peername')
    print(f"Connected to {addr}")

    while data := await reader.read(100):
        message = data.decode()
        print(f"Received: {message}")
        writer.write(data)
        await writer.drain()

    writer.close()
    await writer.wait_closed()
    print("Connection closed")


async def client(name, *words, pause=0):
    # note: A connection takes a round trip: only then can the client write.
    reader, writer = await asyncio.open_connection('127.0.0.1', 8888)
    for word in words:
        writer.write(word.encode())
        # note: What was written comes back a round trip later; in the meantime others run.
        data = await reader.read(100)
        print(f"{name} got {data.decode()}")
        await asyncio.sleep(pause)
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle_client, '127.0.0.1', 8888)

    async with server:
        async with asyncio.TaskGroup() as group:
            group.create_task(client("quick", "one", "two"), name="quick")
            group.create_task(client("slow", "three", "four", pause=0.1), name="slow")
    # note: The server is closed, and all its connections are gone.
    print("Server closed")


if __name__ == "__main__":
    asyncio.run(main())
