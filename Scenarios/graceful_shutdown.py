"""Shutting down without losing work

A server is asked to stop while it works on three requests. It takes no new ones, lets those under
way have one second to finish, cancels what is left after that, and closes the database last, when
nobody can need it any more. Nothing is lost in silence: each request says how it ended.
"""

import asyncio


class Database:
    async def __aenter__(self):
        print("database open")
        return self

    async def __aexit__(self, *exc_info):
        await asyncio.sleep(0.1)
        print("database closed")


async def handle(number, seconds):
    try:
        await asyncio.sleep(seconds)
        print(f"request {number}: answered")
    except asyncio.CancelledError:
        # note: Cancelled: a last chance to tell the client.
        print(f"request {number}: 503, shutting down")
        raise


async def serve(stopping, requests):
    for number, seconds in enumerate((0.6, 1.0, 9.0, 0.1, 0.1), start=1):
        if stopping.is_set():
            print(f"request {number}: refused")
            continue
        requests.add(asyncio.create_task(handle(number, seconds), name=f"request {number}"))
        await asyncio.sleep(0.2)


async def stop_after(seconds, stopping):
    await asyncio.sleep(seconds)
    print("asked to stop")
    stopping.set()


async def main():
    stopping = asyncio.Event()
    requests = set()
    async with Database():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(stop_after(0.5, stopping))
            tg.create_task(serve(stopping, requests))

        # note: One second for those under way.
        done, pending = await asyncio.wait(requests, timeout=1)
        for task in pending:
            # note: Too late: cancelled, and waited for.
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        print(f"{len(done)} finished, {len(pending)} cancelled")


if __name__ == "__main__":
    asyncio.run(main())
