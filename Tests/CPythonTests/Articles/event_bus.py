"""An event bus: handlers by type, sync and async, failures kept apart."""

import asyncio
import inspect
from collections import defaultdict
from functools import partial
from types import SimpleNamespace


class EventBus:
    def __init__(self):
        self._handlers = defaultdict(list)
        self.errors = []

    def on(self, name, handler=None, *, priority=0):
        if handler is None:
            return partial(self.on, name, priority=priority)
        self._handlers[name].append((priority, handler))
        self._handlers[name].sort(key=lambda pair: -pair[0])
        return handler

    def off(self, name, handler):
        self._handlers[name] = [pair for pair in self._handlers[name] if pair[1] is not handler]

    async def emit(self, name, **data):
        event = SimpleNamespace(name=name, **data)
        waiting = []
        for _, handler in self._handlers.get(name, ()):
            if inspect.iscoroutinefunction(handler):
                waiting.append(asyncio.create_task(handler(event), name=handler.__name__))
            else:
                try:
                    handler(event)
                except Exception as error:
                    self.errors.append(error)
        for result in await asyncio.gather(*waiting, return_exceptions=True):
            if isinstance(result, Exception):
                self.errors.append(result)
        return event


bus = EventBus()


@bus.on("order")
async def ship(event):
    await asyncio.sleep(0.02)
    print("shipped", event.item)


@bus.on("order", priority=5)
def check(event):
    print("checked", event)


@bus.on("order")
async def charge(event):
    await asyncio.sleep(0.01)
    if event.price > 100:
        raise PermissionError(f"{event.item} is too dear")
    print("charged", event.price)


@bus.on("order", priority=-1)
def broken(event):
    event.missing


async def main():
    await bus.emit("order", item="book", price=12)
    await bus.emit("order", item="car", price=9000)
    bus.off("order", broken)
    await bus.emit("order", item="pen", price=1)
    await bus.emit("nothing")
    print(*map(repr, bus.errors), sep="\n")


asyncio.run(main())
