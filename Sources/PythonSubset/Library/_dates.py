"""Dates: the second part of `datetime`."""

from time import gmtime
from time import strftime as _format_time
from time import time as _seconds_now

from _durations import Ordered, integer, offset_text, qualified, timedelta

MINYEAR = 1
MAXYEAR = 9999
_DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    return 29 if month == 2 and _is_leap(year) else _MONTH_DAYS[month - 1]


def _days_before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _days_before_month(year, month):
    return sum(_MONTH_DAYS[: month - 1]) + (month > 2 and _is_leap(year))


def require(**arguments):
    """Names the first argument that is missing, as a function written in C does."""
    for place, (name, value) in enumerate(arguments.items()):
        if value is None:
            raise TypeError(f"function missing required argument '{name}' (pos {place + 1})")


def check(name, value, low, high):
    if not low <= integer(value) <= high:
        raise ValueError(f"{name} must be in {low}..{high}")


@_shows_module
class date(Ordered):
    __module__ = "datetime"
    _is_moment = False

    def __init__(self, year=None, month=None, day=None):
        require(year=year, month=month, day=day)
        check_date(year, month, day)
        self._date = (year, month, day)

    year = property(lambda self: self._date[0])
    month = property(lambda self: self._date[1])
    day = property(lambda self: self._date[2])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_seconds_now())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls(*_date_of(719_163 + int(timestamp // 86_400)))

    @classmethod
    def fromordinal(cls, n):
        return cls(*_date_of(n))

    @classmethod
    def fromisoformat(cls, date_string):
        from _strptime import iso_date

        return cls(*iso_date(date_string))

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = week_one(year)
        last_week = (week_one(year + 1) - first) // 7
        if not 1 <= week <= last_week:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls.fromordinal(first + (week - 1) * 7 + day - 1)

    def toordinal(self):
        year, month, day = self._date
        return _days_before_year(year) + _days_before_month(year, month) + day

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        from collections import namedtuple

        kind = namedtuple("IsoCalendarDate", ["year", "week", "weekday"], module="datetime")
        kind.__qualname__, kind.__repr__ = "IsoCalendarDate", _iso_calendar_text
        year, ordinal = self.year, self.toordinal()
        if ordinal < week_one(year):
            year -= 1
        elif ordinal >= week_one(year + 1):
            year += 1
        return kind(year, (ordinal - week_one(year)) // 7 + 1, self.isoweekday())

    def isoformat(self):
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    __str__ = isoformat

    def __repr__(self):
        return f"{qualified(self)}({self.year}, {self.month}, {self.day})"

    def ctime(self):
        return f"{_DAY_NAMES[self.weekday()]} {_MONTH_NAMES[self.month - 1]} {self.day:2} 00:00:00 {self.year:04}"

    def timetuple(self):
        return time_tuple(self.toordinal(), 0)

    def strftime(self, format):
        return formatted(self, format, self.toordinal(), 0, 0)

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(year or self.year, month or self.month, day or self.day)

    __replace__ = replace

    def _key(self):
        return self._date

    def _keys_with(self, other, name):
        if not isinstance(other, date) or other._is_moment:
            return NotImplemented
        return self._date, other._date

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self).fromordinal(checked_ordinal(self.toordinal() + other.days))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date) and not other._is_moment:
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented


def _iso_calendar_text(self):
    return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def check_date(year, month, day):
    if not MINYEAR <= integer(year) <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    check("month", month, 1, 12)
    if not 1 <= integer(day) <= _days_in(year, month):
        raise ValueError("day is out of range for month")


def checked_ordinal(n):
    if not 1 <= n <= 3_652_059:
        raise OverflowError("date value out of range")
    return n


def _date_of(n):
    if n < 1:
        raise ValueError("ordinal must be >= 1")
    year = min(n // 365 + 1, MAXYEAR)
    while _days_before_year(year) >= n:
        year -= 1
    day = n - _days_before_year(year)
    month = 1
    while day > _days_in(year, month):
        day -= _days_in(year, month)
        month += 1
    return year, month, day


def week_one(year):
    """The ordinal of the Monday of the first week of a year: the week with its first Thursday."""
    first = _days_before_year(year) + 1
    weekday = (first + 6) % 7
    return first - weekday + (7 if weekday > 3 else 0)


def time_tuple(ordinal, seconds):
    return gmtime((ordinal - 719_163) * 86_400 + seconds)


def formatted(value, format, ordinal, seconds, microsecond):
    parts = []
    pieces = format.split("%")
    parts.append(pieces[0])
    index = 1
    while index < len(pieces):
        piece = pieces[index]
        if not piece and index + 1 < len(pieces):
            parts.append("%%" + pieces[index + 1])
            index += 2
            continue
        if piece[:1] == "f":
            parts.append(f"{microsecond:06}" + piece[1:])
        elif piece[:1] == "z":
            parts.append(offset_text(_offset_of(value), "") + piece[1:])
        elif piece[:2] == ":z":
            parts.append(offset_text(_offset_of(value)) + piece[2:])
        elif piece[:1] == "Z":
            zone = getattr(value, "tzinfo", None)
            parts.append(("" if zone is None else zone.tzname(value) or "") + piece[1:])
        else:
            parts.append("%" + piece)
        index += 1
    return _format_time("".join(parts), time_tuple(ordinal, seconds))


def _offset_of(value):
    zone = getattr(value, "tzinfo", None)
    return None if zone is None else value.utcoffset()
