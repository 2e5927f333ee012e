import ArgumentParser
import Recording

/// How much of a recording is kept.
struct LimitOptions: ParsableArguments {
  @Option(
    help: "Keep at least the last 60s, 5min, 2h ... of the recording, and let what is older go.",
    transform: DurationArgument.read)
  var last: Duration?

  @Option(help: "Let the recording take at most 500MB, 1GB ... of the disk; what is oldest goes first.")
  var limit: BytesArgument?

  /// Nil where everything is kept.
  var limits: SegmentRing.Limits? {
    guard last != nil || limit != nil else { return nil }
    return SegmentRing.Limits(age: last, bytes: limit?.bytes)
  }
}

/// A duration on the command line: a number and `ms`, `s`, `min`, `h` or `d`; seconds where nothing is said.
enum DurationArgument {
  private static let units = ["ms": 0.001, "s": 1, "min": 60, "m": 60, "h": 3600, "d": 86_400, "": 1]

  /// Throws where the text is none, or one that is no use: below a millisecond or beyond thirty years.
  static func read(_ text: String) throws -> Duration {
    guard let seconds = scaled(text, units), (0.001...1e9).contains(seconds) else {
      throw ValidationError(
        "Give a number of at least a millisecond and its unit, such as 250ms, 60s, 5min or 2h.")
    }
    return .microseconds(Int64(seconds * 1e6))
  }
}

/// A size on the command line: a number and `MB` or `GB`.
struct BytesArgument: ExpressibleByArgument {
  var bytes: Int

  init?(argument: String) {
    let text = argument.uppercased()
    guard let bytes = scaled(text, ["KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "M": 1e6, "G": 1e9]),
      bytes <= 1e15
    else { return nil }
    self.bytes = Int(bytes)
  }
}

/// A number with a unit; nil where it is none above 0.
private func scaled(_ text: String, _ units: [String: Double]) -> Double? {
  let digits = text.prefix { $0.isNumber || $0 == "." }
  guard let number = Double(digits), number > 0, number.isFinite,
    let scale = units[String(text[digits.endIndex...])]
  else { return nil }
  return number * scale
}
