/// A table as comma-separated values: a heading and rows, with the quotes of RFC 4180.
struct CSVText {
  private(set) var text = ""

  init(_ heading: [String]) { add(heading) }

  mutating func add(_ row: [String]) {
    text += row.map(Self.quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ value: String) -> String {
    guard value.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return value }
    return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// Seconds with all their digits, down to nanoseconds: `0.5`, `12.000001`, `3`.
  static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let fraction = String(abs(attoseconds) / 1_000_000_000)
    let digits = String(repeating: "0", count: 9 - fraction.count) + fraction
    let kept = digits.reversed().drop { $0 == "0" }.reversed()
    let sign = seconds == 0 && attoseconds < 0 ? "-" : ""
    return sign + "\(seconds)" + (kept.isEmpty ? "" : "." + String(kept))
  }
}
