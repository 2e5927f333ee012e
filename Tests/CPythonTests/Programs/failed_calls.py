"""What a call in a thread raised is let go of with its future, also while the thread waits for more to do."""

import asyncio
import contextlib
import time



def handler(loop, told):
    print("handler", told["message"], f"{loop.time():.2f}")


def fail(name, delay):
    time.sleep(delay)
    raise ValueError(name)


async def f0(n=0):
    u5 = asyncio.get_running_loop().run_in_executor(None, fail, "k4", 0.15)
    await asyncio.sleep(0.2)


async def f1(n=0):
    with contextlib.suppress(Exception):
        async with asyncio.timeout(0.3) as c9:
            try:
                time.sleep(0.1)
            finally:
                print([await one for one in [f0(2), f0(2)]])
    print("through")


async def main(n=0):
    asyncio.get_running_loop().set_exception_handler(handler)
    t24 = asyncio.create_task(f1(1))
    await asyncio.sleep(1)
    print("end of main")


asyncio.run(main())
