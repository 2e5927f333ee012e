"""Blocking work belongs in a thread

time.sleep() stands for any call that blocks: it holds the loop, and no other task runs. Given to
asyncio.to_thread() the same call blocks a worker thread instead, while the loop goes on; two of
them overlap. The heartbeat shows the difference: it stops for a second, and then it does not.
"""

import asyncio
import time


def read_file(name):
    time.sleep(1)
    return f"contents of {name}"


async def heartbeat():
    for _ in range(8):
        await asyncio.sleep(0.25)
        print("beat")


async def main():
    heart = asyncio.create_task(heartbeat())
    await asyncio.sleep(0.3)

    # note: Called directly: for one second nothing else runs, and the heart does not beat.
    print(read_file("a.txt"))
    await asyncio.sleep(0.1)

    # note: In two worker threads: main waits for both, and the heart goes on.
    print(await asyncio.gather(
        asyncio.to_thread(read_file, "b.txt"),
        asyncio.to_thread(read_file, "c.txt"),
    ))
    await heart


if __name__ == "__main__":
    asyncio.run(main())
