import Timeline

/// A search among the lanes: a regular expression for names, coroutines and endings, whatever the case of letters.
package struct LaneSearch: Hashable, Sendable {
  private let expression: TextPattern

  package var pattern: String { expression.text }

  /// Nil where the pattern is no regular expression.
  package init?(_ pattern: String) {
    guard let expression = TextPattern(pattern) else { return nil }
    self.expression = expression
  }

  /// A test for lanes, to be made once for all that are asked about.
  func matcher(_ words: LaneWords) -> (Int) -> Bool {
    let matches = expression.matcher()
    return { lane in
      let ending = words.ending(ofLane: lane)?.wordings.first ?? ""
      return [words.name(ofLane: lane), words.coroutine(ofLane: lane) ?? "", ending].contains(where: matches)
    }
  }
}
