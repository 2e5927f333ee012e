/// What CPython's tokenizer and its reading of strings warn of (3.13: `lexer.c`, `string_parser.c`).
extension Lexer {
  /// Of the first escape in a literal that stands for nothing.
  mutating func warnOfEscape(in content: ArraySlice<UInt8>, isBytes: Bool, line: Int) {
    var content = content
    while let first = content.popFirst() {
      guard first == UInt8(ascii: "\\"), let escape = content.popFirst() else { continue }
      guard let message = Self.warning(ofEscape: escape, then: content, isBytes: isBytes) else { continue }
      return warn(message, line: line)
    }
  }

  /// Of the first such escape in each stretch of an f-string's text; a doubled brace ends a stretch.
  func warnings(ofFormattedText content: ArraySlice<UInt8>) -> [String] {
    var content = content
    var messages: [String] = []
    var isWarned = false
    while let first = content.popFirst() {
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "}"), content.first == first {
        content.removeFirst()
        isWarned = false
      } else if first == UInt8(ascii: "\\"), let escape = content.first {
        if escape == UInt8(ascii: "{") || escape == UInt8(ascii: "}") { continue }
        content.removeFirst()
        if escape == UInt8(ascii: "N"), content.first == UInt8(ascii: "{") {
          content = content.drop { $0 != UInt8(ascii: "}") }.dropFirst()
        }
        guard !isWarned, let message = Self.warning(ofEscape: escape, then: content, isBytes: false)
        else { continue }
        isWarned = true
        messages.append(message)
      }
    }
    return messages
  }

  /// Of a backslash before a brace of an f-string, which it does not escape.
  mutating func warnOfEscapedBrace(_ brace: UInt8) {
    warn("invalid escape sequence '\\\(Character(Unicode.Scalar(brace)))'", line: line)
  }

  /// Of a number that touches the keyword behind it.
  mutating func warnOfTouchingNumber(_ kind: String) {
    warn("invalid \(kind) literal", line: line)
  }

  private static func warning(
    ofEscape escape: UInt8, then rest: ArraySlice<UInt8>, isBytes: Bool
  ) -> String? {
    switch Unicode.Scalar(escape) {
    case "\n", "\\", "'", "\"", "a", "b", "f", "n", "r", "t", "v", "x", "0"..."3": return nil
    case "u", "U", "N": if !isBytes { return nil }
    case "4"..."7":
      let digits = rest.prefix(2).prefix { $0 >= 0x30 && $0 <= 0x37 }
      guard digits.count == 2 else { return nil }
      return "invalid octal escape sequence '\\\(String(decoding: [escape] + digits, as: UTF8.self))'"
    // CPython has made an escape of it by itself before it looks.
    case _ where escape >= 0x80: return nil
    default: break
    }
    return "invalid escape sequence '\\\(Character(Unicode.Scalar(escape)))'"
  }
}
