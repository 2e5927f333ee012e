"""A callback's failure is being handled while the exception handler runs: it is the context of what the handler raises."""

import asyncio
import sys


def fail(number):
    raise ValueError(number)


def handler(loop, told):
    print(told["message"].split(" at ")[0], "while", repr(sys.exception()))
    try:
        raise KeyError("of the handler")
    except KeyError as error:
        print("context", repr(error.__context__))
    try:
        raise
    except BaseException as error:
        print("raised again", repr(error))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(fail, 1)
    future = loop.create_future()
    future.add_done_callback(lambda done: fail(2))
    future.set_result(None)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    try:
        raise TypeError("of the task")
    except TypeError:
        loop.call_exception_handler({"message": "called by hand"})
        loop.call_soon(fail, 3)
        await asyncio.sleep(0)
        print("still", repr(sys.exception()))
    loop.call_exception_handler({"message": "outside of everything"})


asyncio.run(main())
