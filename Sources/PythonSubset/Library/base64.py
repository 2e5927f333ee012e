"""Bytes as text of 64, 32 or 16 characters (RFC 4648)."""

from binascii import Error

_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_BASE32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray, memoryview)):
        return bytes(s)
    raise TypeError(f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}")


def b64encode(s, altchars=None):
    if not isinstance(s, (bytes, bytearray, memoryview)):
        raise TypeError(f"a bytes-like object is required, not {type(s).__name__!r}")
    data, result = bytes(s), bytearray()
    for start in range(0, len(data), 3):
        part = data[start:start + 3]
        number = int.from_bytes(part + bytes(3 - len(part)), "big")
        digits = [_STANDARD[number >> shift & 63] for shift in (18, 12, 6, 0)]
        result += bytes(digits[:len(part) + 1]) + b"=" * (3 - len(part))
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return bytes(result).translate(bytes.maketrans(b"+/", altchars))
    return bytes(result)


def b64decode(s, altchars=None, validate=False):
    data = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        data = data.translate(bytes.maketrans(altchars, b"+/"))
    return _decoded(data, validate)


def _decoded(data, is_strict):
    result, number, digits, pads = bytearray(), 0, 0, 0
    if is_strict and data[:1] == b"=":
        raise Error("Leading padding not allowed")
    for place, byte in enumerate(data):
        if byte == 61:
            pads += 1
            if digits >= 2 and digits + pads >= 4:
                if is_strict and place + 1 < len(data):
                    raise Error("Excess data after padding")
                return bytes(result)
            continue
        value = _STANDARD.find(byte)
        if value < 0:
            if is_strict:
                raise Error("Only base64 data is allowed")
            continue
        if pads and is_strict:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        number = number << 6 | value
        digits += 1
        if digits > 1:
            result.append(number >> (8 - 2 * digits) % 8 & 255)
        if digits == 4:
            number = digits = 0
    if digits == 1:
        count = len(result) // 3 * 4 + 1
        raise Error(
            f"Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
        )
    if digits:
        raise Error("Incorrect padding")
    return bytes(result)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(bytes.maketrans(b"+/", b"-_"))


def urlsafe_b64decode(s):
    return _decoded(_bytes(s).translate(bytes.maketrans(b"-_", b"+/")), False)


def b16encode(s):
    return bytes(s).hex().upper().encode()


def b16decode(s, casefold=False):
    data = _bytes(s)
    data = data.upper() if casefold else data
    if any(byte not in b"0123456789ABCDEF" for byte in data):
        raise Error("Non-base16 digit found")
    if len(data) % 2:
        raise Error("Odd-length string")
    return bytes.fromhex(data.decode())


def b32encode(s):
    data, result = bytes(s), bytearray()
    for start in range(0, len(data), 5):
        part = data[start:start + 5]
        number = int.from_bytes(part + bytes(5 - len(part)), "big")
        digits = bytes(_BASE32[number >> shift & 31] for shift in range(35, -1, -5))
        kept = (len(part) * 8 + 4) // 5
        result += digits[:kept] + b"=" * (8 - kept)
    return bytes(result)
