"""Text read as dates and times, for `datetime`."""

from _dates import date

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)
_WIDTHS = {"d": 2, "m": 2, "y": 2, "Y": 4, "H": 2, "I": 2, "M": 2, "S": 2, "f": 6, "j": 3, "U": 2, "W": 2, "w": 1}
_LIMITS = {"d": (1, 31), "m": (1, 12), "H": (0, 23), "I": (1, 12), "M": (0, 59), "S": (0, 61), "j": (1, 366)}
_SHORTHANDS = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "T": "%H:%M:%S", "D": "%m/%d/%y"}


class _Mismatch(Exception):
    pass


def parse(text, format):
    """The fields of a datetime, and the offset from UTC in microseconds."""
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    fields = {}
    for letter, meaning in _SHORTHANDS.items():
        format = format.replace("%" + letter, meaning)
    try:
        place = _match(text, format, fields)
    except _Mismatch:
        raise ValueError(f"time data {text!r} does not match format {format!r}") from None
    if place < len(text):
        raise ValueError(f"unconverted data remains: {text[place:]}")
    return _resolved(fields)


def _match(text, format, fields):
    place = index = 0
    while index < len(format):
        character = format[index]
        index += 1
        if character.isspace():
            start = place
            while place < len(text) and text[place].isspace():
                place += 1
            if place == start:
                raise _Mismatch
        elif character != "%":
            if text[place : place + 1].lower() != character.lower():
                raise _Mismatch
            place += 1
        else:
            if index == len(format):
                raise ValueError(f"stray %% in format {format!r}".replace("%%", "%"))
            place = _field(text, place, format[index], format, fields)
            index += 1
    return place


def _field(text, place, letter, format, fields):
    if letter == "%":
        if not text.startswith("%", place):
            raise _Mismatch
        return place + 1
    if letter in _WIDTHS:
        end = place
        while end < len(text) and end - place < _WIDTHS[letter] and text[end].isdigit():
            end += 1
        low, high = _LIMITS.get(letter, (0, 10**6))
        # A digit too many belongs to what follows.
        while end > place and not low <= int(text[place:end]) <= high:
            end -= 1
        if end == place or (letter == "Y" and end - place < 4) or (letter == "y" and end - place < 2):
            raise _Mismatch
        digits = text[place:end]
        fields[letter] = int(digits.ljust(6, "0") if letter == "f" else digits)
        return end
    if letter in "aAbBp":
        names = ("am", "pm") if letter == "p" else _DAYS if letter in "aA" else _MONTHS
        names = [name[:3] for name in names] if letter in "ab" else names
        for number, name in sorted(enumerate(names), key=lambda pair: -len(pair[1])):
            if text[place : place + len(name)].lower() == name:
                fields[letter.lower() if letter in "AB" else letter] = number
                return place + len(name)
        raise _Mismatch
    if letter == "z":
        fields["z"], place = _offset(text, place)
        return place
    if letter == "Z":
        for name in ("UTC", "GMT"):
            if text[place : place + 3].upper() == name:
                return place + 3
        raise _Mismatch
    raise ValueError(f"'{letter}' is a bad directive in format {format!r}")


def _offset(text, place):
    if text[place : place + 1] == "Z":
        return 0, place + 1
    sign = {"+": 1, "-": -1}.get(text[place : place + 1])
    digits = text[place + 1 : place + 6].replace(":", "")[:4]
    if sign is None or len(digits) < 4 or not digits.isdigit():
        raise _Mismatch
    end = place + (6 if text[place + 3 : place + 4] == ":" else 5)
    return sign * (int(digits[:2]) * 60 + int(digits[2:])) * 60_000_000, end


def _resolved(fields):
    year = fields.get("Y", 1900)
    if "y" in fields:
        year = fields["y"] + (1900 if fields["y"] >= 69 else 2000)
    month = fields.get("m", fields.get("b", 0) + 1)
    day = fields.get("d", 1)
    if "j" in fields and "m" not in fields and "b" not in fields:
        found = date.fromordinal(date(year, 1, 1).toordinal() + fields["j"] - 1)
        month, day = found.month, found.day
    hour = fields.get("H", 0)
    if "I" in fields:
        hour = fields["I"] % 12 + (12 if fields.get("p") == 1 else 0)
    return year, month, day, hour, fields.get("M", 0), fields.get("S", 0), fields.get("f", 0), fields.get("z")


# The forms of ISO 8601


def _digits(text):
    if not (text.isascii() and text.isdigit()):
        raise _Mismatch
    return int(text)


def _iso_day(text):
    if "W" in text:
        compact = text.replace("-", "")
        if len(compact) not in (7, 8) or compact[4] != "W":
            raise _Mismatch
        weekday = _digits(compact[7:]) if len(compact) == 8 else 1
        found = date.fromisocalendar(_digits(compact[:4]), _digits(compact[5:7]), weekday)
        return found.year, found.month, found.day
    if len(text) == 10 and text[4] == text[7] == "-":
        return _digits(text[:4]), _digits(text[5:7]), _digits(text[8:])
    if len(text) == 8:
        return _digits(text[:4]), _digits(text[4:6]), _digits(text[6:])
    raise _Mismatch


def _iso_clock(text):
    offset = None
    for mark in "+-Z":
        place = text.find(mark)
        if place >= 0:
            zone, text = text[place:], text[:place]
            offset, end = _offset(zone + ("00" if len(zone) == 3 else ""), 0)
            if end < len(zone):
                raise _Mismatch
            break
    text, dot, fraction = text.replace(",", ".").partition(".")
    parts = text.split(":") if ":" in text else [text[start : start + 2] for start in range(0, len(text), 2)]
    if not 1 <= len(parts) <= 3 or any(len(part) != 2 for part in parts) or (dot and len(parts) < 3):
        raise _Mismatch
    hour, minute, second = [*map(_digits, parts), 0, 0][:3]
    microsecond = _digits(fraction[:6].ljust(6, "0")) if dot else 0
    if dot and not fraction:
        raise _Mismatch
    return hour, minute, second, microsecond, offset


def iso_date(text):
    return _checked(text, lambda: _iso_day(text))


def iso_time(text):
    return _checked(text, lambda: _iso_clock(text.removeprefix("T")))


def iso_datetime(text):
    def read():
        # The date is as long as its form says; any one character parts it from the time.
        length = 10 if text[4:5] == "-" else 8
        if "W" in text[:10]:
            length = len(text) if len(text) <= 10 else 10 if text[4:5] == "-" else 8
        day = _iso_day(text[:length])
        if len(text) == length:
            return *day, 0, 0, 0, 0, None
        return *day, *_iso_clock(text[length + 1 :])

    return _checked(text, read)


def _checked(text, read):
    if not isinstance(text, str):
        raise TypeError("fromisoformat: argument must be str")
    try:
        return read()
    except (_Mismatch, IndexError):
        raise ValueError(f"Invalid isoformat string: {text!r}") from None
