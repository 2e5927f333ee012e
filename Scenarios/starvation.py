"""A busy task starves the others

The ticker should tick every 0.15 seconds. The greedy worker does its five portions of work without
ever awaiting: the loop cannot run anybody else, and every tick comes late. The polite one gives the
loop a turn after each portion with sleep(0), and the ticks come between its portions.
"""

import asyncio
import time


def portion(name, number):
    time.sleep(0.2)
    print(f"{name}: portion {number}")


async def ticker():
    for i in range(1, 4):
        await asyncio.sleep(0.15)
        print(f"tick {i}")


async def greedy():
    for number in range(1, 6):
        # note: No await between the portions: for one second the loop belongs to this task.
        portion("greedy", number)


async def polite():
    for number in range(1, 6):
        portion("polite", number)
        # note: sleep(0) gives everybody who is ready a turn.
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(ticker(), greedy())
    await asyncio.gather(ticker(), polite())


if __name__ == "__main__":
    asyncio.run(main())
