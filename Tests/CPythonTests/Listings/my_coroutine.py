# Completed with the import and a run.
import asyncio


async def my_coroutine():
    # This is a coroutine
    pass

asyncio.run(my_coroutine())
