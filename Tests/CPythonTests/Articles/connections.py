"""Any number of connections, opened together and closed in turn, with AsyncExitStack."""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager


class Connection:
    def __init__(self, host):
        self.host = host

    async def __aenter__(self):
        await asyncio.sleep(0.01)
        if "bad" in self.host:
            raise ConnectionError(f"cannot reach {self.host}")
        print("open", self.host)
        return self

    async def __aexit__(self, kind, error, trace):
        await asyncio.sleep(0.01)
        print("close", self.host, kind.__name__ if kind else None)

    async def query(self, text):
        await asyncio.sleep(0.01)
        return f"{self.host}: {text}"


@asynccontextmanager
async def pool(*hosts):
    async with AsyncExitStack() as stack:
        connections = []
        for host in hosts:
            connections.append(await stack.enter_async_context(Connection(host)))
        stack.callback(print, "all connections are about to close")
        yield connections


@asynccontextmanager
async def transaction(connection):
    print("begin", connection.host)
    try:
        yield connection
    except Exception as error:
        print("rollback", connection.host, error)
        raise
    else:
        print("commit", connection.host)


async def main():
    async with pool("one", "two", "three") as connections:
        print(await asyncio.gather(*(connection.query("ping") for connection in connections)))
    try:
        async with pool("one", "bad", "three"):
            print("never")
    except ConnectionError as error:
        print("failed:", error)
    try:
        async with pool("one") as (connection,), transaction(connection):
            print(await connection.query("insert"))
            raise ValueError("constraint")
    except ValueError as error:
        print("caught", error)
    async with AsyncExitStack() as stack:
        kept = await stack.enter_async_context(Connection("kept"))
        leaving = stack.pop_all()
    print(await kept.query("still open"))
    await leaving.aclose()


asyncio.run(main())
