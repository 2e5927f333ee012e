"""A deadline within a deadline

Deadlines nest, and the earlier one fires, whichever block it belongs to. In the first part that is
the inner one: only the inner block ends. In the second part it is the outer one: the inner block is
cancelled on the way out and reports no timeout of its own.
"""

import asyncio


async def attempt(outer, inner):
    try:
        async with asyncio.timeout(outer):
            try:
                async with asyncio.timeout(inner):
                    await asyncio.sleep(5)
            except TimeoutError:
                print("  the inner deadline fired")
                # note: The outer deadline still stands: this sleep fits into it.
                await asyncio.sleep(0.5)
            print("  the outer block ended in time")
    except TimeoutError:
        # note: The inner block saw a CancelledError pass by, and no TimeoutError.
        print("  the outer deadline fired")


async def main():
    print("outer 2 s, inner 1 s:")
    await attempt(2, 1)
    print("outer 1 s, inner 2 s:")
    await attempt(1, 2)


if __name__ == "__main__":
    asyncio.run(main())
