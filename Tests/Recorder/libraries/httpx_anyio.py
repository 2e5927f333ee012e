"""httpx's client in anyio's task groups against a small server: deadlines, shields, streams between tasks, threads."""

import asyncio
import sys

import anyio
import anyio.to_thread
import httpx

REQUESTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100


async def answer(reader, writer):
    """A server that knows as much HTTP as is needed."""
    try:
        while request := await reader.readuntil(b"\r\n\r\n"):
            if b" /slow" in request.splitlines()[0]:
                await asyncio.sleep(0.3)
            body = b"hello" * 100
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def fetch(client, address, number, results):
    path = "/slow" if number % 25 == 24 else "/fast"
    with anyio.move_on_after(0.05) as scope:
        response = await client.get(address + path)
        await results.send(len(response.content))
    if scope.cancelled_caught:
        with anyio.CancelScope(shield=True):
            await results.send(await anyio.to_thread.run_sync(len, "late"))
    await results.aclose()


async def add(results, sums):
    async with results:
        async for size in results:
            sums.append(size)


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    address = "http://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    sums = []
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=10)) as client:
        for start in range(0, REQUESTS, 20):
            send, receive = anyio.create_memory_object_stream(5)
            async with anyio.create_task_group() as group:
                group.start_soon(add, receive, sums)
                async with send:
                    for number in range(start, min(start + 20, REQUESTS)):
                        group.start_soon(fetch, client, address, number, send.clone())
            try:
                async with anyio.create_task_group() as group:
                    group.start_soon(anyio.sleep, 10)
                    with anyio.fail_after(0.001):
                        await anyio.sleep_forever()
            except* TimeoutError:
                pass
    server.close()
    print(len(sums), "results")


anyio.run(main)
