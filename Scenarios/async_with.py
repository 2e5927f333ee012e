"""Acquiring and releasing may take time

An asynchronous context manager may await while it acquires a resource and while it releases it, and
the loop runs other tasks meanwhile. Both users acquire their resources at the same time, and all is
done after 0.3 seconds. The release also happens when the body fails.
"""

import asyncio


class AsyncResource:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        # note: Awaited by "async with", before the body begins.
        await asyncio.sleep(0.1)
        print(f"{self.name}: resource acquired")
        return self

    async def __aexit__(self, exc_type, exc_val, exc_tb):
        # note: Awaited on the way out, whether the body failed or not.
        await asyncio.sleep(0.1)
        print(f"{self.name}: resource released")


async def user(name):
    async with AsyncResource(name) as resource:
        print(f"{resource.name}: using the resource")
        await asyncio.sleep(0.1)


async def careless_user(name):
    try:
        async with AsyncResource(name):
            raise RuntimeError("dropped it")
    except RuntimeError as e:
        # note: By now the resource has been given back.
        print(f"{name}: {e}")


async def main():
    await asyncio.gather(user("A"), careless_user("B"))


if __name__ == "__main__":
    asyncio.run(main())
