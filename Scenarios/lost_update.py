"""Two writers, one lost update

Both tasks read the balance, wait for the bank, and write back what they computed. The second write
is based on a balance that was old by then: 100 + 50 + 20 makes 120. An await between reading and
writing is where the other task gets in. A lock around the whole makes it 170.
"""

import asyncio


class Account:
    def __init__(self):
        self.balance = 100


async def deposit(account, amount):
    balance = account.balance
    # note: Between the read and the write the other task reads the same balance.
    await asyncio.sleep(0.1)
    account.balance = balance + amount
    print(f"  deposited {amount}: the balance is {account.balance}")


async def safe_deposit(account, amount, lock):
    async with lock:
        # note: Nobody else reads until this one has written.
        await deposit(account, amount)


async def main():
    print("without a lock:")
    account = Account()
    await asyncio.gather(deposit(account, 50), deposit(account, 20))

    print("with a lock:")
    account = Account()
    lock = asyncio.Lock()
    await asyncio.gather(safe_deposit(account, 50, lock), safe_deposit(account, 20, lock))


if __name__ == "__main__":
    asyncio.run(main())
