"""A return on its way out through `finally` blocks that return, break or raise themselves."""
import asyncio


class Manager:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("left", self.name, details[0] and details[0].__name__)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        await asyncio.sleep(0)
        print("left", self.name, details[0] and details[0].__name__)


async def replaced():
    async with Manager("outer"):
        with Manager("inner"):
            try:
                return 1
            finally:
                return 2


def twice():
    for n in range(3):
        with Manager(n):
            try:
                try:
                    return n
                finally:
                    with Manager("within"):
                        return "second"
            finally:
                if n < 2:
                    continue
                break
    return "after the loop"


def raised():
    try:
        with Manager("raising"):
            try:
                return 1
            finally:
                raise ValueError
    except ValueError:
        return "caught"


async def main():
    print(await replaced())
    print(twice())
    print(raised())
    async with asyncio.timeout(1):
        try:
            return "first"
        finally:
            return "last"


print(asyncio.run(main()))
