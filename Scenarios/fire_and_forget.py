"""Tasks that nobody waits for vanish

main() starts three tasks and waits for none of them. When main() ends, asyncio.run() cancels what
still runs: the mail is never sent. The task that fails tells nobody either; its exception shows up
only as a report when the task is thrown away. What must be done has to be awaited.
"""

import asyncio


async def log_visit():
    await asyncio.sleep(0.1)
    print("visit logged")


async def send_mail():
    await asyncio.sleep(2)
    # note: It never gets here: main has ended by then.
    print("mail sent")


async def save_picture():
    await asyncio.sleep(0.2)
    raise OSError("disk is full")


async def main():
    # note: Nobody keeps these tasks, and nobody will look at how they end.
    asyncio.create_task(log_visit())
    asyncio.create_task(send_mail())
    asyncio.create_task(save_picture())

    await asyncio.sleep(0.5)
    print("response sent, all is well?")


if __name__ == "__main__":
    asyncio.run(main())
