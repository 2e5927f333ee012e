"""How deep calls go before a RecursionError, at each place from which a program is called."""

import asyncio

depth = 0


def plain(n):
    global depth
    depth = n
    plain(n + 1)


async def chain(n):
    global depth
    depth = n
    await chain(n + 1)


async def from_task():
    plain(1)


def generator(n):
    global depth
    depth = n
    yield from generator(n + 1)


class Asked:
    def __getattr__(self, name):
        global depth
        depth += 1
        return self.another

    def __repr__(self):
        global depth
        depth += 1
        return repr(self)


def sort_by(value):
    global depth
    depth += 1
    return sorted([1], key=sort_by)


def report(what, call):
    global depth
    depth = 0
    try:
        call()
    except RecursionError as error:
        print(what, depth, error)


async def report_await(what, awaitable):
    try:
        await awaitable
    except RecursionError as error:
        print(what, depth, error)


async def main():
    report("plain", lambda: plain(1))
    report("generator", lambda: list(generator(1)))
    report("attribute", lambda: Asked().name)
    report("repr", lambda: repr(Asked()))
    report("sort", lambda: sort_by(1))
    await report_await("coroutines", chain(1))
    await report_await("task", asyncio.create_task(from_task()))
    await report_await("task of coroutines", asyncio.create_task(chain(1)))
    await report_await("wait_for", asyncio.wait_for(from_task(), 1))
    await report_await("wait_for of wait_for", asyncio.wait_for(asyncio.wait_for(chain(1), 1), 1))
    await report_await("gather", asyncio.gather(from_task(), chain(1)))
    await report_await("shield", asyncio.shield(from_task()))
    await report_await("thread", asyncio.to_thread(plain, 1))
    asyncio.get_running_loop().call_soon(report, "callback", lambda: plain(1))
    await asyncio.sleep(0)
    condition = asyncio.Condition()
    async with condition:
        await report_await("condition", condition.wait_for(lambda: plain(1)))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(from_task())
    except* RecursionError as error:
        print("group", depth, error)


report("module", lambda: plain(1))
asyncio.run(main())
with asyncio.Runner() as runner:
    runner.run(report_await("runner", chain(1)))
loop = asyncio.new_event_loop()
loop.run_until_complete(report_await("run_until_complete", chain(1)))
loop.call_soon(report, "run_forever", lambda: plain(1))
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
plain(1)
