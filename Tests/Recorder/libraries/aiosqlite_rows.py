"""Writers and readers of one database in memory, whose connection lives in a thread of its own."""

import asyncio
import sys

import aiosqlite

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
WRITERS = 8


async def write(database, turns, number):
    for row in range(ROWS // WRITERS):
        async with turns:
            await database.execute("insert into rows values (?, ?)", (number, row))
            if row % 20 == 19:
                await database.commit()
            turns.notify_all()


async def read(database, turns):
    counts = [0]
    while counts[-1] < ROWS // WRITERS * WRITERS:
        async with turns:
            try:
                await asyncio.wait_for(turns.wait(), 0.01)
            except asyncio.TimeoutError:
                pass
        async with database.execute("select count(*) from rows") as cursor:
            counts.append((await cursor.fetchone())[0])
    return counts[-1]


async def main():
    turns = asyncio.Condition()
    async with aiosqlite.connect(":memory:") as database:
        await database.execute("create table rows (writer integer, number integer)")
        writers = [asyncio.create_task(write(database, turns, number)) for number in range(WRITERS)]
        count = await read(database, turns)
        await asyncio.gather(*writers)
        failed = 0
        for _ in range(20):
            try:
                await database.execute("select * from nothing")
            except aiosqlite.OperationalError:
                failed += 1
    print(count, "rows,", failed, "errors")


asyncio.run(main())
