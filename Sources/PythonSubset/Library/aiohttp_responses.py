"""The sites of a program, and their responses as they arrive."""
import asyncio

from _aiohttp_values import URL, CIMultiDictProxy, RequestInfo
from _simulation import conditions, labelled_future
from aiohttp.client_exceptions import ClientPayloadError, ClientResponseError, ContentTypeError



def _arrive(future):
    if not future.done():
        future.set_result(None)


async def wait(what, delay):
    """Waits for something that takes its time on the network."""
    loop = asyncio.get_running_loop()
    future = labelled_future(what)
    handle = loop.call_later(delay, _arrive, future)
    try:
        await future
    finally:
        handle.cancel()


async def limited(awaitable, seconds, refusal):
    """Waits no longer than `seconds`: None is for ever."""
    with Deadline(None if not seconds else asyncio.get_running_loop().time() + seconds, refusal):
        return await awaitable


class Deadline:
    """Cancels the task in its block at a moment, and says so with an error of aiohttp's."""

    def __init__(self, when, refusal):
        self._when = when
        self._refusal = refusal
        self._has_expired = False
        self._handle = None

    def __enter__(self):
        if self._when is not None:
            task = asyncio.current_task()
            self._handle = asyncio.get_running_loop().call_at(self._when, self._expire, task)
        return self

    def _expire(self, task):
        self._has_expired = True
        task.cancel()

    def __exit__(self, kind, error, trace):
        if self._handle is not None:
            self._handle.cancel()
        if kind is asyncio.CancelledError and self._has_expired:
            asyncio.current_task().uncancel()
            raise self._refusal from error


class Site:
    """What one `# site:` line declares."""

    def __init__(self, declared):
        self.method = declared.get("method")
        self.url = URL(declared["url"])
        self.status = declared.get("status", 200)
        self.delay = declared.get("delay", 0)
        self.failure = declared.get("fail")
        self.bandwidth = declared.get("bandwidth")
        self.location = declared.get("location")
        self.content_type = declared.get("type", "text/html; charset=utf-8")
        self.body = self._make_body(declared)

    def _make_body(self, declared):
        if "json" in declared:
            self.content_type = declared.get("type", "application/json; charset=utf-8")
            return declared["json"].encode()
        if "body" in declared:
            return declared["body"].encode()
        size = declared.get("size", 0)
        page = f"<!doctype html>\n<title>{self.url.host}</title>\n".encode()
        return (page + b"." * (size - len(page)))[:size]

    def serves(self, url):
        return (self.url.scheme, self.url.host, self.url.port) == (url.scheme, url.host, url.port)

    def answers(self, method, url):
        if self.method not in (None, method) or not self.serves(url) or self.url.path != url.path:
            return False
        return not self.url.query_string or self.url.query_string == url.query_string


# What a limited line brings at once.
_SEGMENT = 16 * 1024


class StreamReader:
    """The body of a response, as it arrives."""

    def __init__(self, body, what, bandwidth, failure):
        self._body = body
        self._what = what
        self._bandwidth = bandwidth
        self._failure = failure
        self._start = asyncio.get_running_loop().time()
        self._position = 0
        self._deadline = None

    @property
    def _arrived(self):
        if not self._bandwidth:
            return len(self._body)
        passed = asyncio.get_running_loop().time() - self._start
        segments = int(passed * self._bandwidth / _SEGMENT + 1e-6)
        whole = passed >= len(self._body) / self._bandwidth - 1e-9
        return len(self._body) if whole else segments * _SEGMENT

    def at_eof(self):
        return self._position >= len(self._body)

    async def _wait_for(self, count):
        """Waits until `count` more bytes are there, or the end."""
        wanted = min(len(self._body), self._position + count)
        while self._arrived < wanted:
            segments = -(-wanted // _SEGMENT)
            due = self._start + min(len(self._body), segments * _SEGMENT) / self._bandwidth
            with Deadline(self._deadline, TimeoutError()):
                await wait(f"read {self._what}", due - asyncio.get_running_loop().time())
        if wanted == len(self._body) and self._failure == "truncated":
            raise ClientPayloadError(
                "Response payload is not completed: <ContentLengthError: 400, message='Not enough data to satisfy "
                f"content length header (received {len(self._body)} of {2 * len(self._body)} bytes).'>"
            )

    def _take(self, count):
        data = self._body[self._position : self._position + count]
        self._position += len(data)
        return data

    async def read(self, n=-1):
        await self._wait_for(len(self._body) if n < 0 else min(n, 1))
        return self._take(len(self._body)) if n < 0 else self._take(min(n, self._arrived - self._position))

    async def readany(self):
        await self._wait_for(1)
        return self._take(self._arrived - self._position)

    async def readexactly(self, n):
        await self._wait_for(n)
        if len(self._body) - self._position < n:
            raise asyncio.IncompleteReadError(self._take(n), n)
        return self._take(n)

    async def readline(self):
        end = self._body.find(b"\n", self._position)
        count = (len(self._body) if end < 0 else end + 1) - self._position
        await self._wait_for(count)
        return self._take(count)

    async def iter_chunked(self, n):
        while data := await self.read(n):
            yield data

    async def iter_any(self):
        while data := await self.readany():
            yield data

    def __aiter__(self):
        return self

    async def __anext__(self):
        if line := await self.readline():
            return line
        raise StopAsyncIteration


class ClientResponse:
    def __init__(self, session, key, site, method, url, request_headers):
        self.method = method
        self.real_url = url
        self.url = url.with_fragment(None)
        self.status = site.status
        self.reason = _reason(site.status)
        self.history = ()
        self.cookies = {}
        body = b"" if method == "HEAD" else site.body
        pairs = [("Content-Type", site.content_type), ("Content-Length", len(site.body))]
        if site.location:
            pairs.append(("Location", site.location))
        self.headers = CIMultiDictProxy(pairs)
        self.request_info = RequestInfo(self.url, method, request_headers, self.real_url)
        bandwidth = site.bandwidth or conditions()[1]
        self.content = StreamReader(body, self.url, bandwidth, site.failure)
        self._connector = session.connector
        self._key = key
        self._body = None
        self.closed = False
        self._end = None
        if not bandwidth or not body:
            self._ended()
        else:
            loop = asyncio.get_running_loop()
            self._end = loop.call_later(len(body) / bandwidth, self._ended)

    def _ended(self):
        """The body is there: the connection is free for the next request."""
        if not self.closed:
            self.closed = True
            self._connector._release(self._key)

    @property
    def ok(self):
        return self.status < 400

    @property
    def host(self):
        return self.url.host

    @property
    def content_type(self):
        return self.headers["Content-Type"].partition(";")[0]

    @property
    def charset(self):
        return self.headers["Content-Type"].partition("charset=")[2] or None

    @property
    def content_length(self):
        return int(self.headers["Content-Length"])

    def raise_for_status(self):
        if not self.ok:
            raise ClientResponseError(
                self.request_info, self.history, status=self.status, message=self.reason, headers=self.headers
            )

    async def read(self):
        if self._body is None:
            self._body = await self.content.read()
        return self._body

    async def text(self, encoding=None, errors="strict"):
        return (await self.read()).decode(encoding or self.charset or "utf-8", errors)

    async def json(self, *, encoding=None, loads=None, content_type="application/json"):
        import json

        body = await self.read()
        if content_type and self.content_type != content_type:
            raise ContentTypeError(
                self.request_info,
                self.history,
                status=self.status,
                message=f"Attempt to decode JSON with unexpected mimetype: {self.headers['Content-Type']}",
                headers=self.headers,
            )
        text = body.decode(encoding or self.charset or "utf-8").strip()
        return (loads or json.loads)(text) if text else None

    def release(self):
        self.close()

    def close(self):
        if self._end is not None:
            self._end.cancel()
        if not self.closed:
            self.closed = True
            self._connector._release(self._key, reusable=False)

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, trace):
        self.release()

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>\n{self.headers!r}\n"


def _reason(status):
    return _REASONS.get(status, "")


_REASONS = {
    200: "OK",
    201: "Created",
    202: "Accepted",
    204: "No Content",
    206: "Partial Content",
    301: "Moved Permanently",
    302: "Found",
    303: "See Other",
    304: "Not Modified",
    307: "Temporary Redirect",
    308: "Permanent Redirect",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    418: "I'm a Teapot",
    422: "Unprocessable Entity",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
