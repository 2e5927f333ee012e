import asyncio
import logging
import sys


class Out:
    """The output pane, so that what is logged is compared; without the lines that name the file."""

    def write(self, text):
        sys.stdout.write("\n".join(line for line in text.split("\n") if not line.startswith(("  File", "future:"))))

    def flush(self): pass


def attempt(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, "|", error)


logging.warning("before any configuration goes to stderr %d", 1)
for handler in logging.root.handlers[:]:
    logging.root.removeHandler(handler)
logging.basicConfig(level=logging.INFO, stream=Out(), format="%(levelname)s:%(name)s:%(message)s")
logging.debug("not shown")
logging.info("hello %s and %r", "a", "b")
logging.warning("map %(x)d", {"x": 3})
log = logging.getLogger("app")
child = logging.getLogger("app.db")
print(log, child, child.parent is log, logging.getLogger("app") is log, log.parent, logging.root, log.getChild("x"))
child.setLevel(logging.ERROR)
child.warning("quiet")
child.error("loud")
log.log(25, "level 25")
logging.addLevelName(25, "NOTICE")
log.log(25, "named")
print(child.getEffectiveLevel(), log.isEnabledFor(10), logging.getLevelName(30), logging.getLevelName("INFO"), logging.getLevelName(77))
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed %s", "badly")
    log.error("with info", exc_info=True)
log.error("given", exc_info=ValueError("v"))
handler = logging.StreamHandler(Out())
handler.setFormatter(logging.Formatter("{levelname:>8}|{name}|{funcName}|{lineno}|{message}|{taskName}|{threadName}", style="{"))
log.addHandler(handler)
log.propagate = False


def work():
    log.info("in a function")


work()


async def main():
    log.info("in a task")
    adapter = logging.LoggerAdapter(log, {"user": "ann"})
    adapter.warning("adapted")
    async def inner():
        log.info("inner")
    await asyncio.create_task(inner(), name="worker-1")
    return 3


asyncio.run(main())
handler.setFormatter(logging.Formatter("%(message)s user=%(user)s"))
log.info("extra", extra={"user": "bob"})
attempt(lambda: log.info("x", extra={"message": 1}))
attempt(lambda: log.setLevel("LOUD"))
attempt(lambda: log.setLevel(3.5))
attempt(lambda: logging.basicConfig(force=True, nonsense=1, stream=Out()))
attempt(lambda: logging.Formatter("plain"))
attempt(lambda: logging.Formatter("%(message)s", style="?"))
attempt(lambda: log.log("x", "y"))
attempt(lambda: logging.getLogger(3))
handler.setFormatter(logging.Formatter("$levelname-${message}", style="$"))
log.critical("dollar")


class Only(logging.Filter):
    def filter(self, record):
        record.msg = record.msg.upper()
        return "keep" in str(record.msg).lower()


log.addFilter(Only())
log.info("keep me")
log.info("drop me")
log.filters.clear()
handler.addFilter(lambda record: record.levelno >= 40)
log.info("below")
log.error("above")
logging.disable(logging.ERROR)
log.error("disabled")
logging.disable(logging.NOTSET)
print(handler.level, logging.getLevelName(log.level), log.handlers == [handler], log.hasHandlers(), logging.lastResort.level)
record = logging.LogRecord("n", 20, "/tmp/some/file.py", 3, "m %s", ("a",), None)
print(record, record.getMessage(), record.filename, record.module, record.name, record.levelname)
print(logging.Formatter("%(name)-6s|%(message)10s|").format(record))


class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.seen = []

    def emit(self, record):
        self.seen.append(self.format(record))


collect = Collect()
plain = logging.getLogger("plain")
plain.addHandler(collect)
plain.propagate = False
plain.setLevel(logging.DEBUG)
plain.debug("one")
plain.info("two %s", [1])
print(collect.seen, collect, logging.NullHandler().level)

# The loop reports to the logger "asyncio".
logging.basicConfig(force=True, level=logging.DEBUG, stream=Out(), format="<%(name)s> %(levelname)s %(message)s")


async def broken():
    raise KeyError("lost")


async def forget():
    task = asyncio.create_task(broken(), name="forgotten")
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(forget())
