/// A string or bytes literal as it is written, and what it stands for.
struct StringLiteral {
  private let token: Token
  private let content: ArraySlice<UInt8>
  private let isRaw: Bool
  let isBytes: Bool

  init(_ token: Token, _ source: SourceText) {
    let bytes = source.bytes[token.bytes]
    let prefix = bytes.prefix { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }.map { $0 | 0x20 }
    let quoted = bytes.dropFirst(prefix.count)
    let isTriple = quoted.count >= 6 && quoted.prefix(3).allSatisfy { $0 == quoted.first }
    self.token = token
    content = quoted.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
    isRaw = prefix.contains(UInt8(ascii: "r"))
    isBytes = prefix.contains(UInt8(ascii: "b"))
  }

  func codePoints() throws(PythonSyntaxError) -> [UInt32] {
    try Self.decode(content, isRaw: isRaw, at: token.range)
  }

  /// The text of a stretch of an f-string, whose doubled braces stand for one.
  static func decodeFormatted(
    _ token: Token, _ source: SourceText, isRaw: Bool, isFormatSpec: Bool
  ) throws(PythonSyntaxError) -> [UInt32] {
    var content: [UInt8] = []
    var rest = source.bytes[token.bytes]
    while let first = rest.popFirst() {
      content.append(first)
      if !isRaw, first == UInt8(ascii: "\\"), rest.first == UInt8(ascii: "N"), rest.dropFirst().first == 0x7B
      {
        // The braces of `\N{name}` are its own.
        while let next = rest.popFirst() {
          content.append(next)
          if next == UInt8(ascii: "}") { break }
        }
      } else if !isFormatSpec, first == UInt8(ascii: "{") || first == UInt8(ascii: "}"), rest.first == first {
        rest.removeFirst()
      }
    }
    return try decode(content[...], isRaw: isRaw, at: token.range)
  }

  // MARK: Text

  private static func decode(
    _ content: ArraySlice<UInt8>, isRaw: Bool, at range: SourceRange
  ) throws(PythonSyntaxError) -> [UInt32] {
    let scalars = Array(String(decoding: content, as: UTF8.self).unicodeScalars)
    if isRaw || !content.contains(UInt8(ascii: "\\")) { return scalars.map(\.value) }
    var result: [UInt32] = []
    result.reserveCapacity(scalars.count)
    var index = 0
    while index < scalars.count {
      guard scalars[index] == "\\", index + 1 < scalars.count else {
        result.append(scalars[index].value)
        index += 1
        continue
      }
      let escape = scalars[index + 1]
      switch escape {
      case "\n": index += 2
      case "x", "u", "U":
        result.append(try hexadecimal(scalars, &index, at: range))
      case "N":
        result.append(try named(scalars, &index, at: range))
      case "0"..."7":
        let digits = scalars[(index + 1)...].prefix(3).prefix { $0 >= "0" && $0 <= "7" }
        result.append(digits.reduce(0) { $0 * 8 + $1.value - 0x30 })
        index += 1 + digits.count
      default:
        if let value = simpleEscape(escape) {
          result.append(UInt32(value))
        } else {
          result += [0x5C, escape.value]
        }
        index += 2
      }
    }
    return result
  }

  private static func simpleEscape(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "\\", "'", "\"": UInt8(ascii: scalar)
    case "a": 7
    case "b": 8
    case "f": 12
    case "n": 10
    case "r": 13
    case "t": 9
    case "v": 11
    default: nil
    }
  }

  private static func hexadecimal(
    _ scalars: [Unicode.Scalar], _ index: inout Int, at range: SourceRange
  ) throws(PythonSyntaxError) -> UInt32 {
    let mark = scalars[index + 1]
    let count = mark == "x" ? 2 : mark == "u" ? 4 : 8
    let digits = scalars[(index + 2)...].prefix(count).prefix { $0.properties.isASCIIHexDigit }
    let form = "\\\(mark)" + String(repeating: "X", count: count)
    guard digits.count == count, let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
    else {
      throw unicodeError(
        "truncated \(form) escape", scalars, from: index, to: index + 1 + digits.count, at: range)
    }
    guard value <= 0x10FFFF else {
      throw unicodeError("illegal Unicode character", scalars, from: index, to: index + 1 + count, at: range)
    }
    index += 2 + count
    return value
  }

  private static func named(
    _ scalars: [Unicode.Scalar], _ index: inout Int, at range: SourceRange
  ) throws(PythonSyntaxError) -> UInt32 {
    let rest = scalars[(index + 2)...]
    guard rest.first == "{", let end = rest.firstIndex(of: "}"), end > index + 3 else {
      throw unicodeError("malformed \\N character escape", scalars, from: index, to: index + 1, at: range)
    }
    let name = String(String.UnicodeScalarView(scalars[(index + 3)..<end]))
    guard let value = CharacterName.lookup(name) else {
      throw unicodeError("unknown Unicode character name", scalars, from: index, to: end, at: range)
    }
    index = end + 1
    return value
  }

  /// CPython counts the positions in the literal's text, with its non-ASCII characters as `\UXXXXXXXX`.
  private static func unicodeError(
    _ problem: String, _ scalars: [Unicode.Scalar], from start: Int, to end: Int, at range: SourceRange
  ) -> PythonSyntaxError {
    let extra = scalars[..<start].reduce(0) { $0 + ($1.isASCII ? 0 : 9) }
    return PythonSyntaxError(
      "(unicode error) 'unicodeescape' codec can't decode bytes in position "
        + "\(start + extra)-\(end + extra): \(problem)", at: range)
  }

  // MARK: Bytes

  func bytes() throws(PythonSyntaxError) -> [UInt8] {
    if content.contains(where: { $0 >= 0x80 }) {
      throw PythonSyntaxError("bytes can only contain ASCII literal characters", at: token.range)
    }
    if isRaw || !content.contains(UInt8(ascii: "\\")) { return Array(content) }
    let content = Array(content)
    var result: [UInt8] = []
    var index = 0
    while index < content.count {
      guard content[index] == UInt8(ascii: "\\"), index + 1 < content.count else {
        result.append(content[index])
        index += 1
        continue
      }
      let escape = content[index + 1]
      switch escape {
      case UInt8(ascii: "\n"): index += 2
      case UInt8(ascii: "x"):
        let digits = content[(index + 2)...].prefix(2)
        guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16),
          digits.first != UInt8(ascii: "+")
        else {
          throw PythonSyntaxError("(value error) invalid \\x escape at position \(index)", at: token.range)
        }
        result.append(value)
        index += 4
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        let digits = content[(index + 1)...].prefix(3).prefix { $0 >= 0x30 && $0 <= 0x37 }
        let value = digits.reduce(0) { $0 * 8 + Int($1) - 0x30 }
        result.append(UInt8(truncatingIfNeeded: value))
        index += 1 + digits.count
      default:
        if let value = Self.simpleEscape(Unicode.Scalar(escape)) {
          result.append(value)
        } else {
          result += [0x5C, escape]
        }
        index += 2
      }
    }
    return result
  }
}

/// Unicode's names of characters.
enum CharacterName {
  /// The code point that a `\N{name}` names: a name or an alias, whatever its case.
  ///
  /// Looks at every character of Unicode: some tens of milliseconds, which only programs with such escapes pay.
  static func lookup(_ name: String) -> UInt32? {
    let name = name.uppercased()
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      if properties.name == name || properties.nameAlias == name { return value }
    }
    return nil
  }
}
