"""Do not block the event loop

A clock ticks while a report is made. time.sleep() holds the whole loop: the clock is ready, cannot
run, and ticks late. The same half a second with await lets it tick on time. Whatever computes for
long blocks in the same way: the loop runs nothing else until a task gives it back.
"""

import asyncio
import time


async def clock(start):
    for _ in range(3):
        # note: A tick is due every 0.2 seconds; how late does it come?
        await asyncio.sleep(0.2)
        print(f"  tick at {time.perf_counter() - start:0.1f} s")


async def blocking_report():
    # note: Here the loop stands still: the clock's time comes, and it has to wait.
    time.sleep(0.5)
    print("  report made, blocking")


async def polite_report():
    # note: The same half a second, and the loop is free meanwhile.
    await asyncio.sleep(0.5)
    print("  report made, politely")


async def main():
    for report in (blocking_report, polite_report):
        print(report.__name__)
        await asyncio.gather(clock(time.perf_counter()), report())


if __name__ == "__main__":
    asyncio.run(main())
