"""An exception in a callback goes to the loop's exception handler, and nothing else stops."""
import asyncio


def fail(*args):
    print("failing")
    raise ValueError("in a callback")


async def value():
    return 1


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler", context["message"][:21], repr(context["exception"])))
    loop.call_soon(fail)
    loop.call_later(1, fail)
    task = asyncio.create_task(value())
    task.add_done_callback(fail)
    task.add_done_callback(lambda t: print("the next callback still comes", t.result()))
    print(await task)
    await asyncio.sleep(2)


asyncio.run(main())
