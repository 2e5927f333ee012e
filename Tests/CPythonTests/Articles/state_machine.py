"""A connection as a state machine, with a registry of transitions made by decorators."""

import asyncio
from abc import ABC, abstractmethod
from collections import ChainMap
from functools import cached_property, singledispatchmethod, total_ordering


class InvalidTransition(RuntimeError):
    pass


class State(ABC):
    registry = {}

    def __init_subclass__(cls, *, start=False, **kwargs):
        super().__init_subclass__(**kwargs)
        State.registry[cls.__name__.lower()] = cls
        if start:
            State.first = cls

    @abstractmethod
    async def handle(self, machine, event):
        ...

    def __repr__(self):
        return type(self).__name__


class Idle(State, start=True):
    async def handle(self, machine, event):
        if event == "connect":
            await asyncio.sleep(0.1)
            return Connected()
        raise InvalidTransition(f"{event!r} in {self}")


class Connected(State):
    async def handle(self, machine, event):
        match event.split():
            case ["send", *words]:
                machine.sent.append(" ".join(words))
                return self
            case ["close"]:
                return Idle()
            case [other, *_]:
                raise InvalidTransition(f"{other!r} in {self}")


class Machine:
    defaults = {"limit": 3, "name": "machine"}

    def __init__(self, **options):
        self.options = ChainMap(options, self.defaults)
        self.state, self.sent, self.history = State.first(), [], []

    @cached_property
    def title(self):
        print("computing the title")
        return self.options["name"].title()

    async def feed(self, *events):
        for event in events:
            try:
                self.state = await self.state.handle(self, event)
            except InvalidTransition as error:
                self.history.append(f"! {error}")
            else:
                self.history.append(f"{event} -> {self.state!r}")


async def main():
    machines = [Machine(name="first"), Machine(limit=1)]
    await asyncio.gather(
        machines[0].feed("connect", "send hello world", "jump", "close"), machines[1].feed("send early", "connect"))
    for machine in machines:
        print(machine.title, machine.title, machine.state, machine.sent, dict(machine.options), *machine.history, sep="\n  ")
    print(sorted(State.registry))
    try:
        State()
    except TypeError as error:
        print(error)


asyncio.run(main())
