"""The names of signals. None ever arrives in a run: handlers are taken and never called."""


class Signals(int):
    """The number of a signal, which knows its name."""

    def __new__(cls, name, value):
        self = int.__new__(cls, value)
        self.name, self.value = name, value
        return self

    def __repr__(self):
        return f"<Signals.{self.name}: {self.value}>"

    def __str__(self):
        return str(self.value)


SIGHUP = Signals("SIGHUP", 1)
SIGINT = Signals("SIGINT", 2)
SIGQUIT = Signals("SIGQUIT", 3)
SIGUSR1 = Signals("SIGUSR1", 10)
SIGUSR2 = Signals("SIGUSR2", 12)
SIGTERM = Signals("SIGTERM", 15)
SIG_DFL = 0
SIG_IGN = 1
_handlers = {}


def signal(signalnum, handler):
    before = _handlers.get(int(signalnum), SIG_DFL)
    _handlers[int(signalnum)] = handler
    return before


def getsignal(signalnum):
    return _handlers.get(int(signalnum), SIG_DFL)
