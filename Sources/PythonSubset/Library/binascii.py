"""What bytes in other forms have in common."""


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


def hexlify(data, *separator):
    return bytes(data).hex(*separator).encode()


def unhexlify(hexstr):
    text = hexstr if isinstance(hexstr, str) else bytes(hexstr).decode("latin-1")
    if len(text) % 2:
        raise Error("Odd-length string")
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise Error("Non-hexadecimal digit found") from None


b2a_hex = hexlify
a2b_hex = unhexlify
