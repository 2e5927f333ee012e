"""What happens to connections whose handler raises, returns without closing, or is no coroutine."""
import asyncio


async def failing(reader, writer):
    await reader.readline()
    raise ValueError("the handler broke")


async def forgetful(reader, writer):
    writer.write(b"bye")


def plain(reader, writer):
    print("a plain function")
    writer.write(b"plain")
    writer.close()


async def cancelled(reader, writer):
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


def broken(reader, writer):
    raise KeyError("broken")


def report(loop, context):
    print("report:", context["message"].split("(")[0], repr(context.get("exception")), "transport" in context)


async def main():
    asyncio.get_running_loop().set_exception_handler(report)
    for handler in [failing, forgetful, plain, cancelled]:
        server = await asyncio.start_server(handler, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"line\n")
        try:
            print(handler.__name__, await reader.read())
        except ConnectionResetError as error:
            print(handler.__name__, repr(error))
        writer.close()
        server.close()
        await server.wait_closed()


asyncio.run(main())
