"""Dates, times and the distances between them."""

import _dates
import _durations
from time import time as _seconds_now

from _dates import check as _check
from _dates import checked_ordinal as _checked_ordinal
from _dates import formatted as _formatted
from _dates import require as _require
from _dates import time_tuple as _time_tuple
from _durations import Ordered as _Ordered
from _durations import offset_text as _offset_text
from _durations import qualified as _qualified

MINYEAR = _dates.MINYEAR
MAXYEAR = _dates.MAXYEAR
timedelta = _durations.timedelta
tzinfo = _durations.tzinfo
timezone = _durations.timezone
UTC = timezone.utc
date = _dates.date

_UNITS = ("hours", "minutes", "seconds", "milliseconds", "microseconds")


def _check_time(hour, minute, second, microsecond, zone):
    _check("hour", hour, 0, 23)
    _check("minute", minute, 0, 59)
    _check("second", second, 0, 59)
    _check("microsecond", microsecond, 0, 999_999)
    if zone is not None and not isinstance(zone, tzinfo):
        kind = type(zone).__name__
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{kind}'")


def _clock_text(value, timespec):
    if timespec == "auto":
        timespec = "microseconds" if value.microsecond else "seconds"
    if timespec not in _UNITS:
        raise ValueError("Unknown timespec value")
    parts = [f"{value.hour:02}", f"{value.minute:02}", f"{value.second:02}"]
    text = ":".join(parts[: _UNITS.index(timespec) + 1])
    if timespec == "milliseconds":
        text += f".{value.microsecond // 1000:03}"
    elif timespec == "microseconds":
        text += f".{value.microsecond:06}"
    return text


def _clock_fields(value):
    """The arguments after hours and minutes that a `repr` needs."""
    text = ""
    if value.second or value.microsecond:
        text += f", {value.second}"
    if value.microsecond:
        text += f", {value.microsecond}"
    if value.tzinfo is not None:
        text += f", tzinfo={value.tzinfo!r}"
    return text + (", fold=1" if value.fold else "")


def _given(new, old):
    return old if new is None else new


class _Clock:
    """What times and datetimes have in common: the time of day and the zone."""

    hour = property(lambda self: self._clock[0])
    minute = property(lambda self: self._clock[1])
    second = property(lambda self: self._clock[2])
    microsecond = property(lambda self: self._clock[3])
    tzinfo = property(lambda self: self._zone)
    fold = property(lambda self: self._fold)

    def _set_clock(self, hour, minute, second, microsecond, zone, fold):
        _check_time(hour, minute, second, microsecond, zone)
        if fold not in (0, 1):
            raise ValueError("fold must be either 0 or 1")
        self._clock, self._zone, self._fold = (hour, minute, second, microsecond), zone, fold

    def _zone_argument(self):
        return self

    def utcoffset(self):
        return None if self._zone is None else self._zone.utcoffset(self._zone_argument())

    def dst(self):
        return None if self._zone is None else self._zone.dst(self._zone_argument())

    def tzname(self):
        return None if self._zone is None else self._zone.tzname(self._zone_argument())

    def _microseconds(self):
        hour, minute, second, microsecond = self._clock
        return ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond

    def _comparable(self, other, name):
        """The moments of both, as distances in UTC where they have zones."""
        mine, yours = self.utcoffset(), other.utcoffset()
        if mine == yours:
            return self._moment(), other._moment()
        if mine is None or yours is None:
            if name == "__eq__":
                return 0, 1
            kind = "datetimes" if isinstance(self, datetime) else "times"
            raise TypeError(f"can't compare offset-naive and offset-aware {kind}")
        second = timedelta(microseconds=1)
        return self._moment() - mine // second, other._moment() - yours // second


@_shows_module
class time(_Clock, _Ordered):
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self._set_clock(hour, minute, second, microsecond, tzinfo, fold)

    def _zone_argument(self):
        return None

    def _moment(self):
        return self._microseconds()

    def _key(self):
        return self._clock

    def _keys_with(self, other, name):
        return self._comparable(other, name) if isinstance(other, time) else NotImplemented

    @classmethod
    def fromisoformat(cls, time_string):
        from _strptime import iso_time

        hour, minute, second, microsecond, offset = iso_time(time_string)
        return cls(hour, minute, second, microsecond, None if offset is None else _zone_of(offset))

    def isoformat(self, timespec="auto"):
        return _clock_text(self, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{_qualified(self)}({self.hour}, {self.minute}{_clock_fields(self)})"

    def strftime(self, format):
        # The date of a time without one: the first day of 1900.
        return _formatted(self, format, 693_596, self._microseconds() // 1_000_000, self.microsecond)

    def __format__(self, format_spec):
        return self.strftime(format_spec) if format_spec else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            _given(hour, self.hour), _given(minute, self.minute), _given(second, self.second),
            _given(microsecond, self.microsecond), self._zone if tzinfo is True else tzinfo,
            fold=_given(fold, self._fold),
        )

    __replace__ = replace


time.min, time.max, time.resolution = time(0, 0), time(23, 59, 59, 999_999), timedelta(microseconds=1)


def _zone_of(microseconds):
    return timezone.utc if microseconds == 0 else timezone(timedelta(microseconds=microseconds))


@_shows_module
class datetime(_Clock, date):
    _is_moment = True

    def __init__(
        self, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0
    ):
        _require(year=year, month=month, day=day)
        date.__init__(self, year, month, day)
        self._set_clock(hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_seconds_now(), tz)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_seconds_now())

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_seconds_now())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        moment = 62_135_596_800 * 1_000_000 + timedelta(seconds=timestamp) // timedelta(microseconds=1)
        made = cls._of(moment, timezone.utc if tz is not None else None)
        return made if tz is None else made.astimezone(tz)

    @classmethod
    def utcfromtimestamp(cls, timestamp):
        return cls.fromtimestamp(timestamp)

    @classmethod
    def _of(cls, moment, zone, fold=0):
        """The datetime that is so many microseconds after the first day of the first year."""
        days, rest = divmod(moment, 86_400_000_000)
        day = date.fromordinal(_checked_ordinal(days + 1))
        seconds, microsecond = divmod(rest, 1_000_000)
        minutes, second = divmod(seconds, 60)
        return cls(day.year, day.month, day.day, *divmod(minutes, 60), second, microsecond, zone, fold=fold)

    @classmethod
    def fromordinal(cls, n):
        day = date.fromordinal(n)
        return cls(day.year, day.month, day.day)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time.tzinfo if tzinfo is True else tzinfo
        return cls(date.year, date.month, date.day, *time._clock, zone, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        from _strptime import iso_datetime

        *fields, offset = iso_datetime(date_string)
        return cls(*fields, None if offset is None else _zone_of(offset))

    @classmethod
    def strptime(cls, date_string, format):
        from _strptime import parse

        *fields, offset = parse(date_string, format)
        return cls(*fields, None if offset is None else _zone_of(offset))

    def _moment(self):
        return (self.toordinal() - 1) * 86_400_000_000 + self._microseconds()

    def _key(self):
        offset = self.utcoffset()
        return self._moment() - (0 if offset is None else offset // timedelta(microseconds=1))

    def _keys_with(self, other, name):
        return self._comparable(other, name) if isinstance(other, datetime) else NotImplemented

    def date(self):
        return date(self.year, self.month, self.day)

    def time(self):
        return time(*self._clock, fold=self._fold)

    def timetz(self):
        return time(*self._clock, self._zone, fold=self._fold)

    def timetuple(self):
        return _time_tuple(self.toordinal(), self._microseconds() // 1_000_000)

    def timestamp(self):
        # Local time is UTC.
        return (self._key() - 62_135_596_800_000_000) / 1_000_000

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone.utc
        elif not isinstance(tz, tzinfo):
            raise TypeError(f"tz argument must be an instance of tzinfo, not {type(tz).__name__}")
        return tz.fromutc(type(self)._of(self._key(), tz))

    def isoformat(self, sep="T", timespec="auto"):
        return date.isoformat(self) + sep + _clock_text(self, timespec) + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        day = f"{self.year}, {self.month}, {self.day}"
        return f"{_qualified(self)}({day}, {self.hour}, {self.minute}{_clock_fields(self)})"

    def ctime(self):
        return date.ctime(self).replace("00:00:00", _clock_text(self, "seconds"))

    def strftime(self, format):
        return _formatted(
            self, format, self.toordinal(), self._microseconds() // 1_000_000, self.microsecond
        )

    def replace(
        self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
        tzinfo=True, *, fold=None,
    ):
        return type(self)(
            _given(year, self.year), _given(month, self.month), _given(day, self.day), _given(hour, self.hour),
            _given(minute, self.minute), _given(second, self.second), _given(microsecond, self.microsecond),
            self._zone if tzinfo is True else tzinfo, fold=_given(fold, self._fold),
        )

    __replace__ = replace

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of(self._moment() + other // timedelta(microseconds=1), self._zone)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, yours = self.utcoffset(), other.utcoffset()
        if (mine is None) != (yours is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        if mine == yours:
            return timedelta(microseconds=self._moment() - other._moment())
        return timedelta(microseconds=self._key() - other._key())


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(1)
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999_999)
datetime.resolution = timedelta(microseconds=1)
