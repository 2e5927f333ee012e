/// Durations and counts in words: short, exact to what a reader needs, with a unit.
package enum DurationText {
  /// The duration in its natural unit: `1 s`, `0.5 s`, `25 ms`, `1.5 ms`, `12 µs`, `80 ns`, `2 min 5 s`.
  ///
  /// At most three digits after the point; what is smaller is rounded. Under a tenth of a second, milliseconds.
  package static func short(_ duration: Duration, ascii: Bool = false) -> String {
    let nanoseconds = Self.nanoseconds(duration)
    if nanoseconds < 0 { return "-" + short(.nanoseconds(nanoseconds.magnitudeClamped), ascii: ascii) }
    let minute: Int64 = 60_000_000_000
    if nanoseconds >= minute {
      let tenth: Int64 = 100_000_000
      // Rounded first, or 119.99 s would read `1 min 60 s`.
      let nanoseconds = nanoseconds > .max - tenth ? nanoseconds : (nanoseconds + tenth / 2) / tenth * tenth
      let minutes = nanoseconds / minute
      let rest = nanoseconds % minute
      let hours = minutes / 60
      if hours > 0 { return minutes % 60 == 0 ? "\(hours) h" : "\(hours) h \(minutes % 60) min" }
      return rest == 0
        ? "\(minutes) min" : "\(minutes) min \(decimal(rest, unit: 1_000_000_000, digits: 1)) s"
    }
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

  /// A running clock, which must not change its width while it runs: always three digits after the point.
  package static func clock(_ duration: Duration) -> String {
    let milliseconds = max(0, nanoseconds(duration)) / 1_000_000
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
    // Rounded to the nearest, half up; value is below 100 units here, so nothing overflows but what is clamped.
    let scaled = value.multipliedReportingOverflow(by: scale)
    guard !scaled.overflow else { return "\(value / unit)" }
    let rounded = (scaled.partialValue + unit / 2) / unit
    let fraction = String(rounded % scale + scale).dropFirst()
    let trimmed = fraction.reversed().drop { $0 == "0" }.reversed()
    return trimmed.isEmpty ? "\(rounded / scale)" : "\(rounded / scale).\(String(trimmed))"
  }
}

extension Int64 {
  fileprivate var magnitudeClamped: Int64 { self == .min ? .max : Swift.abs(self) }
}
