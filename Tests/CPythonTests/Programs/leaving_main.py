"""What main raises to end the program counts as retrieved: nobody is told of it again. What a child raises does not."""

import asyncio


def handler(loop, context):
    print("handler:", context["message"], repr(context.get("exception")))


async def main(error):
    asyncio.get_running_loop().set_exception_handler(handler)
    await asyncio.sleep(0.1)
    raise error


async def child(error):
    raise error


async def parent(error):
    asyncio.get_running_loop().set_exception_handler(handler)
    task = asyncio.create_task(child(error))
    await asyncio.sleep(1)
    return task


for run in (main, parent):
    for error in (SystemExit(3), KeyboardInterrupt(), SystemExit("text")):
        try:
            asyncio.run(run(error))
        except BaseException as e:
            print(run.__name__, type(e).__name__, e)
        error = None
print("end")
