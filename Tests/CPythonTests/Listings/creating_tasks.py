import asyncio
import time

async def say_after(delay, message):
    await asyncio.sleep(delay)
    print(message)

async def main():
    print(f"started at {time.strftime('%X')}")
    
    # Create Tasks
    task1 = asyncio.create_task(say_after(1, 'hello'))
    task2 = asyncio.create_task(say_after(2, 'world'))
    
    # Wait for both Tasks to complete
    await task1
    await task2
    
    print(f"finished at {time.strftime('%X')}")

asyncio.run(main())
