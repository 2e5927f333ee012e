import PythonSyntax

/// A `re.Pattern`.
final class PyRegex: PyObject, NativeRepresentation {
  let pattern: Value
  let flags: RegexFlags
  let groupCount: Int
  let groupNames: [(name: String, number: Int)]
  let node: RegexNode
  /// The text that was looked at last, as numbers.
  private var recent: (text: PyObject, characters: [UInt32])?

  init(_ pattern: Value, _ node: RegexNode, _ parser: RegexParser, _ flags: RegexFlags) {
    self.pattern = pattern
    self.node = node
    self.flags = flags
    groupCount = parser.groupCount
    groupNames = parser.groupNames
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("Pattern", module: "re") }

  var isBytes: Bool { pattern.string == nil }

  override func isSame(as other: PyObject) -> Bool { false }

  /// The characters of a text that is matched.
  func characters(of text: Value, _ machine: Machine) throws -> [UInt32] {
    if let string = text.string {
      if isBytes { throw machine.typeError("cannot use a bytes pattern on a string-like object") }
      if let recent, recent.text === string { return recent.characters }
      let characters = string.value.unicodeScalars.map(\.value)
      recent = (string, characters)
      return characters
    }
    guard let bytes = text.bytesLike else {
      throw machine.typeError("expected string or bytes-like object, got '\(machine.typeName(of: text))'")
    }
    if !isBytes { throw machine.typeError("cannot use a string pattern on a bytes-like object") }
    return bytes.map(UInt32.init)
  }

  /// A part of a text, as an object of the text's kind.
  func part(_ characters: ArraySlice<UInt32>) -> Value {
    if isBytes { return .bytes(characters.map { UInt8(truncatingIfNeeded: $0) }) }
    return .text(String(String.UnicodeScalarView(characters.compactMap(Unicode.Scalar.init))))
  }

  func number(ofGroup name: String) -> Int? { groupNames.first { $0.name == name }?.number }

  func representation(_ machine: Machine) throws -> String {
    var names: [String] = []
    let known: [(RegexFlags, String)] = [
      (.ignoreCase, "IGNORECASE"), (.locale, "LOCALE"), (.multiline, "MULTILINE"), (.dotAll, "DOTALL"),
      (.unicode, "UNICODE"), (.verbose, "VERBOSE"), (.ascii, "ASCII"),
    ]
    for (flag, name) in known where flags.contains(flag) && (flag != .unicode || isBytes) {
      names.append("re.\(name)")
    }
    let text = try machine.representation(pattern).unicodeScalars.prefix(200)
    let shown = String(String.UnicodeScalarView(text))
    return names.isEmpty ? "re.compile(\(shown))" : "re.compile(\(shown), \(names.joined(separator: "|")))"
  }
}

/// A `re.Match`.
final class PyMatch: PyObject, NativeRepresentation {
  let regex: PyRegex
  let text: Value
  let characters: [UInt32]
  let spans: [Int]
  let lastGroup: Int
  let start: Int
  let end: Int

  init(_ regex: PyRegex, _ text: Value, _ matcher: RegexMatcher, start: Int) {
    self.regex = regex
    self.text = text
    characters = matcher.text
    spans = matcher.spans
    lastGroup = matcher.lastGroup
    self.start = start
    end = matcher.end
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("Match", module: "re") }

  /// What a group has matched; nil: nothing.
  func group(_ number: Int) -> Value? {
    let (start, end) = (spans[2 * number], spans[2 * number + 1])
    return end < 0 ? nil : regex.part(characters[start..<end])
  }

  func span(_ number: Int) -> Value {
    let end = spans[2 * number + 1]
    return .object(PyTuple([.int(end < 0 ? -1 : spans[2 * number]), .int(end)]))
  }

  func representation(_ machine: Machine) throws -> String {
    let text = try machine.representation(group(0) ?? .none).unicodeScalars.prefix(50)
    return "<re.Match object; span=(\(spans[0]), \(spans[1])), match="
      + "\(String(String.UnicodeScalarView(text)))>"
  }
}

/// What `sub` puts in the place of a match: literal text and groups.
struct RegexTemplate {
  enum Part {
    case literal([UInt32])
    case group(Int)
  }

  private(set) var parts: [Part] = []

  /// Reads `\1`, `\g<name>` and escapes (CPython 3.13 `re/_parser.py`, `parse_template`).
  ///
  /// - Throws: `RegexError`; IndexError for a name of no group, as what `unknownName` makes.
  init(
    _ text: [UInt32], _ regex: PyRegex, unknownName: (String) -> any Error
  ) throws {
    var literal: [UInt32] = []
    var place = 0
    func string(_ range: Range<Int>) -> String {
      String(String.UnicodeScalarView(text[range].compactMap(Unicode.Scalar.init)))
    }
    func isDigit(_ place: Int, below limit: UInt32 = 10) -> Bool {
      place < text.count && text[place] >= 48 && text[place] < 48 + limit
    }
    func add(group: Int, at place: Int) throws {
      guard group <= regex.groupCount else {
        throw RegexError(message: "invalid group reference \(group)", position: place)
      }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = []
      parts.append(.group(group))
    }
    while place < text.count {
      guard text[place] == 0x5C else {
        literal.append(text[place])
        place += 1
        continue
      }
      let start = place
      guard place + 1 < text.count else {
        throw RegexError(message: "bad escape (end of pattern)", position: start)
      }
      let letter = text[place + 1]
      place += 2
      switch Unicode.Scalar(letter) {
      case "g":
        guard place < text.count, text[place] == 0x3C else {
          throw RegexError(message: "missing <", position: place)
        }
        place += 1
        let nameStart = place
        while place < text.count, text[place] != 0x3E { place += 1 }
        guard place < text.count else {
          let isEmpty = nameStart == text.count
          throw RegexError(
            message: isEmpty ? "missing group name" : "missing >, unterminated name", position: nameStart)
        }
        let name = string(nameStart..<place)
        place += 1
        if name.isEmpty { throw RegexError(message: "missing group name", position: nameStart) }
        if let number = Int(name), name.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
          try add(group: number, at: nameStart)
        } else if StringCase.isIdentifier(name) {
          guard let number = regex.number(ofGroup: name) else { throw unknownName(name) }
          try add(group: number, at: nameStart)
        } else {
          throw RegexError(
            message: "bad character in group name \(StringText.representation(name))", position: nameStart)
        }
      case "0":
        var value = 0 as UInt32
        let limit = place + 2
        while place < limit, isDigit(place, below: 8) {
          value = value * 8 + text[place] - 48
          place += 1
        }
        literal.append(value)
      case let digit? where digit >= "1" && digit <= "9":
        if isDigit(place) {
          if letter < 56, isDigit(place, below: 8), isDigit(place + 1, below: 8) {
            let value = (letter - 48) * 64 + (text[place] - 48) * 8 + text[place + 1] - 48
            place += 2
            guard value <= 0o377 else {
              throw RegexError(
                message: "octal escape value \(string(start..<place)) outside of range 0-0o377",
                position: start)
            }
            literal.append(value)
            continue
          }
          place += 1
        }
        try add(group: Int(string((start + 1)..<place)) ?? 0, at: start + 1)
      case "a": literal.append(7)
      case "b": literal.append(8)
      case "f": literal.append(12)
      case "n": literal.append(10)
      case "r": literal.append(13)
      case "t": literal.append(9)
      case "v": literal.append(11)
      case "\\": literal.append(0x5C)
      default:
        if letter < 0x80, (letter | 0x20) >= 97, (letter | 0x20) <= 122 {
          throw RegexError(message: "bad escape \(string(start..<place))", position: start)
        }
        literal += [0x5C, letter]
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
  }

  /// The text for a match; a group that has matched nothing is empty.
  func expand(_ match: PyMatch) -> [UInt32] {
    var result: [UInt32] = []
    for part in parts {
      switch part {
      case .literal(let text): result += text
      case .group(let number):
        let (start, end) = (match.spans[2 * number], match.spans[2 * number + 1])
        if end >= 0 { result += match.characters[start..<end] }
      }
    }
    return result
  }
}
