/// A regular expression that somebody typed, whatever the case of letters.
struct TextPattern: Hashable, Sendable {
  let text: String

  /// Nil where the text is no regular expression.
  init?(_ text: String) {
    guard !text.isEmpty, Self.expression(text) != nil else { return nil }
    self.text = text
  }

  private static func expression(_ text: String) -> Regex<AnyRegexOutput>? {
    try? Regex(text).ignoresCase()
  }

  /// Says whether the pattern is anywhere in a text: to be made once for all texts that are asked about.
  func matcher() -> (String) -> Bool {
    guard let expression = Self.expression(text) else { return { _ in false } }
    return { $0.firstMatch(of: expression) != nil }
  }
}
