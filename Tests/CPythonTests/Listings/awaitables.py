import asyncio

# Awaiting a coroutine
async def nested():
    return 42

async def main1():
    # Await a coroutine
    result = await nested()
    print(result)  # 42

# Awaiting a Task
async def main2():
    # Create and await a Task
    task = asyncio.create_task(nested())
    result = await task
    print(result)  # 42

# Awaiting a Future (low-level, usually not done directly)
async def main3():
    # Create a Future
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    
    # Set a result on the Future
    loop.call_soon(lambda: future.set_result('Future result'))
    
    # Await the Future
    result = await future
    print(result)  # Future result

asyncio.run(main1())
asyncio.run(main2())
asyncio.run(main3())
