from datetime import UTC, date, datetime, time, timedelta, timezone
import datetime as module


def attempt(label, function):
    try:
        print(label, "->", repr(function()))
    except Exception as error:
        print(label, "raised", type(error).__name__, error)


moment = datetime(2024, 2, 29, 12, 30, 15, 123456)
aware = moment.replace(tzinfo=timezone.utc)
day = date(2024, 2, 29)
print(moment, repr(moment), aware, repr(aware), day, repr(day), moment.isoformat(), time(1, 2), repr(time(1, 2, 3)))
print(moment + timedelta(days=1, hours=12), moment - timedelta(weeks=1), day + timedelta(1), moment - datetime(2024, 1, 1), day - date(2023, 1, 1))
print(moment.strftime("%Y/%m/%d %H:%M:%S.%f %A %B %j %p"), f"{moment:%d.%m.%y}", f"{day:%b %d}", moment.date(), moment.time(), moment.weekday(), day.isoweekday())
print(moment.replace(hour=1), moment.isoformat(sep=" ", timespec="minutes"), moment.isocalendar(), day.toordinal(), date.fromordinal(738945), moment.ctime())
print(aware.timestamp(), datetime.fromtimestamp(0, timezone.utc), aware.astimezone(timezone(timedelta(hours=-5), "EST")), aware.tzname(), aware.utcoffset())
print(timedelta(seconds=90), repr(timedelta(days=1, seconds=5)), timedelta(milliseconds=1500).total_seconds(), timedelta(-1), str(timedelta(hours=30, microseconds=5)))
print(timedelta(1) * 2, timedelta(1) / 3, timedelta(1) / timedelta(hours=1), timedelta(5) // timedelta(2), timedelta(5) % timedelta(2), abs(timedelta(-1)), -timedelta(1), timedelta(1) > timedelta(0), bool(timedelta()))
print(datetime.fromisoformat("2024-01-02T03:04:05+02:00"), datetime.fromisoformat("2024-01-02"), date.fromisoformat("2024-01-02"), time.fromisoformat("03:04"))
print(datetime.strptime("2024-01-02 03:04", "%Y-%m-%d %H:%M"), datetime.strptime("5 Jan 2024", "%d %b %Y"), datetime.combine(day, time(5)), datetime.min, date.max)
print(day < date(2025, 1, 1), moment == datetime(2024, 2, 29), sorted([date(2024, 3, 1), day]), max(moment, datetime(2020, 1, 1)), {day: 1}[date(2024, 2, 29)], UTC, isinstance(moment, date))
print(module.datetime, module.timedelta.__name__, type(day), (moment - moment.replace(day=1)).days, sum([timedelta(1), timedelta(2)], timedelta()))
attempt("month", lambda: date(2024, 13, 1))
attempt("day", lambda: date(2023, 2, 29))
attempt("hour", lambda: datetime(2024, 1, 1, 24))
attempt("few", lambda: date(2024, 1))
attempt("mixed", lambda: moment < aware)
attempt("mixed difference", lambda: moment - aware)
attempt("date and datetime", lambda: day < moment)
attempt("plus", lambda: moment + moment)
attempt("plus number", lambda: day + 1)
attempt("type", lambda: timedelta("1"))
attempt("iso", lambda: datetime.fromisoformat("yesterday"))
attempt("strptime", lambda: datetime.strptime("x", "%Y"))
attempt("rest", lambda: datetime.strptime("2024 x", "%Y"))
attempt("overflow", lambda: datetime.max + timedelta(1))
attempt("zero", lambda: timedelta(1) / 0)
attempt("attribute", lambda: day.hours)
attempt("number", lambda: timedelta(1) < 5)
now = datetime.now()
print(isinstance(now, datetime), now.tzinfo, datetime.now(UTC).tzinfo, now - now, date.today() == now.date())
