"""uvicorn as a process of its own with fastapi_app, and a client that loads it and then ends it with a signal."""

import asyncio
import os
import signal
import socket
import sys

import httpx

REQUESTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
CLIENTS = 10


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def client(address, start, answers):
    async with httpx.AsyncClient(timeout=30) as http:
        for number in range(start, REQUESTS, CLIENTS):
            kind = {3: "stream", 5: "threaded/%d" % number}.get(number % 10, "items/%d" % number)
            response = await http.get("%s/%s" % (address, kind))
            answers[response.status_code] = answers.get(response.status_code, 0) + 1


async def begun(address):
    async with httpx.AsyncClient() as http:
        while True:
            try:
                return await http.get(address + "/items/1")
            except httpx.ConnectError:
                await asyncio.sleep(0.05)


async def main():
    port = free_port()
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "uvicorn", "fastapi_app:app", "--port", str(port), "--log-level", "warning",
        cwd=os.path.dirname(os.path.abspath(__file__)))
    address, answers = "http://127.0.0.1:%d" % port, {}
    await asyncio.wait_for(begun(address), 30)
    async with asyncio.TaskGroup() as group:
        for start in range(CLIENTS):
            group.create_task(client(address, start, answers))
    server.send_signal(signal.SIGINT)
    await server.wait()
    print(sum(answers.values()), "answers:", *sorted(answers))


asyncio.run(main())
