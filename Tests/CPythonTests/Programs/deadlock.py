"""A future that nobody sets: CPython would wait for ever."""
import asyncio


async def main():
    print("before")
    await asyncio.get_running_loop().create_future()
    print("never")


asyncio.run(main())
