/// `time.strftime` in the C locale, with all directives of glibc.
package enum TimeFormat {
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  package static func format(_ time: CivilTime, _ format: String) -> String {
    var result = ""
    var scalars = format.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      var flags = Flags()
      var skipped = "%"
      while let flag = scalars.first, flags.take(flag) {
        skipped.unicodeScalars.append(scalars.removeFirst())
      }
      // `%E` and `%O` ask for another calendar's or script's form, which the C locale has not.
      if let modifier = scalars.first, modifier == "E" || modifier == "O" {
        skipped.unicodeScalars.append(scalars.removeFirst())
      }
      guard let directive = scalars.popFirst() else {
        result += skipped
        break
      }
      if let text = text(time, directive, flags) {
        result += flags.isUppercase ? text.uppercased() : text
      } else {
        result += skipped + String(directive)
      }
    }
    return result
  }

  /// glibc's `%-d`, `%_d`, `%0d`, `%^a`.
  private struct Flags {
    var padding: Unicode.Scalar?
    var isUppercase = false

    mutating func take(_ flag: Unicode.Scalar) -> Bool {
      switch flag {
      case "-", "_", "0": padding = flag
      case "^": isUppercase = true
      default: return false
      }
      return true
    }

    func number(_ value: Int, _ width: Int, _ standard: Unicode.Scalar = "0") -> String {
      let fill = padding ?? standard
      let digits = String(value.magnitude)
      let sign = value < 0 ? "-" : ""
      let missing = fill == "-" ? 0 : max(0, width - digits.count - sign.count)
      return fill == "_"
        ? String(repeating: " ", count: missing) + sign + digits
        : sign + String(repeating: "0", count: missing) + digits
    }
  }

  private static func name(_ names: [String], _ index: Int) -> String {
    names.indices.contains(index) ? names[index] : "?"
  }

  private static func text(_ time: CivilTime, _ directive: Unicode.Scalar, _ flags: Flags) -> String? {
    switch directive {
    case "a": return String(name(weekdays, time.weekday).prefix(3))
    case "A": return name(weekdays, time.weekday)
    case "b", "h": return String(name(months, time.month - 1).prefix(3))
    case "B": return name(months, time.month - 1)
    case "c": return format(time, "%a %b %e %H:%M:%S %Y")
    case "C": return flags.number(floorDivide(time.year, 100), 2)
    case "d": return flags.number(time.day, 2)
    case "D", "x": return format(time, "%m/%d/%y")
    case "e": return flags.number(time.day, 2, "_")
    case "F": return format(time, "%Y-%m-%d")
    case "g": return flags.number(modulo(isoWeek(time).year, 100), 2)
    case "G": return flags.number(isoWeek(time).year, 1)
    case "n": return "\n"
    case "t": return "\t"
    case "%": return "%"
    case "u": return String(time.weekday + 1)
    case "U": return flags.number((time.yearDay + 6 - (time.weekday + 1) % 7) / 7, 2)
    case "V": return flags.number(isoWeek(time).week, 2)
    case "w": return String((time.weekday + 1) % 7)
    case "W": return flags.number((time.yearDay + 6 - time.weekday) / 7, 2)
    case "y": return flags.number(modulo(time.year, 100), 2)
    case "Y": return flags.number(time.year, 1)
    case "z": return offset(time)
    case "Z": return time.zone
    default: return clock(time, directive, flags)
    }
  }

  private static func clock(_ time: CivilTime, _ directive: Unicode.Scalar, _ flags: Flags) -> String? {
    let hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12
    switch directive {
    case "H": return flags.number(time.hour, 2)
    case "I": return flags.number(hour12, 2)
    case "j": return flags.number(time.yearDay, 3)
    case "k": return flags.number(time.hour, 2, "_")
    case "l": return flags.number(hour12, 2, "_")
    case "m": return flags.number(time.month, 2)
    case "M": return flags.number(time.minute, 2)
    case "p": return time.hour < 12 ? "AM" : "PM"
    case "P": return time.hour < 12 ? "am" : "pm"
    case "r": return format(time, "%I:%M:%S %p")
    case "R": return format(time, "%H:%M")
    case "s": return String(time.epochSeconds)
    case "S": return flags.number(time.second, 2)
    case "T", "X": return format(time, "%H:%M:%S")
    default: return nil
    }
  }

  private static func offset(_ time: CivilTime) -> String {
    let minutes = time.offset.magnitude / 60
    let value = minutes / 60 * 100 + minutes % 60
    let digits = String(value)
    return (time.offset < 0 ? "-" : "+") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The week of ISO 8601, and the year that it belongs to.
  private static func isoWeek(_ time: CivilTime) -> (year: Int, week: Int) {
    let week = (time.yearDay - 1 - time.weekday + 10) / 7
    if week < 1 { return (time.year - 1, weeks(in: time.year - 1, endingBefore: time.weekday, time.yearDay)) }
    if week == 53, !hasWeek53(time) { return (time.year + 1, 1) }
    return (time.year, week)
  }

  private static func isLeap(_ year: Int) -> Bool {
    modulo(year, 4) == 0 && (modulo(year, 100) != 0 || modulo(year, 400) == 0)
  }

  /// How many weeks the year has that ends just before the year of a day.
  private static func weeks(in year: Int, endingBefore weekday: Int, _ yearDay: Int) -> Int {
    // The last day of the year, counted in that year.
    let days = isLeap(year) ? 366 : 365
    let lastWeekday = modulo(weekday - yearDay, 7)
    return (days - 1 - lastWeekday + 10) / 7
  }

  /// Whether week 53 has its Thursday in the year of the day.
  private static func hasWeek53(_ time: CivilTime) -> Bool {
    let thursday = time.yearDay + 3 - time.weekday
    return thursday <= (isLeap(time.year) ? 366 : 365)
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }
  private static func modulo(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, b) * b }
}
