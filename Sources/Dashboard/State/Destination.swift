import TaskModel

/// Where in a run somebody wants to go, as it is typed.
enum Destination: Hashable, Sendable {
  /// So much after the start.
  case time(Duration)
  /// So much later than now; earlier where it is negative.
  case later(Duration)
  /// The step of this number, from 1; 0 is before the first one.
  case step(Int)
  /// A share of the run's time, from 0 to 1.
  case share(Double)

  /// What can be typed, for whoever typed something else.
  static let forms = "a time (1.5, 250 ms, 1:30), +2 s or -0.5, a step (#12) or a share (50%)"

  /// Reads `1.5`, `250 ms`, `2 min 5 s`, `1:30`, `+2 s`, `-0.5`, `#12`, `50%`; nil for anything else.
  init?(_ text: String) {
    let text = text.filter { !$0.isWhitespace }.lowercased()
    if let number = text.wholeSuffix(after: "#") ?? text.wholeSuffix(after: "step") {
      self = .step(number)
    } else if text.hasSuffix("%"), let percent = Self.number(text.dropLast()), percent <= 100 {
      self = .share(percent / 100)
    } else if let sign = text.first, "+-".contains(sign), let duration = Self.duration(text.dropFirst()) {
      self = .later(sign == "-" ? .zero - duration : duration)
    } else if let duration = Self.duration(text[...]) {
      self = .time(duration)
    } else {
      return nil
    }
  }

  private static let units: [String: Double] = [
    "": 1, "s": 1, "sec": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9, "min": 60, "m": 60, "h": 3600,
  ]

  /// Numbers with their units one after the other, or minutes and seconds with a colon between them.
  private static func duration(_ text: Substring) -> Duration? {
    if text.contains(":") {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number($0) }
      guard parts.count <= 3 else { return nil }
      var seconds = 0.0
      for part in parts {
        guard let part else { return nil }
        seconds = seconds * 60 + part
      }
      return duration(seconds: seconds)
    }
    var rest = text
    var seconds: Double?
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest[digits.endIndex...]
      let unit = rest.prefix { $0.isLetter }
      rest = rest[unit.endIndex...]
      guard let number = number(digits), let factor = units[String(unit)] else { return nil }
      seconds = (seconds ?? 0) + number * factor
    }
    return seconds.flatMap(duration(seconds:))
  }

  private static func duration(seconds: Double) -> Duration? {
    // What a trace's clock can hold.
    seconds < 9e9 ? .nanoseconds(Int64((seconds * 1e9).rounded())) : nil
  }

  /// A number of digits and a point, neither negative nor without digits.
  private static func number(_ text: Substring) -> Double? {
    guard text.contains(where: \.isNumber), text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else {
      return nil
    }
    return Double(text.hasPrefix(".") ? "0" + text : text)
  }
}

extension String {
  fileprivate func wholeSuffix(after prefix: String) -> Int? {
    guard hasPrefix(prefix) else { return nil }
    let digits = dropFirst(prefix.count)
    return digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
  }
}
