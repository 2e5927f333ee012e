import asyncio


class Item:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __del__(self):
        print("let go of", self.name)


def attempt(function, *args):
    try:
        print("awaits", function(*args))
    except StopIteration as stop:
        print("returns", stop.value)
    except BaseException as error:
        print(type(error).__name__, error)


async def by_hand():
    queue = asyncio.Queue()
    get = queue.get()
    attempt(get.send, None)
    print(str(queue))
    attempt(get.send, None)
    print(str(queue))
    attempt(get.send, None)

    full = asyncio.Queue(1)
    full.put_nowait(1)
    put = full.put(2)
    future = put.send(None)
    print(future, str(full))
    put.close()
    print(future, str(full))
    attempt(put.send, None)

    late = queue.get()
    future = late.send(None)
    queue.put_nowait("a")
    queue.get_nowait()
    again = late.send(None)
    print(future, again, again is future, str(queue))
    queue.put_nowait("b")
    print(again, str(queue))
    attempt(late.send, None)

    first, second = queue.get(), queue.get()
    first.send(None)
    second.send(None)
    queue.put_nowait("c")
    print(str(queue))
    attempt(first.throw, ValueError("not now"))
    print(str(queue))
    attempt(second.send, None)


async def quicker():
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(queue.get()) for _ in range(3)]
    await asyncio.sleep(0)
    for number in range(2):
        queue.put_nowait(number)
        print(queue.get_nowait(), str(queue))
        await asyncio.sleep(0)
        print(str(queue), [task.done() for task in tasks])
    tasks[0].cancel()
    for number in range(2, 4):
        await queue.put(number)
    print(await asyncio.gather(*tasks, return_exceptions=True), str(queue))


async def held():
    queue = asyncio.Queue()
    task = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    queue.put_nowait(1)
    queue.put_nowait(Item("what is left"))
    print(await task)
    queue = None
    print("no queue")

    queue = asyncio.Queue(1)
    task = asyncio.create_task(queue.put(Item("what is put")))
    await task
    queue.get_nowait()
    print("taken")

    call = queue.put(Item("what is closed"))
    call.close()
    print("closed")
    del call
    print("deleted")

    queue.put_nowait(Item("what is in the way"))
    task = asyncio.create_task(queue.put(Item("what waits")))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled", queue.get_nowait())
    queue.shutdown()
    task = asyncio.create_task(queue.put("what comes too late"))
    await asyncio.wait([task])
    print(repr(task.exception()))


calls = []


async def make():
    queue = asyncio.Queue()
    calls.extend([queue, queue.get()])


async def use():
    queue, call = calls
    task = asyncio.create_task(call)
    await asyncio.sleep(0)
    queue.put_nowait("from another loop")
    print(await task)


asyncio.run(by_hand())
asyncio.run(quicker())
asyncio.run(held())
asyncio.run(make())
asyncio.run(use())
