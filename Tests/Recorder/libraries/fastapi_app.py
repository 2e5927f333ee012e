"""A FastAPI application with an async and a threaded route, a stream, a background task and a start-up of its own."""

import asyncio
import contextlib
import time

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from fastapi.responses import StreamingResponse

seen = asyncio.Queue()


@contextlib.asynccontextmanager
async def lifespan(_):
    counter = asyncio.create_task(count(), name="counter")
    yield
    counter.cancel()


async def count():
    while True:
        await seen.get()


async def connection():
    await asyncio.sleep(0)
    yield "connection"


app = FastAPI(lifespan=lifespan)


@app.get("/items/{number}")
async def item(number: int, background: BackgroundTasks, using: str = Depends(connection)):
    await asyncio.sleep(0.001)
    if number % 40 == 7:
        raise HTTPException(status_code=404)
    background.add_task(seen.put, number)
    return {"number": number, "using": using}


@app.get("/threaded/{number}")
def threaded(number: int):
    time.sleep(0.001)
    return {"number": number}


@app.get("/stream")
async def stream():
    async def pieces():
        for number in range(5):
            yield "piece %d\n" % number
            await asyncio.sleep(0)

    return StreamingResponse(pieces())
