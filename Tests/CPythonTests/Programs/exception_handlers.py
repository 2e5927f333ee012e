"""Exception handlers: what they are told, in which context, and what becomes of what they raise."""

import asyncio
import functools


def short(text):
    return " ".join([word for word in str(text).split() if "program.py" not in word and "/" not in word and "0x" not in word])


def handler(loop, told):
    print("handler", sorted(told), short(told["message"]))
    for key in sorted(told):
        if key in ("handle", "task", "future"):
            print("  ", key, short(repr(told[key])))
        elif key == "exception":
            print("  ", key, repr(told[key]))


def bad_handler(loop, told):
    print("bad handler", short(told["message"]), sorted(told))
    raise KeyError("handler")


def fail(*args):
    raise ValueError(*args)


class Failing:
    def method(self, *args):
        raise TypeError("method")

    def __call__(self, *args):
        raise TypeError("call")


@functools.wraps(fail)
def wrapped(*args):
    raise ValueError("wrapped")


async def callbacks():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(fail, 1, 2)
    loop.call_soon(lambda: 1 / 0)
    loop.call_later(0.1, fail, "later")
    loop.call_soon(Failing().method)
    loop.call_soon(functools.partial(fail, "partial"), 3)
    loop.call_soon(wrapped)
    loop.call_soon(print, "no failure")
    future = loop.create_future()
    future.add_done_callback(fail)
    future.add_done_callback(lambda f: fail("lambda"))
    future.set_result(1)
    await asyncio.sleep(0.2)
    for wrong in [3, "handler"]:
        try:
            loop.set_exception_handler(wrong)
        except TypeError as error:
            print(error)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())


async def calls():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    own = {"message": "mine", "number": 1, "exception": ValueError("told")}
    loop.call_exception_handler(own)
    loop.call_exception_handler({"message": "with a task", "task": asyncio.current_task().get_coro().__name__})
    told = []
    loop.set_exception_handler(lambda loop, given: told.append(given))
    loop.call_exception_handler(own)
    print(told[0] is own)
    loop.set_exception_handler(bad_handler)
    loop.call_exception_handler({"message": "for the bad one"})
    loop.call_soon(fail, "for the bad one")
    await asyncio.sleep(0)

    def leave(loop, told):
        raise SystemExit(3)

    loop.set_exception_handler(leave)
    try:
        loop.call_exception_handler({"message": "leave"})
    except SystemExit as error:
        print(repr(error))


async def unretrieved():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)

    async def failing(text):
        raise ValueError(text)

    asyncio.create_task(failing("forgotten at once"))
    await asyncio.sleep(0)
    print("after the turn")
    task = asyncio.create_task(failing("forgotten later"))
    await asyncio.sleep(0.1)
    task = None
    print("let go")
    future = loop.create_future()
    future.set_exception(ValueError("future"))
    del future
    print("let go of the future")
    looked = asyncio.create_task(failing("looked at"))
    await asyncio.sleep(0)
    looked.exception()
    looked = None
    print("nothing to report")
    gathered = asyncio.gather(failing("gathered"), failing("gathered too"))
    await asyncio.sleep(0.1)
    gathered = None
    print("let go of the gather")


async def handles():
    loop = asyncio.get_running_loop()
    for handle in [
        loop.call_soon(fail, 1),
        loop.call_later(0.5, fail),
        loop.call_at(1.5, print, 1),
        loop.call_soon(Failing().method),
        loop.call_soon(functools.partial(print, 1), 2),
        loop.call_soon(lambda: None),
    ]:
        text = short(repr(handle)).split("when=")[0]
        handle.cancel()
        print(text, handle.cancelled(), short(repr(handle)).split("when=")[0])
        handle.cancel()
    later = loop.call_later(1, print)
    print(later.when() == loop.time() + 1, isinstance(later, asyncio.TimerHandle), isinstance(later, asyncio.Handle))
    later.cancel()


async def late_failures():
    """What the closing of the runner finds."""

    async def stubborn():
        try:
            await asyncio.sleep(10)
        finally:
            raise ValueError("while being cancelled")

    asyncio.get_running_loop().set_exception_handler(handler)
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.1)
    print(task.done())


for part in [callbacks, calls, unretrieved, handles, late_failures]:
    print(part.__name__)
    asyncio.run(part())
