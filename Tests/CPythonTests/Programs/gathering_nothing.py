"""What a gather refuses comes behind awaitables that are tasks by then."""

import asyncio


async def job(number):
    print("job", number)
    await asyncio.sleep(number)
    print("done", number)


async def main():
    try:
        await asyncio.gather(job(1), job(2), job)
    except TypeError as error:
        print(error)
    await asyncio.sleep(1.5)
    print(len(asyncio.all_tasks()))
    try:
        asyncio.gather(3, job(3))
    except TypeError as error:
        print(error)


asyncio.run(main())
