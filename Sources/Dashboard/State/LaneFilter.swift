import Timeline

/// Which lanes are to be seen: words that must all be true of a lane, such as `worker state:waiting -outcome:failed`.
package struct LaneFilter: Hashable, Sendable {
  /// What was typed.
  package let text: String
  let terms: [Term]

  /// One word of a filter.
  struct Term: Hashable, Sendable {
    var condition: Condition
    /// Those lanes are wanted of which it is not true.
    var isNegated: Bool
  }

  enum Condition: Hashable, Sendable {
    /// In the task's name or its coroutine's.
    case text(TextPattern)
    /// At the playhead, in one of these states.
    case state(Set<LaneState>)
    /// Ended so; nil: has not ended.
    case outcome(Set<Lane.Ending?>)
    /// The task of such a name, or one below it.
    case under(TextPattern)
    /// At the playhead, waits for something that is called so.
    case waits(TextPattern)
  }

  /// What can be typed, for whoever typed something else.
  static let forms = "a regular expression, state:waiting, outcome:failed, under:NAME, waits:TEXT; - negates"

  /// Reads words that are divided by spaces; a part between double quotes is one word, whatever is in it.
  package init(_ text: String) throws(Problem) {
    self.text = text
    var terms: [Term] = []
    for word in Self.words(text) {
      let negation = word.first.map { "-!".contains($0) } == true
      terms.append(
        Term(condition: try Self.condition(negation ? word.dropFirst() : word[...]), isNegated: negation))
    }
    guard !terms.isEmpty else { throw .empty }
    self.terms = terms
  }

  /// Whether what it finds changes when the playhead moves.
  var dependsOnPlayhead: Bool {
    terms.contains { term in
      switch term.condition {
      case .state, .waits: true
      case .text, .outcome, .under: false
      }
    }
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == " ", !isQuoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  private static func condition(_ word: Substring) throws(Problem) -> Condition {
    guard let colon = word.firstIndex(of: ":"), colon > word.startIndex,
      word[..<colon].allSatisfy({ $0.isLetter })
    else { return .text(try pattern(word)) }
    let key = word[..<colon].lowercased()
    let value = word[word.index(after: colon)...]
    switch key {
    case "state": return .state(try choose(value, key, states))
    case "outcome": return .outcome(try choose(value, key, outcomes))
    case "under": return .under(try pattern(value, of: key))
    case "waits": return .waits(try pattern(value, of: key))
    default: throw .unknownKey(key)
    }
  }

  private static func pattern(_ text: Substring, of key: String? = nil) throws(Problem) -> TextPattern {
    guard !text.isEmpty else { throw key.map { .noValue($0) } ?? .empty }
    guard let pattern = TextPattern(String(text)) else { throw .notAnExpression(String(text)) }
    return pattern
  }

  /// The names of states, as help has them.
  private static let states: KeyValuePairs<String, LaneState> = [
    "created": .created, "ready": .ready, "running": .running, "blocking": .stalled, "waiting": .waiting,
    "cancelling": .cancelling, "ended": .ended,
  ]

  private static let outcomes: KeyValuePairs<String, Lane.Ending?> = [
    "returned": .returned, "failed": .raised, "cancelled": .cancelled, "pending": nil,
  ]

  /// The meanings of names with `|` between them; their beginnings will do.
  private static func choose<Value>(
    _ text: Substring, _ key: String, _ known: KeyValuePairs<String, Value>
  ) throws(Problem) -> Set<Value> {
    let names = text.lowercased().split(separator: "|")
    guard !names.isEmpty else { throw .noValue(key) }
    var chosen: Set<Value> = []
    for name in names {
      guard let found = known.first(where: { $0.key.hasPrefix(name) }) else {
        throw .unknownValue(String(name), of: key, known: known.map(\.key))
      }
      chosen.insert(found.value)
    }
    return chosen
  }

  /// What is wrong with a filter.
  package enum Problem: Error, Hashable, CustomStringConvertible {
    case empty
    case notAnExpression(String)
    case unknownKey(String)
    case noValue(String)
    case unknownValue(String, of: String, known: [String])

    package var description: String {
      switch self {
      case .empty: "Nothing to filter by: type \(LaneFilter.forms)"
      case .notAnExpression(let text): "Not a regular expression: \(text)"
      case .unknownKey(let key):
        "There is no \(key): here, only state: outcome: under: waits: (\(key)\\: looks for the text)"
      case .noValue(let key): "\(key): needs a value right behind it"
      case .unknownValue(let value, let key, let known):
        "\(key):\(value) is none of \(known.joined(separator: ", "))"
      }
    }
  }
}
