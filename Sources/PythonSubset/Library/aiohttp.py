"""The client of aiohttp 3 on a simulated network: sites are what the program's `# site:` lines say.

It takes the steps that matter to tasks, waiting for a connection, for the response, for the body, and raises what aiohttp
raises; no byte of HTTP is spoken.
"""
import asyncio
import math
import sys

import _aiohttp_connector
import _aiohttp_responses
import _aiohttp_values
from _aiohttp_responses import Deadline, Site, limited, wait
from _aiohttp_values import URL, CIMultiDictProxy, ConnectionKey, pairs
from _simulation import conditions, labelled_future, sites
from aiohttp import client_exceptions

sys.stderr.write("aiohttp is simulated here: its sites are those of the program's '# site:' lines\n")

ClientError = client_exceptions.ClientError
ClientResponseError = client_exceptions.ClientResponseError
ContentTypeError = client_exceptions.ContentTypeError
TooManyRedirects = client_exceptions.TooManyRedirects
ClientConnectionError = client_exceptions.ClientConnectionError
ClientConnectionResetError = client_exceptions.ClientConnectionResetError
ClientOSError = client_exceptions.ClientOSError
ClientConnectorError = client_exceptions.ClientConnectorError
ClientConnectorDNSError = client_exceptions.ClientConnectorDNSError
ServerConnectionError = client_exceptions.ServerConnectionError
ServerDisconnectedError = client_exceptions.ServerDisconnectedError
ServerTimeoutError = client_exceptions.ServerTimeoutError
ConnectionTimeoutError = client_exceptions.ConnectionTimeoutError
SocketTimeoutError = client_exceptions.SocketTimeoutError
ClientPayloadError = client_exceptions.ClientPayloadError
InvalidURL = client_exceptions.InvalidURL
InvalidUrlClientError = client_exceptions.InvalidUrlClientError
NonHttpUrlClientError = client_exceptions.NonHttpUrlClientError
ClientTimeout = _aiohttp_values.ClientTimeout
RequestInfo = _aiohttp_values.RequestInfo
ClientResponse = _aiohttp_responses.ClientResponse
StreamReader = _aiohttp_responses.StreamReader
BaseConnector = _aiohttp_connector.BaseConnector
TCPConnector = _aiohttp_connector.TCPConnector


class _RequestContextManager:
    """What `session.get()` gives: to be awaited, or entered with `async with`."""

    def __init__(self, coroutine):
        self._coroutine = coroutine

    def __await__(self):
        return self._coroutine.__await__()

    async def __aenter__(self):
        self._response = await self._coroutine
        return await self._response.__aenter__()

    async def __aexit__(self, kind, error, trace):
        await self._response.__aexit__(kind, error, trace)


class ClientSession:
    __module__ = "aiohttp.client"

    def __init__(
        self,
        base_url=None,
        *,
        connector=None,
        headers=None,
        timeout=None,
        raise_for_status=False,
    ):
        asyncio.get_running_loop()
        self._base_url = None if base_url is None else URL(base_url)
        self._connector = TCPConnector() if connector is None else connector
        self._headers = pairs(headers)
        self._timeout = ClientTimeout(total=300, sock_connect=30) if timeout is None else timeout
        self._raise_for_status = raise_for_status

    @property
    def connector(self):
        return self._connector

    @property
    def closed(self):
        return self._connector is None or self._connector.closed

    @property
    def timeout(self):
        return self._timeout

    @property
    def headers(self):
        return CIMultiDictProxy(self._headers)

    def request(self, method, url, **options):
        return _RequestContextManager(self._request(method, url, **options))

    def get(self, url, *, allow_redirects=True, **options):
        return self.request("GET", url, allow_redirects=allow_redirects, **options)

    def options(self, url, *, allow_redirects=True, **options):
        return self.request("OPTIONS", url, allow_redirects=allow_redirects, **options)

    def head(self, url, *, allow_redirects=False, **options):
        return self.request("HEAD", url, allow_redirects=allow_redirects, **options)

    def post(self, url, *, data=None, **options):
        return self.request("POST", url, data=data, **options)

    def put(self, url, *, data=None, **options):
        return self.request("PUT", url, data=data, **options)

    def patch(self, url, *, data=None, **options):
        return self.request("PATCH", url, data=data, **options)

    def delete(self, url, **options):
        return self.request("DELETE", url, **options)

    async def _request(
        self,
        method,
        str_or_url,
        *,
        params=None,
        data=None,
        json=None,
        headers=None,
        allow_redirects=True,
        max_redirects=10,
        raise_for_status=None,
        timeout=None,
        ssl=True,
    ):
        if self.closed:
            raise RuntimeError("Session is closed")
        if data is not None and json is not None:
            raise ValueError("data and json parameters can not be used at the same time")
        url = self._url(str_or_url).with_query(params)
        timeout = self._timeout if timeout is None else timeout
        if not isinstance(timeout, ClientTimeout):
            timeout = ClientTimeout(total=timeout)
        headers = CIMultiDictProxy(self._headers + pairs(headers))
        deadline = self._deadline(timeout)
        history = []
        with Deadline(deadline, TimeoutError()):
            while True:
                response = await self._send(method, url, headers, timeout)
                response.content._deadline = deadline
                response.history = tuple(history)
                location = response.headers.get("Location")
                if not allow_redirects or location is None or response.status not in (301, 302, 303, 307, 308):
                    break
                history.append(response)
                if len(history) >= max_redirects:
                    response.close()
                    raise TooManyRedirects(history[0].request_info, tuple(history))
                response.release()
                if response.status == 303 or (response.status in (301, 302) and method == "POST"):
                    method = "HEAD" if method == "HEAD" else "GET"
                url = url.join(location)
        if self._raise_for_status if raise_for_status is None else raise_for_status:
            try:
                response.raise_for_status()
            except ClientResponseError:
                response.close()
                raise
        return response

    def _url(self, given):
        url = URL(given) if self._base_url is None else self._base_url.join(given)
        if url.scheme and url.scheme not in ("http", "https"):
            raise NonHttpUrlClientError(url)
        if not url.scheme or not url.host:
            raise InvalidUrlClientError(url)
        return url

    def _deadline(self, timeout):
        """As aiohttp has it: a long time is rounded up to a whole second of the loop's clock."""
        if not timeout.total or timeout.total < 0:
            return None
        when = asyncio.get_running_loop().time() + timeout.total
        return math.ceil(when) if timeout.total > timeout.ceil_threshold else when

    async def _send(self, method, url, headers, timeout):
        site = _site(method, url)
        key = ConnectionKey(url)
        refusal = ConnectionTimeoutError(f"Connection timeout to host {url.with_fragment(None)}")
        await limited(self._connector._connect(key, site), timeout.connect or timeout.sock_connect, refusal)
        try:
            await self._response(f"{method} {url.with_fragment(None)}", site, timeout)
        except BaseException:
            self._connector._release(key, reusable=False)
            raise
        return ClientResponse(self, key, site, method, url, headers)

    async def _response(self, what, site, timeout):
        slow = SocketTimeoutError("Timeout on reading data from socket")
        if site.failure == "hang":
            await limited(labelled_future(what), timeout.sock_read, slow)
        await limited(wait(what, 2 * conditions()[0] + site.delay), timeout.sock_read, slow)
        if site.failure == "reset":
            raise ClientOSError(104, "Connection reset by peer")
        if site.failure == "disconnect":
            raise ServerDisconnectedError()

    async def close(self):
        if not self.closed:
            await self._connector.close()
        self._connector = None

    def __enter__(self):
        raise TypeError("Use async with instead")

    def __exit__(self, kind, error, trace):
        pass

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, trace):
        await self.close()


def _site(method, url):
    """Who answers: None where nobody has that name."""
    declared = [Site(line) for line in sites()]
    for site in declared:
        if site.answers(method, url):
            return site
    if any(site.serves(url) for site in declared):
        return Site({"url": str(url), "status": 404, "body": "404: Not Found", "type": "text/plain; charset=utf-8"})
    if any(site.url.host == url.host for site in declared):
        return Site({"url": str(url), "fail": "refused"})
    return None
