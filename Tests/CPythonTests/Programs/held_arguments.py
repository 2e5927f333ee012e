"""What the coroutines of asyncio hold: their arguments as long as they run, and from then on in what they raise."""

import asyncio
import warnings

warnings.simplefilter("always")


async def ticks(name):
    try:
        yield name
        yield name
    finally:
        print("closed", name)


def unstarted():
    """Awaited with a time that is over, the outer call cancels the inner one before that has awaited anything."""
    return asyncio.wait_for(asyncio.wait_for(asyncio.sleep(0.1), 0.2), -1)


async def caught():
    try:
        await unstarted()
    except TimeoutError:
        await asyncio.sleep(0.1)
        print("caught")
    await asyncio.sleep(0.1)


async def of_a_task():
    task = asyncio.create_task(unstarted())
    await asyncio.wait([task])
    await asyncio.sleep(0.1)
    print(repr(task.exception()))
    del task
    await asyncio.sleep(0.1)


async def in_a_group():
    async with asyncio.TaskGroup():
        await unstarted()


async def cancelled_meanwhile():
    """One that is cancelled while it waits for what it has cancelled holds that, and why it ended."""
    waiting = asyncio.create_task(unstarted())
    asyncio.get_running_loop().call_soon(waiting.cancel)
    await asyncio.wait([waiting])
    await asyncio.sleep(0.1)
    print("cancelled", waiting.cancelled())
    del waiting
    await asyncio.sleep(0.1)


async def closing():
    coroutine = asyncio.wait_for(asyncio.sleep(1), 1)
    coroutine.close()
    print("a closed one lets go")
    generator = ticks("put")
    await anext(generator)
    coroutine = asyncio.Queue().put(generator)
    del generator
    await coroutine
    print("put")
    await asyncio.sleep(0.1)


async def cancelled_put():
    generator = ticks("cancelled put")
    await anext(generator)
    task = asyncio.create_task(asyncio.Queue().put(generator))
    del generator
    task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(0.1)
    print("cancelled", task.cancelled())
    del task
    await asyncio.sleep(0.1)


async def beside_a_thread():
    """What the loop ran last it holds while a thread goes on."""
    print(await asyncio.gather(unstarted(), asyncio.sleep(0.5), unstarted(), return_exceptions=True))
    print(await asyncio.to_thread(print, "in the thread"))


async def fail():
    raise ValueError("eager")


async def eager():
    """The error of an eager task has arrived in its task: raised by that, it is raised while another one is handled."""
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    try:
        raise KeyError("handled")
    except KeyError:
        task = asyncio.create_task(fail())
        try:
            await task
        except ValueError as error:
            print(repr(error.__context__))


async def ends(name, delay):
    generator = ticks(name)
    await anext(generator)
    await asyncio.sleep(delay)
    raise ValueError(name)


async def left_iteration():
    """An error that leaves an iteration holds it, and those that have ended meanwhile with it."""
    try:
        for one in asyncio.as_completed([ends("early", 0.1), ends("beside", 0.1)]):
            await one
    except ValueError as error:
        one = None
        await asyncio.sleep(0.1)
        print("left", error)
    await asyncio.sleep(0.1)


async def ended_iteration():
    """What an iteration gave holds it only until that has ended."""
    asyncio.get_running_loop().call_later(0.1, asyncio.current_task().cancel)
    try:
        for one in asyncio.as_completed([ends("first", 0.2), ends("second", 0.3)]):
            await one
    except asyncio.CancelledError:
        print("cancelled")
    await asyncio.sleep(0.5)
    print("let go of", one.__name__)


async def interrupted():
    """An eager task that ends the program is held by what it raised, where that leads to its timeout."""
    async with asyncio.timeout(1) as timeout:
        raise KeyboardInterrupt


async def cancelled_eagerly():
    """What cancels an eager task during its first step is handed on to what it awaits."""
    asyncio.current_task().cancel()
    await asyncio.create_task(asyncio.sleep(1))


async def eager_ends():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    try:
        asyncio.create_task(interrupted())
    except KeyboardInterrupt:
        await asyncio.sleep(0.1)
        print("interrupted")
    await asyncio.sleep(0.1)
    task = asyncio.create_task(cancelled_eagerly())
    await asyncio.wait([task])
    print("cancelled", task.cancelled())


async def quiet(name):
    print(name)


async def left_gather():
    """What an eager task raises that ends the program holds those that were to be gathered, too."""
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    try:
        asyncio.gather(quiet("before"), interrupted(), quiet("never"))
    except KeyboardInterrupt:
        await asyncio.sleep(0.1)
        print("left a gather")
    await asyncio.sleep(0.1)
    try:
        asyncio.as_completed([quiet("before"), interrupted(), quiet("never")])
    except KeyboardInterrupt:
        await asyncio.sleep(0.1)
        print("left the awaitables")
    await asyncio.sleep(0.1)


async def main():
    for case in (
        caught, of_a_task, in_a_group, cancelled_meanwhile, closing, cancelled_put, beside_a_thread, left_iteration,
        ended_iteration, eager, eager_ends, left_gather,
    ):
        print("-", case.__name__)
        try:
            await asyncio.create_task(case())
        except* (TimeoutError, KeyError) as group:
            print("failed", [repr(error) for error in group.exceptions])
        await asyncio.sleep(0.5)


asyncio.run(main())


async def leave():
    try:
        await asyncio.sleep(1)
    finally:
        async for name in ticks("left"):
            raise SystemExit(3)


async def leaving():
    asyncio.create_task(leave())
    await asyncio.sleep(0.1)


try:
    asyncio.run(leaving())
except SystemExit as error:
    print("left", error)
print("end")
