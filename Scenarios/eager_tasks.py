"""Eager tasks, which begin before they are made

Usually a new task waits for the loop's next turn. An eager one takes its first step inside that of
whoever makes it, and the loop sees it only if it has to wait. With a cache most lookups never wait:
their tasks begin and end while main goes on, which saves a turn of the loop for each.
"""

import asyncio

cache = {"python.org": "151.101.0.223"}


async def resolve(host):
    if host in cache:
        # note: Found: this task ends inside main's step. It was never in the loop's queue.
        print(f"  {host}: from the cache")
        return cache[host]
    # note: Not found: only at its first await, here, does a task give back to main.
    print(f"  {host}: asking")
    await asyncio.sleep(0.2)
    cache[host] = f"10.0.0.{len(cache)}"
    print(f"  {host}: answered")
    return cache[host]


async def look_up(hosts):
    tasks = []
    for host in hosts:
        tasks.append(asyncio.create_task(resolve(host)))
        print(f"made the task for {host}, done: {tasks[-1].done()}")
    return await asyncio.gather(*tasks)


async def main():
    # note: From here on every task of this loop is eager.
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    print(await look_up(["python.org", "swift.org", "example.org"]))
    # note: The second time all is in the cache: no task has to wait, and gather is done at once.
    print(await look_up(["swift.org", "example.org"]))


if __name__ == "__main__":
    asyncio.run(main())
