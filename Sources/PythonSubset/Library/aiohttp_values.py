"""What aiohttp's client takes and gives: addresses, headers, timeouts, the facts of a request."""


class ClientTimeout:
    __module__ = "aiohttp.client"

    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None, ceil_threshold=5):
        self.total = total
        self.connect = connect
        self.sock_read = sock_read
        self.sock_connect = sock_connect
        self.ceil_threshold = ceil_threshold

    def _values(self):
        return (self.total, self.connect, self.sock_read, self.sock_connect, self.ceil_threshold)

    def __eq__(self, other):
        return self._values() == other._values() if isinstance(other, ClientTimeout) else NotImplemented

    def __hash__(self):
        return hash(self._values())

    def __repr__(self):
        names = ("total", "connect", "sock_read", "sock_connect", "ceil_threshold")
        return f"ClientTimeout({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


class URL:
    """What the program sees as `yarl.URL`."""

    __module__ = "yarl"

    def __init__(self, text):
        text = str(text)
        text, mark, self.fragment = text.partition("#")
        self._text = text + mark + self.fragment
        text, _, self.query_string = text.partition("?")
        self.scheme, mark, rest = text.partition("://")
        if not mark:
            self.scheme, rest = "", ""
            self.raw_path = text
        else:
            rest, slash, path = rest.partition("/")
            self.raw_path = slash + path
        self.scheme = self.scheme.lower()
        rest = rest.rpartition("@")[2]
        host, _, port = rest.partition(":")
        self.host = host.lower() or None
        default = {"http": 80, "https": 443}.get(self.scheme)
        self.port = int(port) if port.isdigit() else default

    @property
    def path(self):
        return self.raw_path or "/"

    @property
    def query(self):
        parts = (part.partition("=") for part in self.query_string.split("&") if part)
        return {_unquoted(name): _unquoted(value) for name, _, value in parts}

    def with_fragment(self, fragment):
        return URL(self._text.partition("#")[0] + (f"#{fragment}" if fragment else ""))

    def with_query(self, params):
        added = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs(params))
        text, mark, fragment = self._text.partition("#")
        if not added:
            return self
        return URL(text + ("&" if "?" in text else "?") + added + mark + fragment)

    def join(self, other):
        text = str(other)
        if "://" in text:
            return URL(text)
        origin = self._text[: len(self._text.partition("://")[0]) + 3] + self._authority()
        if text.startswith("/"):
            return URL(origin + text)
        return URL(origin + self.path.rpartition("/")[0] + "/" + text)

    def _authority(self):
        return self._text.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"URL('{self._text}')"

    def __eq__(self, other):
        return isinstance(other, URL) and self._text == other._text

    def __hash__(self):
        return hash(self._text)


_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:@!$'()*,"


def _quoted(value):
    parts = []
    for byte in str(value).encode():
        letter = chr(byte)
        parts.append(letter if letter in _PLAIN else "+" if letter == " " else f"%{byte:02X}")
    return "".join(parts)


def _unquoted(text):
    data, rest = bytearray(), text.replace("+", " ")
    while rest:
        if rest[0] == "%" and len(rest) > 2:
            data.append(int(rest[1:3], 16))
            rest = rest[3:]
        else:
            data += rest[0].encode()
            rest = rest[1:]
    return data.decode()


def pairs(params):
    if params is None:
        return []
    if isinstance(params, str):
        return [part.partition("=")[::2] for part in params.split("&") if part]
    return list(params.items()) if hasattr(params, "items") else list(params)


class CIMultiDictProxy:
    """What the program sees as `multidict.CIMultiDictProxy`: names are the same in upper and lower case."""

    __module__ = "multidict._multidict"

    def __init__(self, items):
        self._items = [(name, str(value)) for name, value in items]

    def get(self, name, default=None):
        return next((value for key, value in self._items if key.lower() == name.lower()), default)

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __contains__(self, name):
        return self.get(name) is not None

    def __iter__(self):
        return iter([name for name, _ in self._items])

    def __len__(self):
        return len(self._items)

    def keys(self):
        return list(self)

    def values(self):
        return [value for _, value in self._items]

    def items(self):
        return list(self._items)

    def __repr__(self):
        return f"<CIMultiDictProxy({', '.join(f'{name!r}: {value!r}' for name, value in self._items)})>"


class RequestInfo:
    def __init__(self, url, method, headers, real_url):
        self.url = url
        self.method = method
        self.headers = headers
        self.real_url = real_url

    def __repr__(self):
        return (
            f"RequestInfo(url={self.url!r}, method={self.method!r}, headers={self.headers!r}, "
            f"real_url={self.real_url!r})"
        )


class ConnectionKey:
    """What connections must have in common to be used for one another."""

    __module__ = "aiohttp.client_reqrep"

    def __init__(self, url):
        self.host = url.host
        self.port = url.port
        self.is_ssl = url.scheme == "https"

    def _values(self):
        return (self.host, self.port, self.is_ssl)

    def __eq__(self, other):
        return isinstance(other, ConnectionKey) and self._values() == other._values()

    def __hash__(self):
        return hash(self._values())

    def __repr__(self):
        return (
            f"ConnectionKey(host={self.host!r}, port={self.port!r}, is_ssl={self.is_ssl!r}, ssl=True, proxy=None, "
            "proxy_auth=None, proxy_headers_hash=None, server_hostname=None)"
        )
