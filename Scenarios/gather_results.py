"""gather() collects results in the order of the call

Three coroutines take three, one and two seconds, so they finish in another order than they were
given in. gather() puts their results in the order of its arguments all the same, and is done when
the slowest one is.
"""

import asyncio
import time


async def say_after(delay, message):
    await asyncio.sleep(delay)
    print(message)
    return f"{message} took {delay} s"


async def main():
    print(f"started at {time.strftime('%X')}")

    results = await asyncio.gather(
        # note: Given first, and done last.
        say_after(3, "hello"),
        say_after(1, "world"),
        say_after(2, "from Python!"),
    )

    print(f"finished at {time.strftime('%X')}")
    # note: The order of the call, not the order of the finish.
    print(f"Results: {results}")


if __name__ == "__main__":
    asyncio.run(main())
