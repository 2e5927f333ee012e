# Completed with the imports, say_after() and a run.
import asyncio
import time


async def say_after(delay, message):
    await asyncio.sleep(delay)
    print(message)


async def main():
    print(f"started at {time.strftime('%X')}")
    
    # Run multiple coroutines concurrently
    results = await asyncio.gather(
        say_after(1, 'hello'),
        say_after(2, 'world'),
        say_after(3, 'from Python!')
    )
    
    print(f"finished at {time.strftime('%X')}")
    print(f"Results: {results}")  # [None, None, None] (none of our coroutines return values)

asyncio.run(main())
