"""A network of sockets on the twin's clock, below CPython's own selector loop.

The kernel's side alone: what `connect`, `accept`, `send`, `recv` and `epoll` answer, and when. Streams, transports and
servers above it are CPython's. The rules are those of taskviz's Network, written down a second time.
"""

import errno
import heapq
import itertools
import os
import selectors
import socket
import types

INET_WINDOW, UNIX_WINDOW, SEGMENT = 3_910_656, 233_152, 16 * 1024


class Network:
    def __init__(self, clock, latency=0.0, bandwidth=None, window=None):
        self.clock = clock
        self.latency, self.bandwidth, self.window = latency, bandwidth, window or INET_WINDOW
        self.sockets, self.bound, self.arrivals = {}, {}, []
        self.numbers = itertools.count()
        self.last_port = 32767
        # How often bytes, ends and connections were sent or taken.
        self.moves = 0

    def arrive(self, when, body):
        if when <= self.clock.now:
            body()
        else:
            heapq.heappush(self.arrivals, (when, next(self.numbers), body))

    def advance(self):
        while self.arrivals and self.arrivals[0][0] <= self.clock.now:
            heapq.heappop(self.arrivals)[2]()

    def open(self, sock):
        fd = next(fd for fd in itertools.count(6) if fd not in self.sockets)
        self.sockets[fd] = sock
        return fd

    def next_port(self):
        while True:
            self.last_port = 32768 if self.last_port >= 60999 else self.last_port + 1
            if not any(clash(address, ("0.0.0.0", self.last_port)) for address in self.bound):
                return self.last_port

    def listener(self, address):
        found = self.bound.get(address)
        if found is None and isinstance(address, tuple):
            found = self.bound.get(("0.0.0.0", address[1]))
        return found if found is not None and found.state == "listening" else None


def clash(one, other):
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one[1] == other[1] and (one[0] == other[0] or "0.0.0.0" in (one[0], other[0]))


def is_local(host):
    return host == "0.0.0.0" or host.startswith("127.")


class Socket:
    network = None

    def __init__(self, family=socket.AF_INET, type=socket.SOCK_STREAM, proto=0, opened=True):
        self.family, self.type, self.proto = family, type, proto
        self.is_unix = family == socket.AF_UNIX
        net = self.network
        self.latency, self.bandwidth, self.window = (
            (0.0, None, UNIX_WINDOW) if self.is_unix else (net.latency, net.bandwidth, net.window)
        )
        self.fd = net.open(self) if opened else -1
        self.state, self.local, self.remote, self.peer = "idle", None, None, None
        self.backlog, self.received, self.error = [], bytearray(), None
        self.ended = self.shut = self.was_reset = False
        self.outstanding, self.line_free, self.watcher = 0, 0.0, None

    # What asyncio asks of every socket.

    def fileno(self):
        return self.fd

    def setblocking(self, flag):
        pass

    def gettimeout(self):
        return 0.0

    def setsockopt(self, *args):
        pass

    def getsockopt(self, level, option):
        error, self.error = self.error, None
        return error or 0

    def getsockname(self):
        return self.local if self.local is not None else ("" if self.is_unix else ("0.0.0.0", 0))

    def getpeername(self):
        if self.remote is None:
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
        return self.remote

    # Connections.

    def bind(self, address):
        net = self.network
        if not self.is_unix:
            address = tuple(address[:2])
            if not is_local(address[0]):
                raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
            if address[1] == 0:
                address = (address[0], net.next_port())
        if any(clash(other, address) for other in net.bound):
            raise OSError(errno.EADDRINUSE, "Address already in use")
        net.bound[address] = self
        self.local = address

    def listen(self, backlog=0):
        self.state = "listening"

    def after(self, body):
        self.network.arrive(self.network.clock.now + self.latency, body)

    def connect(self, address):
        net = self.network
        if self.is_unix:
            if address not in net.bound:
                raise FileNotFoundError(errno.ENOENT, "No such file or directory")
            listener = net.listener(address)
            if listener is None:
                raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
            self.local, self.remote, self.state = "", address, "connected"
            listener.enqueue(self.make_peer(address))
            return
        address = tuple(address[:2])
        if not is_local(address[0]):
            raise OSError(errno.ENETUNREACH, "Network is unreachable")
        self.local, self.remote, self.state = ("127.0.0.1", net.next_port()), address, "connecting"

        def request():
            listener = net.listener(address)
            if listener is None:
                return self.after(lambda: self.fail(errno.ECONNREFUSED))
            accepted = self.make_peer(address)

            def answer():
                if self.state == "connecting":
                    self.state = "connected"
                    self.wake("w")
                    self.after(lambda: listener.enqueue(accepted))

            self.after(answer)

        self.after(request)
        raise BlockingIOError(errno.EINPROGRESS, "Operation now in progress")

    def make_peer(self, address):
        made = Socket(self.family, self.type, self.proto, opened=False)
        made.local, made.remote, made.state, made.peer = address, self.local, "connected", self
        self.peer = made
        return made

    def enqueue(self, connection):
        if self.state != "listening":
            connection.abort()
        else:
            self.backlog.append(connection)
            self.wake("r")

    def accept(self):
        if not self.backlog:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        self.network.moves += 1
        accepted = self.backlog.pop(0)
        accepted.fd = self.network.open(accepted)
        return accepted, accepted.remote

    # Data.

    def raise_error(self):
        error, self.error = self.error, None
        if error:
            raise OSError(error, os.strerror(error))

    def send(self, data):
        gone = BrokenPipeError(errno.EPIPE, "Broken pipe")
        if self.is_unix and self.peer.state != "connected":
            raise gone
        self.raise_error()
        if self.shut or self.was_reset:
            raise gone
        room = self.window - self.outstanding
        if room <= 0:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        rest = bytes(data[:room])
        count = len(rest)
        self.outstanding += count
        while rest:
            piece = rest if self.bandwidth is None else rest[:SEGMENT]
            rest = rest[len(piece) :]
            self.transmit(len(piece), lambda piece=piece: self.peer.take(piece, self))
        return count

    def sendmsg(self, buffers):
        gathered = bytearray()
        for buffer in buffers:
            if len(gathered) >= max(1, self.window - self.outstanding):
                break
            gathered += buffer
        return self.send(gathered)

    def shutdown(self, how):
        if self.state != "connected" or self.was_reset:
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
        if not self.shut:
            self.shut = True
            self.transmit(0, self.peer.take_end)

    def transmit(self, size, body):
        self.network.moves += 1
        takes = size / self.bandwidth if self.bandwidth else 0
        self.line_free = max(self.line_free, self.network.clock.now) + takes
        self.network.arrive(self.line_free + self.latency, body)

    def recv(self, limit):
        if self.received:
            self.network.moves += 1
            data = bytes(self.received[:limit])
            del self.received[:limit]
            self.after(lambda: self.peer.acknowledge(len(data)))
            return data
        if self.ended and not self.is_unix:
            return b""
        self.raise_error()
        if self.was_reset or self.ended:
            return b""
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    def acknowledge(self, count):
        self.outstanding -= count
        self.wake("w")

    def take(self, piece, sender):
        if self.state != "connected":
            return self.after(sender.take_reset)
        self.received += piece
        self.wake("r")

    def take_end(self):
        if self.state == "connected":
            self.ended = True
            self.wake("r")

    def take_reset(self):
        if self.state == "connected" and not self.was_reset:
            self.was_reset = True
            self.fail(errno.EPIPE if self.ended and not self.is_unix else errno.ECONNRESET)

    def fail(self, error):
        self.error = error
        self.wake("rw")

    def close(self):
        if self.state == "closed":
            return
        before, self.state = self.state, "closed"
        if before == "connected" and not self.was_reset:
            if self.received:
                self.transmit(0, self.peer.take_reset)
            elif not self.shut:
                self.transmit(0, self.peer.take_end)
        if self.watcher is not None:
            self.watcher.drop(self)
            self.watcher = None
        self.forget()
        for connection in self.backlog:
            connection.abort()
        self.backlog = []

    def abort(self):
        self.transmit(0, self.peer.take_reset)
        self.state = "closed"

    def forget(self):
        net = self.network
        if net.sockets.get(self.fd) is self:
            del net.sockets[self.fd]
        if not self.is_unix and net.bound.get(self.local) is self:
            del net.bound[self.local]

    # Readiness.

    def wake(self, events):
        if self.watcher is not None:
            self.watcher.wake(self, events)

    def ready(self):
        if self.state == "listening":
            return "r" if self.backlog else ""
        if self.state == "connecting":
            return "rw" if self.error else ""
        if self.state != "connected" or self.error or self.was_reset or self.ended and self.shut:
            return "rw"
        reads = "r" if self.received or self.ended else ""
        return reads + ("w" if self.outstanding < self.window else "")


class Selector(selectors.BaseSelector):
    """epoll: what becomes ready goes to the end of a list, and stays there for as long as it is found ready."""

    def __init__(self):
        self.keys, self.list = {}, []

    def register(self, fd, events, data=None):
        sock = Socket.network.sockets[fd]
        self.keys[fd] = selectors.SelectorKey(fd, fd, events, data)
        sock.watcher = self
        self.wake(sock, sock.ready())

    def unregister(self, fd):
        key = self.keys.pop(fd)
        if fd in self.list:
            self.list.remove(fd)
        return key

    def modify(self, fd, events, data=None):
        self.keys[fd] = selectors.SelectorKey(fd, fd, events, data)
        sock = Socket.network.sockets[fd]
        self.wake(sock, sock.ready())

    def drop(self, sock):
        """The kernel forgets a closed socket; 3.13.0's selector would keep its key, for the next one with that number."""
        if sock.fd in self.keys and Socket.network.sockets.get(sock.fd) is sock:
            self.unregister(sock.fd)

    def get_map(self):
        return self.keys

    def close(self):
        self.keys, self.list = {}, []

    @staticmethod
    def mask(ready):
        return ("r" in ready) * selectors.EVENT_READ | ("w" in ready) * selectors.EVENT_WRITE

    def wake(self, sock, ready):
        key = self.keys.get(sock.fd)
        if key is not None and key.events & self.mask(ready) and sock.fd not in self.list:
            self.list.append(sock.fd)

    def poll(self):
        found, candidates, self.list = [], self.list, []
        for fd in candidates:
            key = self.keys.get(fd)
            events = key.events & self.mask(Socket.network.sockets[fd].ready()) if key else 0
            if events:
                self.list.append(fd)
                found.append((key, events))
        return found

    def select(self, timeout=None):
        raise NotImplementedError


class Files:
    """`os` for asyncio's Unix servers: their paths are the network's."""

    def __getattr__(self, name):
        return getattr(os, name)

    def stat(self, path):
        sock = Socket.network.bound.get(path)
        if sock is None:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        return types.SimpleNamespace(st_mode=0o140000, st_ino=id(sock))

    def remove(self, path):
        self.stat(path)
        del Socket.network.bound[path]

    unlink = remove


def fake_socket_module():
    fake = types.ModuleType("socket")
    fake.__dict__.update(socket.__dict__)
    fake.socket = Socket
    return fake
