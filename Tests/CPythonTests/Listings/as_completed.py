# Completed with the import of asyncio.
import asyncio


import random

async def fetch_data(id):
    # Simulate a network request with random duration
    await asyncio.sleep(random.uniform(0.5, 2.0))
    return f"Data from source {id}"

async def main():
    # Create 5 tasks
    tasks = [fetch_data(i) for i in range(1, 6)]
    
    # Process results as they arrive
    for future in asyncio.as_completed(tasks):
        result = await future
        print(f"Got result: {result}")

asyncio.run(main())
