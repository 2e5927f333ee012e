"""What reaches a loop's exception handler, from the loop and from the program."""
import asyncio


class Faulty(asyncio.Protocol):
    def __init__(self, fault):
        self.fault = fault

    def __repr__(self):
        return f"<Faulty {self.fault}>"

    def act(self, event):
        if self.fault == event:
            raise RuntimeError(event)

    def connection_made(self, transport):
        self.transport = transport
        self.act("made")

    def data_received(self, data):
        self.act("data")

    def eof_received(self):
        self.act("eof")

    def connection_lost(self, error):
        self.act("lost")


def handle(loop, context):
    message = context["message"].split("(")[0]
    print("handler:", message, sorted(context), repr(context.get("exception")), context.get("protocol"))


def failing_handler(loop, context):
    raise LookupError("the handler failed")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handle)
    for fault in ["made", "data", "eof", "lost"]:
        server = await loop.create_server(lambda: Faulty(fault), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"data")
        await asyncio.sleep(0.01)
        writer.close()
        await asyncio.sleep(0.01)
        server.close()

    loop.call_exception_handler({"message": "of the program's own", "exception": KeyError("key"), "more": [1]})
    loop.call_exception_handler({"message": "", "exception": None})
    loop.set_exception_handler(failing_handler)
    loop.call_exception_handler({"message": "to a failing handler"})
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "to the default handler", "zebra": "z", "ant": "a"})
    loop.default_exception_handler({"exception": ValueError("without a message")})


asyncio.run(main())
