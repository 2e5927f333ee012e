"""Tasks that still wait when their loop is closed end with the program: first their coroutines, then their reports."""

import asyncio


def handler(loop, told):
    text = repr(told["task"])
    words = [word.rpartition("/")[2] for word in text.split() if not word.startswith("0x")]
    print("handler", told["message"], " ".join(words))


async def sleeping(n):
    try:
        await asyncio.sleep(100)
    finally:
        print("finally", n)


async def awaiting(task):
    try:
        await task
    finally:
        print("finally of who awaits", task.get_name(), task.done())


async def stubborn():
    while True:
        try:
            await asyncio.sleep(100)
        except GeneratorExit:
            print("left")
            raise


async def unbegun():
    print("never")


async def turning():
    try:
        while True:
            await asyncio.sleep(0)
    finally:
        print("finally of who turns")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    tasks = [asyncio.create_task(sleeping(n)) for n in range(2)]
    asyncio.create_task(awaiting(tasks[0]))
    asyncio.create_task(stubborn())
    asyncio.create_task(turning())
    lock = asyncio.Lock()
    await lock.acquire()
    asyncio.create_task(lock.acquire())
    await asyncio.sleep(1)
    asyncio.create_task(unbegun())
    tasks[1].cancel()


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
print("closing")
loop.close()
print("closed")
