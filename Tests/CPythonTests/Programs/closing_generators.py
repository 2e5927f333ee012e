"""Asynchronous generators that are under way when the loop closes, some of which fail then."""
import asyncio


async def numbers(name, error=None):
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0.1)
        print("closing", name)
        if error is not None:
            raise error


def report(loop, context):
    print("report", context["message"].split(" <")[0], sorted(context), repr(context["exception"]))
    print(context["asyncgen"].__name__)


async def begin(generator):
    async for number in generator:
        print("got", number)
        break


async def main(handler, generators):
    asyncio.get_running_loop().set_exception_handler(handler)
    for generator in generators:
        await begin(generator)
    print("end of main")


for handler in [report, None]:
    generators = [numbers("good"), numbers("bad", ValueError("bad")), numbers("also bad", KeyError("worse"))]
    try:
        asyncio.run(main(handler, generators))
    except BaseException as error:
        print("ended", repr(error))
