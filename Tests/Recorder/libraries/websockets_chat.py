"""A room of people who talk through websockets: what one says is sent on to all, and some leave in the middle."""

import asyncio
import sys

import websockets

MESSAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 10
PEOPLE = 20

room = set()


async def serve(socket):
    room.add(socket)
    try:
        async for message in socket:
            websockets.broadcast(room, message)
    finally:
        room.discard(socket)


async def listen(socket):
    heard = 0
    async for _ in socket:
        heard += 1
    return heard


async def person(address, number, together):
    async with websockets.connect(address, ping_interval=0.05, max_queue=None) as socket:
        await together.wait()
        listener = asyncio.create_task(listen(socket))
        for message in range(MESSAGES if number % 5 else MESSAGES // 2):
            await socket.send("%d says %d" % (number, message))
            await asyncio.sleep(0.001 * (number % 3))
        if number % 5 == 0:
            listener.cancel()
            await asyncio.wait([listener])
            return 0
        await asyncio.sleep(0.1)
        await socket.close()
        return await listener


async def main():
    together = asyncio.Barrier(PEOPLE)
    async with websockets.serve(serve, "127.0.0.1", 0) as server:
        address = "ws://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
        heard = await asyncio.gather(*(person(address, number, together) for number in range(PEOPLE)))
    print("heard something:", sum(1 for number in heard if number))


asyncio.run(main())
