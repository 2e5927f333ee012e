import PythonSyntax

extension RegexParser {
  func category(_ letter: UInt32, _ flags: RegexFlags) -> RegexNode.CharacterSet? {
    let kind: RegexNode.Category
    switch Unicode.Scalar(letter) {
    case "d", "D": kind = .digit
    case "s", "S": kind = .space
    case "w", "W": kind = .word
    default: return nil
    }
    return RegexNode.CharacterSet(
      isASCII: isASCII(flags), items: [.category(kind, isNegated: letter < 0x61)])
  }

  mutating func escape(at start: Int, _ flags: RegexFlags) throws(RegexError) -> RegexNode {
    guard let letter = take() else { throw error("bad escape (end of pattern)", at: start) }
    if let category = category(letter, flags) { return .set(category) }
    switch Unicode.Scalar(letter) {
    case "A": return .anchor(.start)
    case "Z": return .anchor(.veryEnd)
    case "b", "B": return .anchor(.boundary(isNegated: letter == 0x42, isASCII: isASCII(flags)))
    case "0":
      let digits = takeDigits(limit: 2, below: 8)
      return literal(UInt32(digits, radix: 8) ?? 0, flags)
    case let digit? where digit >= "1" && digit <= "9":
      if isDigit(next) {
        if isDigit(letter, below: 8), isDigit(next, below: 8), position + 1 < text.count,
          isDigit(text[position + 1], below: 8)
        {
          return literal(try octal(at: start), flags)
        }
        position += 1
      }
      let number = Int(string((start + 1)..<position)) ?? 0
      guard number <= groupCount else { throw error("invalid group reference \(number)", at: start + 1) }
      return try reference(to: number, at: start, flags)
    default:
      return literal(try character(letter, at: start), flags)
    }
  }

  mutating func octal(at start: Int) throws(RegexError) -> UInt32 {
    position = start + 4
    let digits = string((start + 1)..<position)
    guard let value = UInt32(digits, radix: 8), value <= 0o377 else {
      throw error("octal escape value \\\(digits) outside of range 0-0o377", at: start)
    }
    return value
  }

  mutating func takeDigits(limit: Int, below base: UInt32) -> String {
    let start = position
    while position - start < limit, let character = next, isHexadecimal(character),
      base == 16 || isDigit(character, below: base)
    {
      position += 1
    }
    return string(start..<position)
  }

  func isHexadecimal(_ character: UInt32) -> Bool {
    Unicode.Scalar(character)?.properties.isASCIIHexDigit ?? false
  }

  /// The character that an escape stands for inside and outside of sets.
  mutating func character(_ letter: UInt32, at start: Int) throws(RegexError) -> UInt32 {
    switch Unicode.Scalar(letter) {
    case "a": return 7
    case "f": return 12
    case "n": return 10
    case "r": return 13
    case "t": return 9
    case "v": return 11
    case "\\": return letter
    case "x": return try coded(2, at: start)
    case "u" where !isBytes: return try coded(4, at: start)
    case "U" where !isBytes:
      let value = try coded(8, at: start)
      guard value <= 0x10FFFF else { throw error("bad escape \(string(start..<position))", at: start) }
      return value
    case "N" where !isBytes:
      guard take("{") else { throw error("missing {", at: position) }
      let name = try takeUntil("}", "character name")
      throw error(
        "taskviz knows no names of characters such as \(StringText.representation(name))", at: start)
    default:
      let isLetter = letter < 0x80 && (Unicode.Scalar(letter)?.properties.isAlphabetic ?? false)
      if isLetter { throw error("bad escape \(string(start..<position))", at: start) }
      return letter
    }
  }

  mutating func coded(_ count: Int, at start: Int) throws(RegexError) -> UInt32 {
    let digits = takeDigits(limit: count, below: 16)
    guard digits.count == count else {
      throw error("incomplete escape \(string(start..<position))", at: start)
    }
    return UInt32(digits, radix: 16) ?? 0
  }

  // MARK: Sets

  mutating func set(at start: Int, _ flags: RegexFlags) throws(RegexError) -> RegexNode {
    var set = RegexNode.CharacterSet(
      ignoresCase: flags.contains(.ignoreCase), isASCII: isASCII(flags))
    set.isNegated = take("^")
    let first = position
    while true {
      let place = position
      guard let character = take() else { throw error("unterminated character set", at: start) }
      if character == 0x5D, place != first { break }
      let low = try member(character, at: place, flags)
      guard take("-") else {
        set.items.append(low)
        continue
      }
      let endPlace = position
      guard let end = take() else { throw error("unterminated character set", at: start) }
      if end == 0x5D {
        set.items += [low, .range(0x2D, 0x2D)]
        break
      }
      let high = try member(end, at: endPlace, flags)
      guard case .range(let from, _) = low, case .range(let to, _) = high else {
        throw error("bad character range \(string(place..<position))", at: place)
      }
      if to < from { throw error("bad character range \(string(place..<position))", at: place) }
      set.items.append(.range(from, to))
    }
    return .set(set)
  }

  mutating func member(
    _ character: UInt32, at place: Int, _ flags: RegexFlags
  ) throws(RegexError) -> RegexNode.CharacterSet.Item {
    guard character == 0x5C else { return .range(character, character) }
    guard let letter = take() else { throw error("bad escape (end of pattern)", at: place) }
    if let category = category(letter, flags) { return category.items[0] }
    switch Unicode.Scalar(letter) {
    case "b": return .range(8, 8)
    case let digit? where digit >= "0" && digit <= "7":
      position -= 1
      let digits = takeDigits(limit: 3, below: 8)
      guard let value = UInt32(digits, radix: 8), value <= 0o377 else {
        throw error("octal escape value \\\(digits) outside of range 0-0o377", at: place)
      }
      return .range(value, value)
    case "8", "9": throw error("bad escape \(string(place..<position))", at: place)
    default:
      let value = try self.character(letter, at: place)
      return .range(value, value)
    }
  }
}
