"""What a task raises while a runner closes after a failure holds that failure, and all that its traceback leads to."""

import asyncio

tasks = []


async def left():
    try:
        await asyncio.sleep(100)
    finally:
        print("left")


async def bad(number):
    raise ValueError(number)


async def cancelled():
    raise asyncio.CancelledError()


async def main(number):
    tasks.append(asyncio.create_task(left()))
    for one in asyncio.as_completed([cancelled(), bad(number)]):
        print(await one)


async def alone(number):
    for one in asyncio.as_completed([cancelled(), bad(number)]):
        print(await one)


for number, function in enumerate([main, alone, main]):
    try:
        asyncio.run(function(number))
    except BaseException as error:
        print("ended", repr(error))
    print("after", number)
tasks.pop()
print("one less")
tasks.clear()
print("none")
