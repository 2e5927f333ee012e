import Timeline

/// A search among the lanes: a regular expression for names, coroutines and endings, whatever the case of letters.
package struct LaneSearch: Hashable, Sendable {
  package let pattern: String

  /// Nil where the pattern is no regular expression.
  package init?(_ pattern: String) {
    guard !pattern.isEmpty, Self.expression(pattern) != nil else { return nil }
    self.pattern = pattern
  }

  private static func expression(_ pattern: String) -> Regex<AnyRegexOutput>? {
    try? Regex(pattern).ignoresCase()
  }

  /// A test for lanes, to be made once for all that are asked about.
  func matcher(_ words: LaneWords) -> (Int) -> Bool {
    guard let expression = Self.expression(pattern) else { return { _ in false } }
    return { lane in
      let ending = words.ending(ofLane: lane)?.wordings.first ?? ""
      return [words.name(ofLane: lane), words.coroutine(ofLane: lane) ?? "", ending].contains {
        $0.firstMatch(of: expression) != nil
      }
    }
  }
}
