"""An aiohttp server with a database that takes few at a time, and clients that load it: some give up, some fail."""

import asyncio
import sys

from aiohttp import ClientSession, ClientTimeout, web

REQUESTS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
CLIENTS = 20

places = asyncio.Semaphore(5)
hits = asyncio.Queue(maxsize=50)


async def item(request):
    number = int(request.match_info["number"])
    async with places:
        await asyncio.sleep(0.001 if number % 200 else 0.3)
    await hits.put(number)
    if number % 40 == 7:
        raise web.HTTPNotFound()
    return web.json_response({"number": number, "text": "item %d" % number})


async def upload(request):
    return web.Response(text=str(sum([len(piece) async for piece in request.content.iter_chunked(1024)])))


async def count():
    counted = 0
    while True:
        await hits.get()
        counted += 1
        hits.task_done()


async def client(session, address, numbers):
    answers = {}
    for number in numbers:
        try:
            if number % 10 == 3:
                answer = await session.post(address + "/upload", data=b"x" * 5000)
            else:
                answer = await session.get("%s/items/%d" % (address, number))
            async with answer:
                await answer.read()
                answers[answer.status] = answers.get(answer.status, 0) + 1
        except asyncio.TimeoutError:
            answers["late"] = answers.get("late", 0) + 1
    return answers


async def main():
    application = web.Application()
    application.add_routes([web.get("/items/{number}", item), web.post("/upload", upload)])
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = "http://127.0.0.1:%d" % site._server.sockets[0].getsockname()[1]
    counter = asyncio.create_task(count(), name="counter")
    total = {}
    async with ClientSession(timeout=ClientTimeout(total=0.1)) as session:
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(client(session, address, range(start, REQUESTS, CLIENTS)), name="client %d" % start)
                for start in range(CLIENTS)
            ]
    for task in tasks:
        for status, number in task.result().items():
            total[status] = total.get(status, 0) + number
    await hits.join()
    counter.cancel()
    await runner.cleanup()
    print(sum(total.values()), "answers:", ", ".join(sorted(str(status) for status in total)))


asyncio.run(main())
