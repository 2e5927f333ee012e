"""Distances between times, and offsets from UTC: the first part of `datetime`."""

_SECOND = 1_000_000
_DAY = 86_400 * _SECOND


def integer(value):
    if not isinstance(value, int):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value


def _nearest(numerator, denominator):
    """The quotient of integers, rounded to the even one where it lies between two."""
    quotient, rest = divmod(numerator, denominator)
    rest *= 2
    is_up = rest > denominator if denominator > 0 else rest < denominator
    if is_up or (rest == denominator and quotient % 2 == 1):
        quotient += 1
    return quotient


def _compared(name):
    """A comparison by the key of both, where the classes let them be compared."""

    def method(self, other):
        keys = self._keys_with(other, name)
        if keys is NotImplemented:
            return NotImplemented
        mine, yours = keys
        if name == "__lt__":
            return mine < yours
        if name == "__le__":
            return mine <= yours
        if name == "__gt__":
            return mine > yours
        return mine >= yours

    return method


class Ordered:
    __lt__, __le__ = _compared("__lt__"), _compared("__le__")
    __gt__, __ge__ = _compared("__gt__"), _compared("__ge__")

    def __eq__(self, other):
        keys = self._keys_with(other, "__eq__")
        return keys if keys is NotImplemented else keys[0] == keys[1]

    def __hash__(self):
        return hash(self._key())


@_shows_module
class timedelta(Ordered):
    __module__ = "datetime"
    __slots__ = ("days", "seconds", "microseconds")

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        parts = (
            ("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000), ("seconds", seconds, _SECOND),
            ("minutes", minutes, 60 * _SECOND), ("hours", hours, 3600 * _SECOND), ("days", days, _DAY),
            ("weeks", weeks, 7 * _DAY),
        )
        for name, value, factor in parts:
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                whole = int(value)
                total += whole * factor
                small = (value - whole) * factor
                total += int(small)
                rest += small - int(small)
            else:
                kind = type(value).__name__
                raise TypeError(f"unsupported type for timedelta {name} component: {kind}")
        if rest:
            # Halves go to the even number of the whole, not of the rest.
            odd = total % 2
            total += round(rest + odd) - odd
        self._fill(total)

    def _fill(self, total):
        days, rest = divmod(total, _DAY)
        if not -999_999_999 <= days <= 999_999_999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self.days = days
        self.seconds, self.microseconds = divmod(rest, _SECOND)

    @classmethod
    def _of(cls, microseconds):
        made = cls()
        made._fill(microseconds)
        return made

    def _key(self):
        return (self.days * 86_400 + self.seconds) * _SECOND + self.microseconds

    def _keys_with(self, other, name):
        return (self._key(), other._key()) if isinstance(other, timedelta) else NotImplemented

    def total_seconds(self):
        return self._key() / _SECOND

    def __repr__(self):
        parts = [f"{name}={getattr(self, name)}" for name in self.__slots__ if getattr(self, name)]
        return f"{qualified(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02}:{seconds:02}"
        if self.days:
            text = f"{self.days} day{'' if abs(self.days) == 1 else 's'}, {text}"
        return text + (f".{self.microseconds:06}" if self.microseconds else "")

    def __bool__(self):
        return self._key() != 0

    def __add__(self, other):
        return timedelta._of(self._key() + other._key()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._key() - other._key()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._key())

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._key()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._key() * other)
        if isinstance(other, float):
            over, under = other.as_integer_ratio()
            return timedelta._of(_nearest(self._key() * over, under))
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._key() / other._key()
        if isinstance(other, int):
            return timedelta._of(_nearest(self._key(), other))
        if isinstance(other, float):
            over, under = other.as_integer_ratio()
            return timedelta._of(_nearest(self._key() * under, over))
        return NotImplemented

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._key() // other._key()
        return timedelta._of(self._key() // other) if isinstance(other, int) else NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._key() % other._key()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        return (self // other, self % other) if isinstance(other, timedelta) else NotImplemented


timedelta.min = timedelta(-999_999_999)
timedelta.max = timedelta(999_999_999, 86_399, 999_999)
timedelta.resolution = timedelta(microseconds=1)


def qualified(value):
    cls = type(value)
    return f"datetime.{cls.__qualname__}" if cls.__module__ == "datetime" else cls.__qualname__


@_shows_module
class tzinfo:
    __module__ = "datetime"

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        return dt + dt.utcoffset()


@_shows_module
class timezone(tzinfo):
    __module__ = "datetime"

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not timedelta(-1) < offset < timedelta(1):
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                f"not {offset!r}."
            )
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return f"UTC{offset_text(self._offset)}" if self._offset else "UTC"

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        name = "" if self._name is None else f", {self._name!r}"
        return f"{qualified(self)}({self._offset!r}{name})"

    def __str__(self):
        return self.tzname(None)


UTC = timezone.utc = timezone(timedelta(0))
timezone.min, timezone.max = timezone(timedelta(hours=-23, minutes=-59)), timezone(timedelta(hours=23, minutes=59))


def offset_text(offset, separator=":"):
    if offset is None:
        return ""
    sign = "-" if offset.days < 0 else "+"
    offset = abs(offset)
    minutes, seconds = divmod(offset.seconds, 60)
    text = f"{sign}{minutes // 60:02}{separator}{minutes % 60:02}"
    if seconds or offset.microseconds:
        text += f"{separator}{seconds:02}"
    return text + (f".{offset.microseconds:06}" if offset.microseconds else "")


