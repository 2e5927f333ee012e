/// A moment as a calendar and a clock show it, in the proleptic Gregorian calendar: Python's `time.struct_time`.
package struct CivilTime: Hashable, Sendable {
  package var year: Int
  /// 1...12
  package var month: Int
  /// 1...31
  package var day: Int
  package var hour: Int
  package var minute: Int
  /// 0...61
  package var second: Int
  /// From Monday, 0.
  package var weekday: Int
  /// From 1.
  package var yearDay: Int
  /// -1 where it is not known.
  package var daylightSaving: Int
  /// Seconds east of UTC.
  package var offset: Int
  package var zone: String

  package init(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, weekday: Int, yearDay: Int,
    daylightSaving: Int = 0, offset: Int = 0, zone: String = "UTC"
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.weekday = weekday
    self.yearDay = yearDay
    self.daylightSaving = daylightSaving
    self.offset = offset
    self.zone = zone
  }

  /// The civil time of a moment, in seconds since 1970-01-01 00:00 UTC; nil for a moment that no calendar reaches.
  package init?(epochSeconds: Int, offset: Int = 0, zone: String = "UTC") {
    // Some hundred million years on both sides, so that nothing here overflows.
    guard epochSeconds.magnitude < 1 << 52, offset.magnitude < 1 << 20 else { return nil }
    let local = epochSeconds + offset
    let days = Self.floorDivide(local, 86400)
    let rest = local - days * 86400
    let (year, month, day) = Self.civil(days)
    self.init(
      year: year, month: month, day: day, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60,
      weekday: Self.modulo(days + 3, 7), yearDay: days - Self.days(year, 1, 1) + 1, offset: offset, zone: zone
    )
  }

  /// The moment in seconds since 1970, from the date, the time of day and the offset.
  package var epochSeconds: Int {
    Self.days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset
  }

  // MARK: The calendar: https://howardhinnant.github.io/date_algorithms.html

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }
  private static func modulo(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, b) * b }

  /// The days from 1970-01-01 to a date.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146097 + dayOfEra - 719468
  }

  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719468
    let era = floorDivide(shifted, 146097)
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
