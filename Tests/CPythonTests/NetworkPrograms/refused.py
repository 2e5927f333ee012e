"""Nobody listens: at a port, at a path, at an unknown name; and two servers want one port."""
import asyncio


async def nothing(reader, writer):
    pass


async def attempt(what, awaitable, port):
    try:
        print(what, await awaitable)
    except OSError as error:
        print(what, type(error).__name__, str(error).replace(str(port), "PORT"), error.errno)


async def main():
    server = await asyncio.start_server(nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await attempt("again", asyncio.start_server(nothing, "127.0.0.1", port), port)
    await attempt("everywhere", asyncio.start_server(nothing, "0.0.0.0", port), port)
    await attempt("elsewhere", asyncio.start_server(nothing, "192.0.2.1", port), port)
    server.close()
    await server.wait_closed()
    await attempt("closed", asyncio.open_connection("127.0.0.1", port), port)
    await attempt("no path", asyncio.open_unix_connection("/tmp/taskviz-nobody.sock"), port)
    server = await asyncio.start_server(nothing, "127.0.0.1", port)
    print(len(server.sockets))
    server.close()
    for arguments in [(), (None, None)]:
        try:
            await asyncio.open_connection(*arguments)
        except ValueError as error:
            print(repr(error))


asyncio.run(main())
