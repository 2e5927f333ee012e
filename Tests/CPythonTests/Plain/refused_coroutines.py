"""Coroutines that are handed in where none is taken, and when each counts as never awaited."""

import asyncio


async def work():
    return "done"


async def main():
    try:
        asyncio.run(work())
    except RuntimeError as error:
        print(error)
    print("after run")
    try:
        asyncio.get_running_loop().run_until_complete(work())
    except RuntimeError as error:
        print(error)
    print("after run_until_complete")
    try:
        asyncio.Runner().run(work())
    except RuntimeError as error:
        print(error)
    print("after Runner.run")
    try:
        asyncio.gather([work(), work()])
    except TypeError as error:
        print(error)
    print("after a list")
    for wrong in ({}, {1}, 5, "text", None, bytearray()):
        try:
            await asyncio.gather(wrong)
        except TypeError as error:
            print(error)


asyncio.run(main())
try:
    asyncio.create_task(work())
except RuntimeError as error:
    print(error)
print("after create_task")
loop = asyncio.new_event_loop()
loop.close()
try:
    loop.run_until_complete(work())
except RuntimeError as error:
    print(error)
print("after a closed loop")


async def uncaught():
    await asyncio.gather([work()])


try:
    asyncio.run(uncaught())
except TypeError as error:
    kept = error
print("before the end")
kept = None
print("the end")
