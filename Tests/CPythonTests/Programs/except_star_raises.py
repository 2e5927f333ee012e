"""What the clauses of except* raise: alone as it is, with something else in a group."""

import asyncio


def attempt(function):
    try:
        function()
    except BaseException as error:
        print(function.__name__, repr(error), repr(error.__cause__), repr(error.__context__))


def alone():
    try:
        raise ExceptionGroup("group", [ValueError(1)])
    except* ValueError:
        raise TypeError(2)


def beside_the_rest():
    try:
        raise ExceptionGroup("group", [ValueError(1), KeyError(3)])
    except* ValueError:
        raise TypeError(2)


def for_a_plain_one():
    try:
        raise ValueError(1)
    except* ValueError:
        raise TypeError(2)


def twice():
    try:
        raise ExceptionGroup("group", [ValueError(1), KeyError(3)])
    except* ValueError:
        raise TypeError(2)
    except* KeyError:
        raise OSError(2)


def again():
    try:
        raise ExceptionGroup("group", [ValueError(1), KeyError(2)])
    except* ValueError as error:
        raise error
    except* KeyError:
        raise


def base():
    try:
        raise ExceptionGroup("group", [ValueError(1)])
    except* ValueError:
        raise BaseException(2)


for function in [alone, beside_the_rest, for_a_plain_one, twice, again, base]:
    attempt(function)


async def cancelled():
    try:
        raise ExceptionGroup("group", [ValueError(1)])
    except* ValueError:
        await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(cancelled())
    await asyncio.sleep(0.5)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
