"""Values as JSON text, and back."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_UNESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class JSONDecodeError(ValueError):
    __module__ = "json.decoder"
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {line} column {column} (char {pos})")
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, line, column


# Writing


def _quoted(text, ensure_ascii):
    if text.isprintable() and '"' not in text and "\\" not in text and (not ensure_ascii or text.isascii()):
        return f'"{text}"'
    parts = []
    for character in text:
        code = ord(character)
        if character in _ESCAPES:
            parts.append(_ESCAPES[character])
        elif code < 0x20 or (ensure_ascii and 0x7F <= code < 0x10000):
            parts.append(f"\\u{code:04x}")
        elif ensure_ascii and code >= 0x10000:
            code -= 0x10000
            parts.append(f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}")
        else:
            parts.append(character)
    return '"' + "".join(parts) + '"'


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(
        self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
        indent=None, separators=None, default=None,
    ):
        self.skipkeys, self.ensure_ascii, self.check_circular = skipkeys, ensure_ascii, check_circular
        self.allow_nan, self.sort_keys, self.indent = allow_nan, sort_keys, indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return "".join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        return self._write(o, 0, {} if self.check_circular else None)

    def _float(self, value):
        if value == value and value not in (float("inf"), float("-inf")):
            return float.__repr__(value)
        if not self.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {value!r}")
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"

    def _plain(self, o):
        """The text of a value without parts; None for one with parts."""
        if isinstance(o, str):
            return _quoted(o, self.ensure_ascii)
        if o is None:
            return "null"
        if o is True:
            return "true"
        if o is False:
            return "false"
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return self._float(o)
        return None

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is None or isinstance(key, (int, float)):
            return self._plain(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def _break(self, level):
        if self.indent is None:
            return ""
        indent = self.indent if isinstance(self.indent, str) else " " * self.indent
        return "\n" + indent * level

    def _write(self, o, level, markers):
        plain = self._plain(o)
        if plain is not None:
            yield plain
            return
        if markers is not None:
            if id(o) in markers:
                raise ValueError("Circular reference detected")
            markers[id(o)] = o
        if isinstance(o, dict):
            yield from self._write_object(o, level, markers)
        elif isinstance(o, (list, tuple)):
            yield from self._write_array(o, level, markers)
        else:
            yield from self._write(self.default(o), level, markers)
        if markers is not None:
            del markers[id(o)]

    def _write_array(self, o, level, markers):
        if not o:
            yield "[]"
            return
        separator = "["
        for item in o:
            yield separator + self._break(level + 1)
            yield from self._write(item, level + 1, markers)
            separator = self.item_separator
        yield self._break(level) + "]"

    def _write_object(self, o, level, markers):
        if not o:
            yield "{}"
            return
        separator = "{"
        for key, value in sorted(o.items()) if self.sort_keys else o.items():
            name = self._key(key)
            if name is None:
                continue
            yield separator + self._break(level + 1)
            yield _quoted(name, self.ensure_ascii) + self.key_separator
            yield from self._write(value, level + 1, markers)
            separator = self.item_separator
        yield (separator if separator == "{" else self._break(level)) + "}"


def dumps(
    obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
    separators=None, default=None, sort_keys=False, **kw,
):
    encoder = (JSONEncoder if cls is None else cls)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw,
    )
    return encoder.encode(obj)


def dump(obj, fp, **options):
    fp.write(dumps(obj, **options))


# Reading


class JSONDecoder:
    def __init__(
        self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
        object_pairs_hook=None,
    ):
        self.object_hook, self.object_pairs_hook, self.strict = object_hook, object_pairs_hook, strict
        self.parse_float, self.parse_int = parse_float or float, parse_int or int
        constants = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
        self.parse_constant = parse_constant or constants.__getitem__

    def decode(self, s):
        value, end = self.raw_decode(s, _skip_space(s, 0))
        end = _skip_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, place):
        first = s[place : place + 1]
        if first == '"':
            return self._string(s, place + 1)
        if first == "{":
            return self._object(s, place + 1)
        if first == "[":
            return self._array(s, place + 1)
        for word, value in (("null", None), ("true", True), ("false", False)):
            if s.startswith(word, place):
                return value, place + len(word)
        for word in ("NaN", "Infinity", "-Infinity"):
            if s.startswith(word, place):
                return self.parse_constant(word), place + len(word)
        return self._number(s, place)

    def _number(self, s, place):
        end = place + (s[place : place + 1] == "-")
        digits = _skip_digits(s, end)
        if digits == end:
            raise JSONDecodeError("Expecting value", s, place)
        # A number that begins with 0 ends there: what follows is something else.
        end = end + 1 if s[end] == "0" else digits
        whole = end
        if s[end : end + 1] == ".":
            fraction = _skip_digits(s, end + 1)
            end = fraction if fraction > end + 1 else end
        if s[end : end + 1] in ("e", "E"):
            start = end + 1 + (s[end + 1 : end + 2] in ("+", "-"))
            exponent = _skip_digits(s, start)
            end = exponent if exponent > start else end
        text = s[place:end]
        return (self.parse_int if end == whole else self.parse_float)(text), end

    def _string(self, s, place):
        begin = place - 1
        parts = []
        while True:
            start = place
            while place < len(s) and s[place] not in '"\\' and (s[place] >= " " or not self.strict):
                place += 1
            parts.append(s[start:place])
            if place >= len(s):
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if s[place] == '"':
                return "".join(parts), place + 1
            if s[place] != "\\":
                raise JSONDecodeError("Invalid control character at", s, place)
            escape = s[place + 1 : place + 2]
            if not escape:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            if escape == "u":
                code, place = self._code(s, place + 1)
                parts.append(chr(code))
            elif escape in _UNESCAPES:
                parts.append(_UNESCAPES[escape])
                place += 2
            else:
                raise JSONDecodeError("Invalid \\escape", s, place)

    def _code(self, s, place):
        code = _hexadecimal(s, place)
        end = place + 5
        if 0xD800 <= code < 0xDC00 and s.startswith("\\u", end) and end + 6 < len(s):
            low = _hexadecimal(s, end + 1)
            if 0xDC00 <= low < 0xE000:
                return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), end + 6
        return code, end

    def _array(self, s, place):
        values = []
        place = _skip_space(s, place)
        if s[place : place + 1] == "]":
            return values, place + 1
        while True:
            value, place = self._value(s, place)
            values.append(value)
            place = _skip_space(s, place)
            mark = s[place : place + 1]
            if mark == "]":
                return values, place + 1
            if mark != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, place)
            comma, place = place, _skip_space(s, place + 1)
            if s[place : place + 1] == "]":
                raise JSONDecodeError("Illegal trailing comma before end of array", s, comma)

    def _object(self, s, place):
        pairs = []
        place = _skip_space(s, place)
        if s[place : place + 1] == "}":
            return self._made(pairs), place + 1
        while True:
            if s[place : place + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, place)
            name, place = self._string(s, place + 1)
            place = _skip_space(s, place)
            if s[place : place + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, place)
            value, place = self._value(s, _skip_space(s, place + 1))
            pairs.append((name, value))
            place = _skip_space(s, place)
            mark = s[place : place + 1]
            if mark == "}":
                return self._made(pairs), place + 1
            if mark != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, place)
            comma, place = place, _skip_space(s, place + 1)
            if s[place : place + 1] == "}":
                raise JSONDecodeError("Illegal trailing comma before end of object", s, comma)

    def _made(self, pairs):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs)
        return dict(pairs) if self.object_hook is None else self.object_hook(dict(pairs))


def _skip_space(s, place):
    while place < len(s) and s[place] in " \t\n\r":
        place += 1
    return place


def _skip_digits(s, place):
    while place < len(s) and "0" <= s[place] <= "9":
        place += 1
    return place


def _hexadecimal(s, place):
    digits = s[place + 1 : place + 5]
    # Four digits, and behind them at least the quote that ends the string.
    if place + 5 < len(s) and all(digit in "0123456789abcdefABCDEF" for digit in digits):
        return int(digits, 16)
    raise JSONDecodeError("Invalid \\uXXXX escape", s, place)


def loads(
    s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
    object_pairs_hook=None, **kw,
):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode()
    elif not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    elif s.startswith("\ufeff"):
        raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    decoder = (JSONDecoder if cls is None else cls)(
        object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
        object_pairs_hook=object_pairs_hook, **kw,
    )
    return decoder.decode(s)


def load(fp, **options):
    return loads(fp.read(), **options)
