"""Two tasks that wait for each other

One task holds lock A and wants B, the other holds B and wants A. Neither can ever go on. Under
CPython this program hangs, without a word, until somebody presses Ctrl-C. taskviz sees that nothing
is ready and no timer is set: the run ends, and it names who waits for whom.
"""

import asyncio


async def transfer(source, target, name):
    async with source:
        print(f"{name}: has the first account")
        await asyncio.sleep(0.1)
        # note: The other task holds this lock, and waits for the one that is held here.
        async with target:
            print(f"{name}: transferred")


async def main():
    account_a = asyncio.Lock()
    account_b = asyncio.Lock()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(transfer(account_a, account_b, "A to B"), name="A to B")
        tg.create_task(transfer(account_b, account_a, "B to A"), name="B to A")


if __name__ == "__main__":
    asyncio.run(main())
