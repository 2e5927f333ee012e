"""A slow consumer: drain() passes the pressure back

The producer could write everything at once; the consumer takes 50 milliseconds for each piece.
Between them the network holds 64 kibibytes, the transport as much again: then drain() makes the
producer wait until there is room. Without drain() nothing would hold it back, and its memory would
fill with what nobody has read.
"""

# network: latency=5ms bandwidth=8MB/s window=64KiB

import asyncio

PIECE = 32 * 1024


async def consume(reader, writer):
    count = 0
    # note: The consumer works on each piece before it reads the next one.
    while piece := await reader.read(PIECE):
        count += len(piece)
        await asyncio.sleep(0.05)
    print(f"consumed {count // 1024} KiB")
    writer.close()
    await writer.wait_closed()


async def produce():
    reader, writer = await asyncio.open_connection('127.0.0.1', 8888)
    for number in range(12):
        writer.write(bytes(PIECE))
        # note: The first pieces go through at once. Then every drain() waits for the consumer.
        await writer.drain()
        print(f"piece {number} handed over")
    writer.close()
    await writer.wait_closed()
    print("produced everything")


async def main():
    server = await asyncio.start_server(consume, '127.0.0.1', 8888, limit=PIECE)
    async with server:
        await produce()


if __name__ == "__main__":
    asyncio.run(main())
