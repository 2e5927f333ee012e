"""Context variables: what tasks, callbacks, handlers and runners carry along, and what stays with whom."""

import asyncio
from contextvars import Context, ContextVar, Token, copy_context

user = ContextVar("user")
level = ContextVar("level", default=0)


def seen():
    return user.get("nobody"), level.get()


def attempt(function, *args, **options):
    try:
        print(function.__name__, function(*args, **options))
    except Exception as error:
        text = " ".join([word for word in str(error).split() if "0x" not in word])
        print(function.__name__, type(error).__name__, text)


def tokens():
    print("tokens")
    attempt(user.get)
    token = user.set("ann")
    print(token.var is user, token.old_value is Token.MISSING, token.old_value)
    second = user.set("bob")
    print(second.old_value, seen())
    attempt(level.reset, second)
    attempt(user.reset, 1)
    user.reset(second)
    print(seen())
    attempt(user.reset, second)
    attempt(copy_context().run, user.reset, token)
    user.reset(token)
    print(seen())
    attempt(ContextVar)
    attempt(ContextVar, 1)
    attempt(ContextVar, "a", "b")
    attempt(ContextVar, "a", other=1)
    attempt(Token)
    attempt(Context, 1)
    attempt(user.get, 1, 2)
    attempt(user.set)


def mappings():
    print("mappings")
    empty = copy_context()
    token = user.set("cy")
    level.set(3)
    context = copy_context()
    user.reset(token)
    print(len(empty), bool(empty), len(context), user in context, user in copy_context(), context[level])
    print(sorted([key.name for key in context]), sorted([str(value) for value in context.values()]))
    print(sorted([(key.name, value) for key, value in context.items()]))
    print(context.get(user), context.get(user, 1), empty.get(user), empty.get(user, 1))
    print(context == context.copy(), context == empty, context == 1, context is context.copy())
    attempt(empty.__getitem__, user)
    attempt(context.__getitem__, 1)
    attempt(context.get, "user")
    attempt(context.__contains__, None)
    attempt(hash, context)

    def change(name, *, by):
        user.set(name)
        level.set(level.get() + by)
        return seen()

    print(context.run(change, "di", by=2), seen(), context[user], context[level])
    attempt(context.run)
    attempt(context.run, 1)
    attempt(context.run, lambda: context.run(seen))
    attempt(context.run, lambda: 1 / 0)
    print(context.run(seen))
    level.set(0)


async def worker(name, delay):
    print(name, "begins with", seen())
    user.set(name)
    await asyncio.sleep(delay)
    level.set(level.get() + 1)
    await inner()
    print(name, "ends with", seen())


async def inner():
    level.set(level.get() + 10)


async def tasks():
    print("tasks")
    user.set("main")
    await asyncio.gather(worker("a", 0.2), worker("b", 0.1))
    print("main keeps", seen())
    await worker("main itself", 0)
    print("main has", seen())
    shared = copy_context()
    first = asyncio.create_task(worker("one", 0.1), context=shared)
    second = asyncio.create_task(worker("two", 0.1), context=shared)
    await asyncio.wait([first, second])
    print("shared has", shared[user], shared[level], first.get_context() is shared)
    async with asyncio.TaskGroup() as group:
        group.create_task(worker("in a group", 0))
        group.create_task(worker("in a group and shared", 0), context=shared)
    print(shared[user], seen())
    mine = asyncio.current_task().get_context()
    print(mine is asyncio.current_task().get_context(), mine == copy_context(), mine[user])
    level.set(77)
    print(mine[level])
    await asyncio.wait_for(worker("waited for", 0), 1)
    await asyncio.shield(worker("shielded", 0))
    print(seen())


async def fresh():
    """A task that sets nothing has a context all the same."""

    async def nothing():
        own = asyncio.current_task().get_context()
        await asyncio.sleep(0)
        user.set("late")
        return own is asyncio.current_task().get_context(), own.get(user)

    empty = Context()
    print("fresh", await asyncio.create_task(nothing(), context=empty), empty[user])
    task = empty.run(asyncio.create_task, nothing())
    task = Context().run(asyncio.create_task, nothing())
    before = task.get_context()
    print(await task, before is task.get_context(), len(before))


async def callbacks():
    print("callbacks")
    loop = asyncio.get_running_loop()
    user.set("then")
    loop.call_soon(lambda: print("soon", seen()))
    loop.call_later(0.1, lambda: print("later", seen()))
    loop.call_at(loop.time() + 0.1, lambda: (user.set("changed"), print("at", seen())))
    handle = loop.call_soon(lambda: print("handle", seen()))
    context = copy_context()
    context.run(user.set, "given")
    loop.call_soon(lambda: print("soon in", seen()), context=context)
    loop.call_later(0.1, lambda: print("later in", seen()), context=context)
    print(loop.call_soon(seen, context=context).get_context() is context, handle.get_context()[user])
    future = loop.create_future()
    future.add_done_callback(lambda f: print("done", seen()))
    future.add_done_callback(lambda f: print("done in", seen()), context=context)
    user.set("now")
    future.add_done_callback(lambda f: print("done now", seen()))
    future.set_result(None)
    await asyncio.sleep(0.2)
    print(seen())


async def handlers():
    print("handlers")
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, told: print("handler", seen(), told["message"].split(" at ")[0]))

    def fail():
        user.set("failed")
        raise ValueError(1)

    user.set("caller")
    loop.call_soon(fail)
    await asyncio.sleep(0)

    async def forgotten():
        user.set("forgotten")
        raise ValueError(2)

    task = asyncio.create_task(forgotten())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    print(seen())


async def count():
    for number in range(2):
        level.set(level.get() + 1)
        yield number, seen()


async def generators():
    print("generators")
    async for item in count():
        print(item, seen())


async def threads():
    print("threads")
    user.set("caller")

    def work():
        user.set("worker, who was " + user.get("nobody"))
        return seen()

    print(await asyncio.to_thread(work), seen())
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, work), await loop.run_in_executor(None, seen), seen())


def runners():
    print("runners")

    async def step():
        level.set(level.get() + 1)
        return seen()

    user.set("outside")
    with asyncio.Runner() as runner:
        print(runner.run(step()), runner.run(step()), seen())
        own = Context()
        print(runner.run(step(), context=own), own[level], runner.run(step()))
    print(asyncio.run(step()), asyncio.run(step()))
    print(copy_context().run(asyncio.run, step()), seen())


tokens()
mappings()
for part in [tasks, fresh, callbacks, handlers, generators, threads]:
    asyncio.run(part())
runners()
