# Completed with the import and a run.
import asyncio


class AsyncResource:
    async def __aenter__(self):
        # Acquire the resource asynchronously
        await asyncio.sleep(0.1)  # Simulate some async operation
        print("Resource acquired")
        return self
    
    async def __aexit__(self, exc_type, exc_val, exc_tb):
        # Release the resource asynchronously
        await asyncio.sleep(0.1)  # Simulate some async operation
        print("Resource released")

async def main():
    async with AsyncResource() as resource:
        # Use the resource
        print("Using the resource")

asyncio.run(main())
