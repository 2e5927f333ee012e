"""A plain future: results, failures, cancellation, callbacks, and what is an invalid state."""
import asyncio


def attempt(title, function, *args):
    try:
        print(title, function(*args))
    except (Exception, asyncio.CancelledError) as error:
        print(title, repr(error))


async def waiter(name, future):
    try:
        print(name, "got", await future)
    except BaseException as error:
        print(name, "raised", repr(error))


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    attempt("result too early", future.result)
    attempt("exception too early", future.exception)
    waiters = [asyncio.create_task(waiter(name, future)) for name in "abc"]
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: print("callback", f.result()))
    future.set_result(1)
    attempt("result", future.result)
    attempt("set twice", future.set_result, 2)
    attempt("cancel too late", future.cancel)
    future.add_done_callback(lambda f: print("callback added late"))
    await asyncio.wait(waiters)

    future = loop.create_future()
    waiters = [asyncio.create_task(waiter(name, future)) for name in "de"]
    loop.call_later(1, future.set_exception, KeyError("k"))
    await asyncio.wait(waiters)
    attempt("exception", future.exception)
    attempt("failed result", future.result)
    attempt("a class, too", loop.create_future().set_exception, ValueError)
    attempt("StopIteration", loop.create_future().set_exception, StopIteration())

    future = loop.create_future()
    task = asyncio.create_task(waiter("f", future))
    await asyncio.sleep(0)
    waiters[0] = asyncio.create_task(waiter("g", future))
    await asyncio.sleep(0)
    attempt("cancel", future.cancel, "reason")
    attempt("cancelled result", future.result)
    await asyncio.wait([task, waiters[0]])

    def callback(f):
        print("called", f.done())

    future = loop.create_future()
    future.add_done_callback(callback)
    future.add_done_callback(callback)
    attempt("removed", future.remove_done_callback, callback)
    attempt("removed", future.remove_done_callback, callback)
    future.set_result(None)
    await asyncio.sleep(0)


asyncio.run(main())
