"""Tasks that wait for others: a graph of dependencies, run as parallel as it can be."""

import asyncio
from collections import defaultdict, deque
from functools import reduce


def levels(graph):
    """The names in an order in which each comes after what it needs (Kahn's algorithm)."""
    waiting = {name: set(needs) for name, needs in graph.items()}
    followers = defaultdict(set)
    for name, needs in graph.items():
        for need in needs:
            followers[need].add(name)
    ready = deque(sorted(name for name, needs in waiting.items() if not needs))
    order = []
    while ready:
        name = ready.popleft()
        order.append(name)
        for follower in sorted(followers[name]):
            waiting[follower].discard(name)
            if not waiting[follower]:
                ready.append(follower)
    if len(order) < len(graph):
        stuck = sorted(name for name, needs in waiting.items() if needs)
        raise ValueError(f"cycle among {', '.join(stuck)}")
    return order


async def build(graph, durations):
    loop = asyncio.get_running_loop()
    start = loop.time()
    done = {name: asyncio.Event() for name in graph}

    async def run(name):
        await asyncio.gather(*(done[need].wait() for need in graph[name]))
        print(f"{loop.time() - start:.1f} start {name}")
        await asyncio.sleep(durations.get(name, 0.1))
        print(f"{loop.time() - start:.1f} end {name}")
        done[name].set()

    async with asyncio.TaskGroup() as group:
        for name in graph:
            group.create_task(run(name), name=name)
    return round(loop.time() - start, 2)


graph = {"app": ["lib", "ui"], "lib": ["core"], "ui": ["core", "icons"], "core": [], "icons": [], "docs": ["app"]}
print(levels(graph))
print(asyncio.run(build(graph, {"core": 0.3, "icons": 0.2, "app": 0.4})))
try:
    levels({**graph, "core": ["docs"]})
except ValueError as error:
    print(error)
print(reduce(lambda total, needs: total | set(needs), graph.values(), set()) == {"lib", "ui", "core", "icons", "app"})
