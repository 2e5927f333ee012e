import PythonSyntax

/// Matches a regular expression by backtracking, in the order of CPython 3.13's `_sre`: the first match found is its match.
struct RegexMatcher {
  let text: [UInt32]
  /// How far the text counts: CPython's `endpos`.
  let end: Int
  /// Where each group begins and ends; -1: it has matched nothing.
  private(set) var spans: [Int]
  /// The group that was closed last; 0: none.
  private(set) var lastGroup = 0
  /// Called now and then, for what would take too long.
  private let poll: () throws -> Void
  private var steps = 0
  private var depth = 0

  /// An expression that would repeat a group more often than this is given up: each time takes room on the stack.
  private static let deepest = 40_000

  struct TooDeep: Error {}

  typealias Continuation = (inout RegexMatcher, Int) throws -> Bool

  init(_ text: [UInt32], end: Int, groupCount: Int, poll: @escaping () throws -> Void) {
    self.text = text
    self.end = end
    spans = [Int](repeating: -1, count: 2 * (groupCount + 1))
    self.poll = poll
  }

  /// Looks for a match at `start`, or after it. Group 0 is the whole match.
  ///
  /// `mustAdvance`: one at `start` must not be empty. `mustEnd`: it has to reach the end.
  mutating func search(
    _ node: RegexNode, from start: Int, isAnchored: Bool, mustAdvance: Bool = false, mustEnd: Bool = false
  ) throws -> Bool {
    var place = start
    while place <= end {
      for index in spans.indices { spans[index] = -1 }
      lastGroup = 0
      let isFirst = place == start
      let found = try match(node, at: place) { matcher, position in
        if mustEnd, position != matcher.end { return false }
        if mustAdvance, isFirst, position == place { return false }
        matcher.spans[1] = position
        return true
      }
      if found {
        spans[0] = place
        return true
      }
      if isAnchored { return false }
      place += 1
    }
    return false
  }

  private mutating func match(_ node: RegexNode, at place: Int, _ next: Continuation) throws -> Bool {
    steps &+= 1
    if steps & 0xFFFF == 0 { try poll() }
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest { throw TooDeep() }
    switch node {
    case .empty: return try next(&self, place)
    case .character, .set: return try matches(node, at: place) && next(&self, place + 1)
    case .sequence(let parts): return try match(parts[...], at: place, next)
    case .alternatives(let branches):
      for branch in branches where try attempt({ try $0.match(branch, at: place, next) }) { return true }
      return false
    case .repeat(let inner, let least, let most, let kind):
      return try match(inner, least, most, kind, at: place, next)
    case .group(let number, let inner):
      return try match(inner, at: place) { matcher, end in
        try matcher.attempt { matcher in
          matcher.spans[2 * number] = place
          matcher.spans[2 * number + 1] = end
          matcher.lastGroup = number
          return try next(&matcher, end)
        }
      }
    case .backreference(let number, let ignoresCase, let isASCII):
      guard let length = length(ofGroup: number, at: place, ignoresCase, isASCII) else { return false }
      return try next(&self, place + length)
    case .anchor(let anchor): return try holds(anchor, at: place) && next(&self, place)
    case .look(let inner, let isAhead, let isNegated, let width):
      let start = isAhead ? place : place - width
      let (spans, last) = (self.spans, lastGroup)
      let found = try start >= 0 && match(inner, at: start) { _, _ in true }
      if isNegated || !found { (self.spans, lastGroup) = (spans, last) }
      return try found != isNegated && attempt { try next(&$0, place) }
    case .atomic(let inner):
      return try attempt { matcher in
        var reached = place
        guard
          try matcher.match(
            inner, at: place,
            { _, end in
              reached = end; return true
            })
        else { return false }
        return try next(&matcher, reached)
      }
    case .conditional(let group, let then, let otherwise):
      return try match(spans[2 * group + 1] >= 0 ? then : otherwise, at: place, next)
    }
  }

  private mutating func match(
    _ parts: ArraySlice<RegexNode>, at place: Int, _ next: Continuation
  ) throws -> Bool {
    // Single characters need no continuation.
    var (parts, place) = (parts, place)
    while let first = parts.first {
      switch first {
      case .character, .set:
        guard matches(first, at: place) else { return false }
        place += 1
        parts = parts.dropFirst()
      default:
        let rest = parts.dropFirst()
        if rest.isEmpty { return try match(first, at: place, next) }
        return try match(first, at: place) { try $0.match(rest, at: $1, next) }
      }
    }
    return try next(&self, place)
  }

  /// Forgets, where it comes to nothing, what the groups have matched meanwhile.
  private mutating func attempt(_ body: (inout RegexMatcher) throws -> Bool) throws -> Bool {
    let (spans, last) = (self.spans, lastGroup)
    if try body(&self) { return true }
    (self.spans, lastGroup) = (spans, last)
    return false
  }

  // MARK: Repetitions

  private mutating func match(
    _ inner: RegexNode, _ least: Int, _ most: Int, _ kind: RegexNode.RepeatKind, at place: Int,
    _ next: Continuation
  ) throws -> Bool {
    switch inner {
    case .character, .set: return try matchSingle(inner, least, most, kind, at: place, next)
    default: break
    }
    switch kind {
    case .greedy: return try greedy(inner, least, most, count: 0, at: place, last: -1, next)
    case .lazy: return try lazy(inner, least, most, count: 0, at: place, last: -1, next)
    case .possessive:
      return try attempt { matcher in
        var (count, place, last) = (0, place, -1)
        while count < most, count < least || place != last {
          last = place
          var reached = place
          let found = try matcher.attempt {
            try $0.match(inner, at: place) { _, end in
              reached = end; return true
            }
          }
          guard found else { break }
          place = reached
          count += 1
        }
        return try count >= least && next(&matcher, place)
      }
    }
  }

  /// Repeats what matches one character: in a loop, for texts of any length.
  private mutating func matchSingle(
    _ inner: RegexNode, _ least: Int, _ most: Int, _ kind: RegexNode.RepeatKind, at place: Int,
    _ next: Continuation
  ) throws -> Bool {
    var count = 0
    let limit = kind == .lazy ? least : most
    while count < limit, matches(inner, at: place + count) { count += 1 }
    guard count >= least else { return false }
    switch kind {
    case .possessive: return try next(&self, place + count)
    case .greedy:
      while true {
        if try attempt({ try next(&$0, place + count) }) { return true }
        if count == least { return false }
        count -= 1
      }
    case .lazy:
      while true {
        if try attempt({ try next(&$0, place + count) }) { return true }
        guard count < most, matches(inner, at: place + count) else { return false }
        count += 1
      }
    }
  }

  /// `last` is where the repetition before this one began: one that matches nothing is the last one.
  private mutating func greedy(
    _ inner: RegexNode, _ least: Int, _ most: Int, count: Int, at place: Int, last: Int, _ next: Continuation
  ) throws -> Bool {
    if count < least {
      return try match(inner, at: place) {
        try $0.greedy(inner, least, most, count: count + 1, at: $1, last: last, next)
      }
    }
    if count < most, place != last {
      let found = try attempt { matcher in
        try matcher.match(inner, at: place) {
          try $0.greedy(inner, least, most, count: count + 1, at: $1, last: place, next)
        }
      }
      if found { return true }
    }
    return try next(&self, place)
  }

  private mutating func lazy(
    _ inner: RegexNode, _ least: Int, _ most: Int, count: Int, at place: Int, last: Int, _ next: Continuation
  ) throws -> Bool {
    if count >= least {
      if try attempt({ try next(&$0, place) }) { return true }
      if count >= most || place == last { return false }
    }
    let mark = count < least ? last : place
    return try attempt { matcher in
      try matcher.match(inner, at: place) {
        try $0.lazy(inner, least, most, count: count + 1, at: $1, last: mark, next)
      }
    }
  }

  // MARK: Characters

  private func matches(_ node: RegexNode, at place: Int) -> Bool {
    guard place < end else { return false }
    let character = text[place]
    switch node {
    case .character(let wanted, let ignoresCase, let isASCII):
      return character == wanted
        || ignoresCase && RegexCharacters.isSame(character, wanted, isASCII: isASCII)
    case .set(let set): return set.contains(character)
    default: return false
    }
  }

  private func length(ofGroup number: Int, at place: Int, _ ignoresCase: Bool, _ isASCII: Bool) -> Int? {
    let (start, stop) = (spans[2 * number], spans[2 * number + 1])
    guard stop >= 0, place + stop - start <= end else { return nil }
    for offset in 0..<(stop - start) {
      let (a, b) = (text[start + offset], text[place + offset])
      guard a == b || ignoresCase && RegexCharacters.isSame(a, b, isASCII: isASCII) else { return nil }
    }
    return stop - start
  }

  private func holds(_ anchor: RegexNode.Anchor, at place: Int) -> Bool {
    switch anchor {
    case .start: return place == 0
    case .lineStart: return place == 0 || text[place - 1] == 10
    case .end: return place == end || place == end - 1 && text[place] == 10
    case .lineEnd: return place == end || text[place] == 10
    case .veryEnd: return place == end
    case .boundary(let isNegated, let isASCII):
      // CPython 3.13 finds neither a boundary nor the lack of one in an empty text.
      if end == 0 { return false }
      func isWord(_ place: Int) -> Bool {
        place >= 0 && place < end && RegexCharacters.isWord(text[place], isASCII: isASCII)
      }
      return (isWord(place - 1) != isWord(place)) != isNegated
    }
  }
}

/// What characters are to a regular expression.
enum RegexCharacters {
  static func isWord(_ character: UInt32, isASCII: Bool) -> Bool {
    if character < 0x80 {
      return character == 0x5F || character >= 48 && character <= 57
        || (character | 0x20) >= 0x61 && (character | 0x20) <= 0x7A
    }
    guard !isASCII, let scalar = Unicode.Scalar(character) else { return false }
    return CharacterClass.isAlphabetic(scalar) || CharacterClass.isNumeric(scalar)
  }

  static func isSpace(_ character: UInt32, isASCII: Bool) -> Bool {
    isASCII ? character == 0x20 || character >= 9 && character <= 13 : CharacterClass.isSpace(character)
  }

  static func isDigit(_ character: UInt32, isASCII: Bool) -> Bool {
    if isASCII || character < 0x80 { return character >= 48 && character <= 57 }
    return Unicode.Scalar(character).map(CharacterClass.isDecimal) ?? false
  }

  static func isSame(_ a: UInt32, _ b: UInt32, isASCII: Bool) -> Bool {
    lower(a, isASCII: isASCII) == lower(b, isASCII: isASCII)
      || !isASCII && upper(a) == upper(b)
  }

  static func lower(_ character: UInt32, isASCII: Bool) -> UInt32 {
    if character < 0x80 { return character >= 65 && character <= 90 ? character + 32 : character }
    return isASCII ? character : single(character, \.lowercaseMapping)
  }

  static func upper(_ character: UInt32) -> UInt32 { single(character, \.uppercaseMapping) }

  /// The other form of a character, where that is one character.
  private static func single(
    _ character: UInt32, _ mapping: KeyPath<Unicode.Scalar.Properties, String>
  ) -> UInt32 {
    guard let scalar = Unicode.Scalar(character) else { return character }
    let mapped = scalar.properties[keyPath: mapping].unicodeScalars
    return mapped.count == 1 ? mapped.first?.value ?? character : character
  }
}

extension RegexNode.CharacterSet {
  func contains(_ character: UInt32) -> Bool {
    if holds(character) { return !isNegated }
    guard ignoresCase else { return isNegated }
    let other = RegexCharacters.lower(character, isASCII: isASCII)
    if holds(other) { return !isNegated }
    let capital = isASCII ? (other >= 97 && other <= 122 ? other - 32 : other) : RegexCharacters.upper(other)
    return holds(capital) != isNegated
  }

  private func holds(_ character: UInt32) -> Bool {
    items.contains { item in
      switch item {
      case .any: return true
      case .range(let low, let high): return character >= low && character <= high
      case .category(let category, let isNegated):
        let isIn =
          switch category {
          case .digit: RegexCharacters.isDigit(character, isASCII: isASCII)
          case .space: RegexCharacters.isSpace(character, isASCII: isASCII)
          case .word: RegexCharacters.isWord(character, isASCII: isASCII)
          }
        return isIn != isNegated
      }
    }
  }
}
