"""How aiohttp's client comes to its connections."""
from _aiohttp_responses import wait
from _simulation import conditions, labelled_future, unknown_name
from aiohttp.client_exceptions import ClientConnectorDNSError, ClientConnectorError


class BaseConnector:
    """Gives connections out, no more at a time than its limits; a connection that is given back is used again."""

    def __init__(self, *, limit=100, limit_per_host=0):
        self._limit = limit
        self._limit_per_host = limit_per_host
        self._closed = False
        self._in_use = []
        self._idle = []
        self._waiters = []

    @property
    def limit(self):
        return self._limit

    @property
    def limit_per_host(self):
        return self._limit_per_host

    @property
    def closed(self):
        return self._closed

    def _has_room(self, key):
        if self._limit and len(self._in_use) >= self._limit:
            return False
        return not self._limit_per_host or self._in_use.count(key) < self._limit_per_host

    async def _connect(self, key, site):
        while not self._has_room(key):
            waiter = labelled_future(f"a free connection of {self._limit_per_host or self._limit}")
            self._waiters.append((key, waiter))
            try:
                await waiter
            except BaseException:
                if waiter.done() and not waiter.cancelled():
                    self._let_next_in()
                raise
            finally:
                self._waiters.remove((key, waiter))
        self._in_use.append(key)
        if key in self._idle:
            self._idle.remove(key)
            return
        try:
            await _open(key, site)
        except BaseException:
            self._release(key, reusable=False)
            raise

    def _release(self, key, reusable=True):
        self._in_use.remove(key)
        if reusable:
            self._idle.append(key)
        self._let_next_in()

    def _let_next_in(self):
        for key, waiter in self._waiters:
            if not waiter.done() and self._has_room(key):
                waiter.set_result(None)
                return

    async def close(self):
        self._closed = True


class TCPConnector(BaseConnector):
    def __init__(self, *, limit=100, limit_per_host=0, ssl=True, ttl_dns_cache=10, use_dns_cache=True):
        super().__init__(limit=limit, limit_per_host=limit_per_host)


async def _open(key, site):
    """Connects: a turn to the server and back, another one where it is encrypted."""
    latency, _ = conditions()
    await wait(f"connect {key.host}", latency * (4 if key.is_ssl else 2))
    if site is None or site.failure == "dns":
        raise ClientConnectorDNSError(key, unknown_name())
    if site.failure == "refused":
        raise ClientConnectorError(
            key, ConnectionRefusedError(111, f"Connect call failed ('192.0.2.1', {key.port})")
        )
