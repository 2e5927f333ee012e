"""What a lost connection held is let go of before those are told that wait for the last connection of its server."""
import asyncio

def report(loop, context):
    print("report", context["message"])

async def serve(reader, writer):
    t2 = asyncio.create_task(reader.readexactly(70000))
    await asyncio.sleep(0.3)
    print(await reader.readuntil(b"|"))

async def client0():
    reader, writer = await asyncio.open_connection("127.0.0.1", 8000)
    await asyncio.sleep(0.1)
    writer.transport.abort()

async def waits(server):
    await server.wait_closed()
    print("closed")

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    server = await asyncio.start_server(serve, "127.0.0.1", 8000, limit=10)
    t = asyncio.create_task(client0())
    await asyncio.sleep(0.5)
    server.close()
    await t
    w = asyncio.create_task(waits(server))
    await w

asyncio.run(main())
