"""A request's number travels with its task

Three requests are served at once by the same functions, and every line of the log bears the number
of its request, though nobody passes it on. It is a context variable: each task has a copy of its
maker's context, so what a task sets is seen by it and by the tasks that it makes, and nobody else.
"""

import asyncio
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")


def log(text):
    # note: The logger asks for the variable: it finds that of the task which runs now.
    print(f"[{request_id.get()}] {text}")


async def query(table, seconds):
    log(f"query {table}")
    await asyncio.sleep(seconds)
    log(f"{table} answers")


async def audit():
    await asyncio.sleep(0.4)
    log("audit written")


async def handle(number, seconds):
    # note: Set here, the number is this request's alone: the other two keep theirs.
    request_id.set(number)
    log("begin")
    # note: A new task copies the context: it still has the number when its request is over.
    audits.append(asyncio.create_task(audit()))
    await asyncio.gather(query("users", seconds), query("orders", 0.1))
    log("end")


audits = []


async def main():
    log("serving")
    async with asyncio.TaskGroup() as group:
        for number, seconds in enumerate([0.3, 0.2, 0.1], start=1):
            group.create_task(handle(number, seconds))
    # note: main made the three tasks and set nothing: its own context has no number.
    log("all requests are served")
    await asyncio.gather(*audits)


if __name__ == "__main__":
    asyncio.run(main())
