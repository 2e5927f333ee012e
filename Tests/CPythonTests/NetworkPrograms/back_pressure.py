"""A consumer that is slower than its producer: drain() makes the producer wait."""
import asyncio

MEGABYTE = 2**20
state = {"read": 0, "paused": False}


async def produce(reader, writer):
    block = b"x" * MEGABYTE
    for number in range(32):
        writer.write(block)
        ahead = number * MEGABYTE - state["read"]
        if ahead > 16 * MEGABYTE:
            state["too far"] = True
        await writer.drain()
    print("producer: the consumer has begun:", state["read"] > 0)
    print(writer.transport.get_write_buffer_limits())
    writer.close()
    await writer.wait_closed()
    print("producer done")


async def main():
    server = await asyncio.start_server(produce, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(0.05)
    while True:
        data = await reader.read(MEGABYTE)
        if not data:
            break
        state["read"] += len(data)
    print("consumer", state["read"], "too far" in state)
    writer.close()
    server.close()
    await server.wait_closed()


asyncio.run(main())
