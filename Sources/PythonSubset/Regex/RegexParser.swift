import PythonSyntax

/// Reads regular expressions (CPython 3.13 `re/_parser.py`): the same language, and the same errors at the same places.
struct RegexParser {
  let text: [UInt32]
  let isBytes: Bool
  var position = 0
  var flags: RegexFlags
  private(set) var groupCount = 0
  private(set) var groupNames: [(name: String, number: Int)] = []
  /// The groups whose end has not been read.
  var openGroups: Set<Int> = []
  var groupWidths: [Int: (least: Int, most: Int)] = [:]
  /// Groups that a condition asks for before they are there.
  var laterGroups: [(number: Int, position: Int)] = []
  var lookbehindLimit: Int?
  var depth = 0

  /// A group that is deeper than this is refused.
  static let deepest = 250

  init(_ text: [UInt32], isBytes: Bool, flags: RegexFlags) {
    self.text = text
    self.isBytes = isBytes
    self.flags = flags
  }

  /// - Throws: `RegexError`.
  mutating func parse() throws(RegexError) -> RegexNode {
    let node = try alternatives(flags, isOutermost: true)
    if position < text.count { throw error("unbalanced parenthesis", at: position) }
    for group in laterGroups where group.number > groupCount {
      throw error("invalid group reference \(group.number)", at: group.position)
    }
    if flags.contains(.unicode), isBytes {
      throw RegexError(message: "cannot use UNICODE flag with a bytes pattern", position: nil)
    }
    return node
  }

  // MARK: Characters

  func error(_ message: String, at position: Int) -> RegexError {
    RegexError(message: message, position: position)
  }

  var next: UInt32? { position < text.count ? text[position] : nil }

  func isNext(_ character: Unicode.Scalar) -> Bool { next == character.value }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard isNext(character) else { return false }
    position += 1
    return true
  }

  mutating func take() -> UInt32? {
    guard let next else { return nil }
    position += 1
    return next
  }

  func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(text[range].compactMap(Unicode.Scalar.init)))
  }

  func isDigit(_ character: UInt32?, below limit: UInt32 = 10) -> Bool {
    guard let character else { return false }
    return character >= 48 && character < 48 + limit
  }

  /// The text before `end`, which is read, too.
  mutating func takeUntil(_ end: Unicode.Scalar, _ what: String) throws(RegexError) -> String {
    let start = position
    while let character = take() {
      guard character == end.value else { continue }
      if position - 1 == start { throw error("missing \(what)", at: start) }
      return string(start..<(position - 1))
    }
    if start == text.count { throw error("missing \(what)", at: start) }
    throw error("missing \(end), unterminated name", at: start)
  }

  // MARK: Structure

  mutating func alternatives(
    _ flags: RegexFlags, isOutermost: Bool = false
  ) throws(RegexError) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepest { throw error("expression is nested too deep for taskviz", at: position) }
    var flags = flags
    var branches: [RegexNode] = []
    repeat {
      branches.append(try sequence(&flags, isFirst: isOutermost && branches.isEmpty))
    } while take("|")
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  mutating func sequence(
    _ flags: inout RegexFlags, isFirst: Bool
  ) throws(RegexError) -> RegexNode {
    var items: [RegexNode] = []
    while let character = next {
      if character == 0x7C || character == 0x29 { break }
      if flags.contains(.verbose) {
        if [0x20, 0x09, 0x0A, 0x0D, 0x0B, 0x0C].contains(character) {
          position += 1
          continue
        }
        if character == 0x23 {
          while let skipped = take(), skipped != 0x0A {}
          continue
        }
      }
      let start = position
      position += 1
      if let node = try item(character, at: start, &flags, items: &items, isFirst: isFirst && items.isEmpty) {
        items.append(node)
      }
    }
    return items.count == 1 ? items[0] : .sequence(items)
  }

  mutating func item(
    _ character: UInt32, at start: Int, _ flags: inout RegexFlags, items: inout [RegexNode], isFirst: Bool
  ) throws(RegexError) -> RegexNode? {
    switch Unicode.Scalar(character) {
    case "\\": return try escape(at: start, flags)
    case "[": return try set(at: start, flags)
    case "*", "+", "?", "{":
      guard let (least, most) = try bounds(character, at: start) else { return literal(character, flags) }
      items.append(try repeated(items.popLast(), least, most, at: start))
      return nil
    case ".":
      var any = RegexNode.CharacterSet(items: [.any])
      if !flags.contains(.dotAll) { any = RegexNode.CharacterSet(isNegated: true, items: [.range(10, 10)]) }
      return .set(any)
    case "(": return try group(at: start, &flags, isFirst: isFirst)
    case "^": return .anchor(flags.contains(.multiline) ? .lineStart : .start)
    case "$": return .anchor(flags.contains(.multiline) ? .lineEnd : .end)
    default: return literal(character, flags)
    }
  }

  func literal(_ character: UInt32, _ flags: RegexFlags) -> RegexNode {
    .character(character, ignoresCase: flags.contains(.ignoreCase), isASCII: isASCII(flags))
  }

  // MARK: Repetitions

  /// How often the item before is repeated; nil where a brace is nothing but a brace.
  mutating func bounds(
    _ character: UInt32, at start: Int
  ) throws(RegexError) -> (Int, Int)? {
    switch Unicode.Scalar(character) {
    case "*": return (0, RegexNode.limit)
    case "+": return (1, RegexNode.limit)
    case "?": return (0, 1)
    default: break
    }
    if isNext("}") { return nil }
    let low = number()
    var high = low
    if take(",") { high = number() }
    guard take("}") else {
      position = start + 1
      return nil
    }
    let limit = RegexNode.limit
    let least = low.isEmpty ? 0 : Int(low) ?? limit
    let most = high.isEmpty ? limit : Int(high) ?? limit
    if least >= limit && !low.isEmpty || most >= limit && !high.isEmpty {
      throw error("the repetition number is too large", at: start)
    }
    if most < least { throw error("min repeat greater than max repeat", at: start + 1) }
    return (least, most)
  }

  mutating func number() -> String {
    let start = position
    while isDigit(next) { position += 1 }
    return string(start..<position)
  }

  mutating func repeated(
    _ item: RegexNode?, _ least: Int, _ most: Int, at start: Int
  ) throws(RegexError) -> RegexNode {
    switch item {
    case nil, .anchor?: throw error("nothing to repeat", at: start)
    case .repeat?: throw error("multiple repeat", at: start)
    case let item?:
      let kind: RegexNode.RepeatKind = take("?") ? .lazy : take("+") ? .possessive : .greedy
      return .repeat(item, least: least, most: most, kind)
    }
  }

  // MARK: Groups

  mutating func group(
    at start: Int, _ flags: inout RegexFlags, isFirst: Bool
  ) throws(RegexError) -> RegexNode? {
    guard take("?") else { return try capture(named: nil, at: start, flags) }
    guard let kind = take() else { throw error("unexpected end of pattern", at: position) }
    switch Unicode.Scalar(kind) {
    case "P": return try extended(at: start, flags)
    case ":": return try closed(alternatives(flags), at: start)
    case "#":
      while true {
        guard let character = take() else { throw error("missing ), unterminated comment", at: start) }
        if character == 0x29 { return nil }
      }
    case "=", "!": return try look(isAhead: true, isNegated: kind == 0x21, at: start, flags)
    case "<":
      guard let direction = take() else { throw error("unexpected end of pattern", at: position) }
      guard direction == 0x3D || direction == 0x21 else {
        throw error("unknown extension ?<" + string((position - 1)..<position), at: start + 1)
      }
      return try look(isAhead: false, isNegated: direction == 0x21, at: start, flags)
    case "(": return try condition(at: start, flags)
    case ">": return .atomic(try closed(alternatives(flags), at: start))
    default:
      guard kind == 0x2D || RegexFlags.letter(kind) != nil else {
        throw error("unknown extension ?" + string((position - 1)..<position), at: start + 1)
      }
      return try flagGroup(kind, at: start, &flags, isFirst: isFirst)
    }
  }

  mutating func closed(_ node: RegexNode, at start: Int) throws(RegexError) -> RegexNode {
    guard take(")") else { throw error("missing ), unterminated subpattern", at: start) }
    return node
  }

  mutating func capture(
    named name: String?, at start: Int, _ flags: RegexFlags
  ) throws(RegexError) -> RegexNode {
    groupCount += 1
    let number = groupCount
    if let name {
      if let old = groupNames.first(where: { $0.name == name }) {
        throw error(
          "redefinition of group name \(StringText.representation(name)) as group \(number); was group \(old.number)",
          at: start + 4)
      }
      groupNames.append((name, number))
    }
    openGroups.insert(number)
    let inner = try closed(alternatives(flags), at: start)
    openGroups.remove(number)
    groupWidths[number] = inner.width
    return .group(number, inner)
  }

  /// `(?P<name>...)` and `(?P=name)`.
  mutating func extended(at start: Int, _ flags: RegexFlags) throws(RegexError) -> RegexNode {
    if take("<") {
      let place = position
      let name = try takeUntil(">", "group name")
      try checkName(name, at: place)
      return try capture(named: name, at: start, flags)
    }
    if take("=") {
      let place = position
      let name = try takeUntil(")", "group name")
      try checkName(name, at: place)
      guard let group = groupNames.first(where: { $0.name == name })?.number else {
        throw error("unknown group name \(StringText.representation(name))", at: place)
      }
      return try reference(to: group, at: place, flags)
    }
    guard take() != nil else { throw error("unexpected end of pattern", at: position) }
    throw error("unknown extension ?P" + string((position - 1)..<position), at: start + 1)
  }

  func checkName(_ name: String, at place: Int) throws(RegexError) {
    guard StringCase.isIdentifier(name), !isBytes || name.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw error("bad character in group name \(StringText.representation(name))", at: place)
    }
  }

  func reference(
    to group: Int, at place: Int, _ flags: RegexFlags
  ) throws(RegexError) -> RegexNode {
    if openGroups.contains(group) { throw error("cannot refer to an open group", at: place) }
    if let lookbehindLimit, group > lookbehindLimit {
      throw error("cannot refer to group defined in the same lookbehind subpattern", at: place)
    }
    return .backreference(
      group, ignoresCase: flags.contains(.ignoreCase), isASCII: isASCII(flags))
  }

  mutating func look(
    isAhead: Bool, isNegated: Bool, at start: Int, _ flags: RegexFlags
  ) throws(RegexError) -> RegexNode {
    let outer = lookbehindLimit
    if !isAhead, outer == nil { lookbehindLimit = groupCount }
    let inner = try alternatives(flags)
    lookbehindLimit = outer
    guard take(")") else { throw error("missing ), unterminated subpattern", at: start) }
    var width = 0
    if !isAhead {
      let range = self.width(of: inner)
      guard range.least == range.most else {
        throw RegexError(message: "look-behind requires fixed-width pattern", position: nil)
      }
      width = range.least
    }
    return .look(inner, isAhead: isAhead, isNegated: isNegated, width: width)
  }

  /// A width in which a back reference counts as what it refers to.
  func width(of node: RegexNode) -> (least: Int, most: Int) {
    switch node {
    case .backreference(let group, _, _): return groupWidths[group] ?? (0, RegexNode.limit)
    case .sequence(let parts):
      return parts.map(width).reduce((0, 0)) { ($0.0 + $1.least, min(RegexNode.limit, $0.1 + $1.most)) }
    case .group(_, let inner), .atomic(let inner): return width(of: inner)
    default: return node.width
    }
  }

  /// `(?(group)then|otherwise)`.
  mutating func condition(at start: Int, _ flags: RegexFlags) throws(RegexError) -> RegexNode {
    let place = position
    let name = try takeUntil(")", "group name")
    var group: Int
    if let number = Int(name), name.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      if number == 0 { throw error("bad group number", at: place) }
      group = number
      laterGroups.append((number, place))
    } else {
      try checkName(name, at: place)
      guard let known = groupNames.first(where: { $0.name == name })?.number else {
        throw error("unknown group name \(StringText.representation(name))", at: place)
      }
      group = known
    }
    if openGroups.contains(group), lookbehindLimit != nil {
      throw error("cannot refer to an open group", at: place)
    }
    var inner = flags
    let then = try sequence(&inner, isFirst: false)
    var otherwise = RegexNode.empty
    if take("|") {
      otherwise = try sequence(&inner, isFirst: false)
      if isNext("|") { throw error("conditional backref with more than two branches", at: position) }
    }
    guard take(")") else { throw error("missing ), unterminated subpattern", at: start) }
    return .conditional(group: group, then: then, otherwise: otherwise)
  }
}
