"""Eager tasks: their first step is taken inside that of whoever makes them."""

import asyncio
import contextvars

place = contextvars.ContextVar("place", default="outside")


def who():
    task = asyncio.current_task()
    return None if task is None else task.get_name()


async def at_once(value):
    print("at once", value, who(), len(asyncio.all_tasks()))
    return value


async def later(value, delay=0.1):
    print("later", value, who())
    try:
        await asyncio.sleep(delay)
    finally:
        print("later ends", value, who())
    return value


async def fail(value):
    raise ValueError(value)


async def fail_later(value):
    await asyncio.sleep(0.1)
    raise ValueError(value)


async def completion():
    print("completion")
    task = asyncio.create_task(at_once(1))
    print(who(), task.done(), task.get_coro(), task.get_name(), task.result())
    task.add_done_callback(lambda t: print("told", t.result(), who()))
    named = asyncio.create_task(at_once(2), name="named")
    print(named.get_name(), named in asyncio.all_tasks(), await named, await task)
    waiting = asyncio.create_task(later(3))
    print(waiting.done(), waiting.get_coro().__name__, waiting in asyncio.all_tasks(), len(asyncio.all_tasks()))
    print(await waiting)
    failed = asyncio.create_task(fail(4))
    print(failed.done(), repr(failed.exception()))
    try:
        await asyncio.create_task(fail(5))
    except ValueError as error:
        print(repr(error), error.__context__)


async def nesting():
    print("nesting")

    async def outer(depth):
        print("down", depth, who(), len(asyncio.all_tasks()))
        if depth:
            inner = asyncio.create_task(outer(depth - 1), name=f"depth {depth - 1}")
            print("up", depth, who(), inner.done())
            await asyncio.sleep(0)
            await inner

    await asyncio.create_task(outer(3), name="depth 3")
    try:
        1 / 0
    except ZeroDivisionError:
        task = asyncio.create_task(fail(1))
        print(repr(task.exception().__context__))


async def contexts():
    print("contexts")

    async def move(to):
        place.set(to)
        await asyncio.sleep(0)
        return place.get()

    first = asyncio.create_task(move("first"))
    print(place.get(), await first, place.get())
    own = contextvars.copy_context()
    second = asyncio.create_task(move("second"), context=own)
    print(place.get(), own[place], await second, second.get_context() is own)
    place.set("here")
    third = asyncio.create_task(move("third"))
    print(place.get(), asyncio.current_task().get_context()[place], await third, place.get())
    mine = asyncio.current_task().get_context()
    print(mine[place], mine is asyncio.current_task().get_context())


async def groups():
    print("groups")
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(at_once(1)), group.create_task(later(2)), group.create_task(at_once(3))]
        print([task.done() for task in tasks], len(asyncio.all_tasks()))
    print([task.result() for task in tasks])
    try:
        async with asyncio.TaskGroup() as group:
            pending = group.create_task(later("sibling"))
            group.create_task(fail("eagerly"))
            print("aborting", pending.cancelling(), asyncio.current_task().cancelling())
            try:
                group.create_task(at_once("refused"))
            except RuntimeError as error:
                print(error)
            await asyncio.sleep(1)
            print("never")
    except* ValueError as errors:
        print(repr(errors.exceptions), asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail_later("late"))
            group.create_task(later("other", 1))
    except* ValueError as errors:
        print(repr(errors.exceptions))


async def gathers():
    print("gathers")
    print(await asyncio.gather(at_once(1), later(2), at_once(3)))
    done = asyncio.gather(at_once(4), at_once(5))
    print(done.done(), await done)
    try:
        await asyncio.gather(later(6), fail(7), at_once(8))
    except ValueError as error:
        print(repr(error), who())
    print(await asyncio.gather(fail(9), at_once(10), return_exceptions=True))
    await asyncio.sleep(0.2)
    for one in asyncio.as_completed([later("b", 0.2), at_once("a"), later("c", 0.1)]):
        print(await one)
    done, pending = await asyncio.wait([asyncio.create_task(at_once(1)), asyncio.create_task(later(2))], timeout=0)
    print(len(done), len(pending))
    print(await asyncio.wait_for(at_once(1), 1), await asyncio.shield(at_once(2)), await asyncio.shield(later(3)))
    try:
        await asyncio.wait_for(later(4, 1), 0.1)
    except TimeoutError as error:
        print(repr(error))


async def cancelling():
    print("cancelling")

    async def stop_myself():
        asyncio.current_task().cancel("myself")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError as error:
            print("stopped", error.args, who())
            raise

    async def stop_maker(maker):
        maker.cancel("by the one I made")
        return "made"

    task = asyncio.create_task(stop_myself())
    print(task.done(), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print("ended", error.args)
    task = asyncio.create_task(later("to be cancelled", 1))
    task.cancel("at once")
    try:
        await task
    except asyncio.CancelledError as error:
        print("ended", error.args, task.cancelled())
    made = asyncio.create_task(stop_maker(asyncio.current_task()))
    print(made.result(), asyncio.current_task().cancelling())
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as error:
        print("maker", error.args, asyncio.current_task().uncancel())

    async def cancelled_at_once():
        raise asyncio.CancelledError("raised")

    task = asyncio.create_task(cancelled_at_once())
    print(task.done(), task.cancelled())

    async def returns_though_cancelled():
        asyncio.current_task().cancel()
        return 1

    task = asyncio.create_task(returns_though_cancelled())
    print(task.done(), task.cancelled())


async def from_callbacks():
    print("from callbacks")
    loop = asyncio.get_running_loop()
    made = []
    loop.call_soon(lambda: made.append(asyncio.create_task(at_once("soon"))))
    loop.call_later(0.1, lambda: made.append(asyncio.create_task(later("later"))))
    future = loop.create_future()
    future.add_done_callback(lambda f: made.append(asyncio.create_task(at_once(f.result()))))
    waiter = asyncio.create_task(wait_for_future(future))
    future.set_result("done")
    print("set")
    await asyncio.sleep(0.3)
    print([task.done() for task in made], waiter.done())


async def wait_for_future(future):
    print("waits")
    print("got", await future, who())


async def ends():
    print("ends")

    async def leave(error):
        raise error

    for error in [SystemExit(3), KeyboardInterrupt()]:
        try:
            asyncio.create_task(leave(error))
        except BaseException as caught:
            print(repr(caught), caught is error, who())
    loop = asyncio.get_running_loop()
    lazy = asyncio.Task(at_once("lazy"), loop=loop)
    print(lazy.done())
    eager = asyncio.Task(at_once("eager"), loop=loop, eager_start=True, name="by hand")
    print(eager.done(), eager.get_name(), await lazy)
    print(asyncio.eager_task_factory(loop, at_once("factory"), name="made").get_name())
    one_turn = asyncio.create_task(asyncio.sleep(0, "slept"))
    print(one_turn.done(), await one_turn)


async def factories():
    print("factories")
    loop = asyncio.get_running_loop()

    def factory(loop, coro, context=None):
        print("factory makes", coro.__name__, context is None)
        return asyncio.Task(coro, loop=loop, context=context)

    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    print(await asyncio.create_task(at_once(1), name="one"), await asyncio.gather(at_once(2), later(3)))
    async with asyncio.TaskGroup() as group:
        group.create_task(at_once(4))
        group.create_task(at_once(5), context=contextvars.copy_context())
    custom = asyncio.create_eager_task_factory(lambda coro, **options: print(sorted(options)) or asyncio.Task(coro, **options))
    loop.set_task_factory(custom)
    print((await asyncio.create_task(at_once(6))), loop.get_task_factory() is custom)
    loop.set_task_factory(None)
    print(loop.get_task_factory(), asyncio.create_task(at_once(7)).done())
    for wrong in [3, "no"]:
        try:
            loop.set_task_factory(wrong)
        except TypeError as error:
            print(error)
    loop.set_task_factory(lambda loop, coro: coro.close())
    try:
        asyncio.create_task(at_once(8))
    except AttributeError as error:
        print(error)
    loop.set_task_factory(factory)


async def eagerly(part):
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await part()


for part in [completion, nesting, contexts, groups, gathers, cancelling, from_callbacks, ends]:
    asyncio.run(eagerly(part))
asyncio.run(factories())


def make_eager_loop():
    loop = asyncio.new_event_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    return loop


print(asyncio.run(at_once("in an eager loop"), loop_factory=make_eager_loop))
with asyncio.Runner(loop_factory=make_eager_loop) as runner:
    print(runner.run(later("in a runner")), runner.get_loop().get_task_factory() is asyncio.eager_task_factory)
