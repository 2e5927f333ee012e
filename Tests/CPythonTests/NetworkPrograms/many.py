"""Many clients at once, each with several requests; the server counts."""
import asyncio

seen = []


async def serve(reader, writer):
    while line := await reader.readline():
        seen.append(line)
        writer.write(b"ok " + line)
        await writer.drain()
        if len(seen) % 5 == 0:
            await asyncio.sleep(0)
    writer.close()


async def client(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for request in range(number % 3 + 1):
        writer.write(b"%d.%d\n" % (number, request))
        answers.append(await reader.readline())
    writer.close()
    await writer.wait_closed()
    return answers


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(client(port, number)) for number in range(20)]
    for task in tasks:
        print(task.get_name(), task.result())
    for line in seen:
        print(line)
    server.close()
    await server.wait_closed()


asyncio.run(main())
