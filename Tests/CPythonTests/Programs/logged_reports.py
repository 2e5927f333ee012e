"""The reports of a loop in the program's own log, those that the program makes among them."""
import asyncio
import logging
import sys

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(name)s %(levelname)s %(message)s")
logger = logging.getLogger("app")


def handler(loop, context):
    logger.error("caught: %s %r", context["message"].split("(")[0], context.get("exception"))


async def talk(reader, writer):
    await reader.read(10)
    writer.transport.abort()


async def main():
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({"message": "early", "zebra": "z", "ant": 1})
    loop.set_exception_handler(handler)
    loop.call_exception_handler({"message": "with a handler", "exception": KeyError("key")})
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.default_exception_handler({"message": "by default", "more": [1, 2]})
    server = await asyncio.start_server(talk, "127.0.0.1", 8123)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8123)
    writer.write(b"x" * 100)
    await asyncio.sleep(0.05)
    for _ in range(9):
        writer.write(b"y")
        await asyncio.sleep(0)
    server.close()


asyncio.run(main())
