# Completed with the import and a run.
import asyncio


async def long_running_task():
    try:
        # Simulate a long operation
        await asyncio.sleep(10)
        return "Task completed"
    except asyncio.CancelledError:
        # Clean up resources
        print("Task was cancelled!")
        raise  # Re-raise the exception

async def main():
    # Start a long-running task
    task = asyncio.create_task(long_running_task())
    
    # Do something else for a while
    await asyncio.sleep(2)
    
    # Cancel the task
    task.cancel()
    
    try:
        # Wait for the task to be cancelled
        await task
    except asyncio.CancelledError:
        print("Main: task was cancelled")

asyncio.run(main())
