"""A slip: dividing a coroutine

asyncio.sleep(0.5) / 0 looks as if it failed with ZeroDivisionError after half a second. It does
not: calling sleep() gives a coroutine, and dividing a coroutine is a TypeError, at once, before
gather() is even called. No task was made and nothing slept. The scenario gather_errors shows what
was meant.
"""

import asyncio


async def main():
    try:
        # note: The division happens first, while the arguments are worked out.
        await asyncio.gather(asyncio.sleep(0.5) / 0)
    except ZeroDivisionError:
        print("A task raised a ZeroDivisionError")
    except TypeError as e:
        print(f"Not a task but the call raised TypeError: {e}")


if __name__ == "__main__":
    asyncio.run(main())
