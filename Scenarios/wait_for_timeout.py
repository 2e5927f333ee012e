"""A deadline of 1 s, an operation of 3 s

wait_for() gives an operation a deadline. When the deadline passes, the operation is cancelled where
it stands, and wait_for() raises TimeoutError. The operation missed its deadline by two seconds;
nobody waits them out.
"""

import asyncio


async def slow_operation():
    # note: The cancellation arrives here after one second.
    await asyncio.sleep(3)
    return "Operation completed"


async def main():
    try:
        result = await asyncio.wait_for(slow_operation(), timeout=1)
        print(result)
    except asyncio.TimeoutError:
        # note: What was a CancelledError inside has become a TimeoutError outside.
        print("The operation took too long!")


if __name__ == "__main__":
    asyncio.run(main())
