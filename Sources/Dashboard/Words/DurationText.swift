/// Durations and counts in words: short, exact to what a reader needs, with a unit.
package enum DurationText {
  /// The duration in its natural unit: `1 s`, `0.5 s`, `25 ms`, `1.5 ms`, `12 µs`, `80 ns`, `2 min 5 s`.
  ///
  /// At most three digits after the point; what is smaller is rounded. Under a tenth of a second, milliseconds.
  package static func short(_ duration: Duration, ascii: Bool = false) -> String {
    let nanoseconds = Self.nanoseconds(duration)
    if nanoseconds < 0 { return "-" + short(.nanoseconds(nanoseconds.magnitudeClamped), ascii: ascii) }
    // Rounded first, or 59.9999 s would read `60 s`.
    if rounded(nanoseconds, to: millisecond) >= 60_000 { return minutes(nanoseconds) }
    if nanoseconds >= 100_000_000 || nanoseconds == 0 {
      return decimal(nanoseconds, unit: 1_000_000_000, digits: 3) + " s"
    }
    if nanoseconds >= 1_000_000 {
      return decimal(nanoseconds, unit: 1_000_000, digits: nanoseconds < 10_000_000 ? 2 : 1) + " ms"
    }
    if nanoseconds >= 1000 {
      return decimal(nanoseconds, unit: 1000, digits: nanoseconds < 10_000 ? 2 : 1) + (ascii ? " us" : " µs")
    }
    return "\(nanoseconds) ns"
  }

  /// The same, and never in a unit too small to be compared with a duration that it stands beside: `0.05 ms` where that is 0.3 s.
  package static func short(_ duration: Duration, beside other: Duration, ascii: Bool = false) -> String {
    let nanoseconds = Self.nanoseconds(duration)
    guard nanoseconds > 0, nanoseconds < millisecond, Self.nanoseconds(other) >= 10 * millisecond else {
      return short(duration, ascii: ascii)
    }
    let hundredth = millisecond / 100
    return nanoseconds < hundredth ? "<0.01 ms" : decimal(nanoseconds, unit: millisecond, digits: 2) + " ms"
  }

  /// `2 min 5 s`, `1 h 2 min`.
  private static func minutes(_ nanoseconds: Int64) -> String {
    // Rounded first, or 119.99 s would read `1 min 60 s`.
    let tenths = rounded(nanoseconds, to: 100 * millisecond)
    let (minutes, rest) = tenths.quotientAndRemainder(dividingBy: 600)
    let hours = minutes / 60
    if hours > 0 { return minutes % 60 == 0 ? "\(hours) h" : "\(hours) h \(minutes % 60) min" }
    return rest == 0 ? "\(minutes) min" : "\(minutes) min \(decimal(rest, unit: 10, digits: 1)) s"
  }

  /// A running clock, which must not change its width while it runs: always three digits after the point.
  ///
  /// Rounded as all durations are: at the end of a run it says what a sentence about the run says.
  package static func clock(_ duration: Duration) -> String {
    let milliseconds = rounded(max(0, nanoseconds(duration)), to: millisecond)
    let seconds = milliseconds / 1000
    let fraction = String(milliseconds % 1000 + 1000).dropFirst()
    if seconds < 60 { return "\(seconds).\(fraction) s" }
    let rest = String(seconds % 60 + 100).dropFirst()
    return "\(seconds / 60):\(rest).\(fraction)"
  }

  /// `1 step`, `2 steps`.
  package static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  private static let millisecond: Int64 = 1_000_000

  /// So many whole units as are nearest, half up: the one way in which times are rounded.
  private static func rounded(_ value: Int64, to unit: Int64) -> Int64 {
    let (whole, rest) = value.quotientAndRemainder(dividingBy: unit)
    return rest >= unit - unit / 2 ? whole + 1 : whole
  }

  private static func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return seconds < 0 ? -Int64.max : Int64.max }
    let (sum, overflowed) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflowed ? (seconds < 0 ? -Int64.max : Int64.max) : sum
  }

  /// `value / unit` with at most so many digits after the point and no trailing zeros.
  private static func decimal(_ value: Int64, unit: Int64, digits: Int) -> String {
    var scale: Int64 = 1
    for _ in 0..<digits { scale *= 10 }
    // The value is below 100 units here, so nothing overflows but what is clamped.
    let scaled = value.multipliedReportingOverflow(by: scale)
    guard !scaled.overflow else { return "\(value / unit)" }
    let rounded = Self.rounded(scaled.partialValue, to: unit)
    let fraction = String(rounded % scale + scale).dropFirst()
    let trimmed = fraction.reversed().drop { $0 == "0" }.reversed()
    return trimmed.isEmpty ? "\(rounded / scale)" : "\(rounded / scale).\(String(trimmed))"
  }
}

extension Int64 {
  fileprivate var magnitudeClamped: Int64 { self == .min ? .max : Swift.abs(self) }
}
