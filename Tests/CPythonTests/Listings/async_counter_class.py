# Completed with the import and a run.
import asyncio


class AsyncCounter:
    def __init__(self, stop):
        self.current = 0
        self.stop = stop
    
    def __aiter__(self):
        return self
    
    async def __anext__(self):
        if self.current < self.stop:
            await asyncio.sleep(0.1)  # Simulate async data production
            self.current += 1
            return self.current - 1
        else:
            raise StopAsyncIteration

async def main():
    async for i in AsyncCounter(5):
        print(i)

asyncio.run(main())
