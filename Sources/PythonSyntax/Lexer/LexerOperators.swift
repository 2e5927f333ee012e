/// Names, brackets and operators.
extension Lexer {
  mutating func readName() throws(PythonSyntaxError) {
    let start = offset
    var isASCII = true
    while let next = byte(), next.isNameContinue || next >= 0x80 {
      if next >= 0x80 { isASCII = false }
      offset += 1
      // A prefix ends at the quote: `rb'` is a string, `rbx'` is not.
      if byte() == UInt8(ascii: "'") || byte() == UInt8(ascii: "\""), isStringPrefix(start..<offset) {
        return try readString(from: start)
      }
    }
    let text = String(decoding: source.bytes[start..<offset], as: UTF8.self)
    if !isASCII { try checkIdentifier(text, from: start) }
    emit(Token.Kind.keywords[text] ?? .name, from: start)
  }

  private func isStringPrefix(_ range: Range<Int>) -> Bool {
    guard range.count <= 2 else { return false }
    return switch String(decoding: source.bytes[range], as: UTF8.self).lowercased() {
    case "r", "u", "b", "f", "br", "rb", "fr", "rf": true
    default: false
    }
  }

  /// Throws at the first character that no identifier can hold there.
  private func checkIdentifier(_ text: String, from start: Int) throws(PythonSyntaxError) {
    var at = start
    for (index, scalar) in text.unicodeScalars.enumerated() {
      let isAllowed =
        scalar == "_" || (index == 0 ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue)
      let width = UTF8.width(scalar)
      if !isAllowed {
        let code = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
        let message =
          CharacterClass.isPrintable(scalar.value)
          ? "invalid character '\(scalar)' (U+\(padded))" : "invalid non-printable character U+\(padded)"
        throw failure(message, from: at, to: at + width)
      }
      at += width
    }
  }

  mutating func readOperator(_ first: UInt8) throws(PythonSyntaxError) {
    switch first {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return try open(first)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return try close(first)
    default: break
    }
    if isAtFieldLevel {
      if first == UInt8(ascii: ":") {
        let start = offset
        offset += 1
        emit(.colon, from: start)
        formatted[formatted.count - 1].isInText = true
        return
      }
      // `=` of `{value=}` and `!` of `{value!r}` must not join with what follows, unless that is a comparison.
      if first == UInt8(ascii: "!"), byte(1) != UInt8(ascii: "=") {
        offset += 1
        return emit(.exclamation, from: offset - 1)
      }
    }
    for length in [3, 2, 1] where offset + length <= source.bytes.count {
      let text = String(decoding: source.bytes[offset..<(offset + length)], as: UTF8.self)
      guard let kind = Token.Kind.operators[text], kind != .exclamation else { continue }
      let start = offset
      offset += length
      return emit(kind, from: start)
    }
    if first < 0x20 || first == 0x7F {
      let code = String(first, radix: 16, uppercase: true)
      throw failure(
        "invalid non-printable character U+\(String(repeating: "0", count: 4 - code.count))\(code)",
        from: offset)
    }
    let message = isAtFieldLevel ? "f-string: expecting '=', or '!', or ':', or '}'" : "invalid syntax"
    throw failure(message, from: offset, to: offset + 1)
  }

  /// The innermost replacement field has no bracket open in its expression.
  private var isAtFieldLevel: Bool {
    guard let field = formatted.last?.fields.last else { return false }
    return brackets.count == field
  }

  private mutating func open(_ first: UInt8) throws(PythonSyntaxError) {
    if brackets.count >= Self.bracketLimit { throw failure("too many nested parentheses", from: offset) }
    brackets.append(Bracket(byte: first, position: position(offset), offset: offset))
    offset += 1
    emit(
      first == UInt8(ascii: "(") ? .leftParenthesis : first == UInt8(ascii: "[") ? .leftBracket : .leftBrace,
      from: offset - 1)
  }

  private mutating func close(_ first: UInt8) throws(PythonSyntaxError) {
    let closer = Character(Unicode.Scalar(first))
    let isField = isAtFieldLevel
    let prefix = formatted.isEmpty ? "" : "f-string: "
    guard let bracket = brackets.last else {
      throw failure("\(prefix)unmatched '\(closer)'", from: offset)
    }
    let expected: UInt8 =
      switch bracket.byte {
      case UInt8(ascii: "("): UInt8(ascii: ")")
      case UInt8(ascii: "["): UInt8(ascii: "]")
      default: UInt8(ascii: "}")
      }
    guard first == expected else {
      if isField { throw failure("f-string: unmatched '\(closer)'", from: offset) }
      let opener = Character(Unicode.Scalar(bracket.byte))
      let place = Int(bracket.position.line) == line ? "" : " on line \(bracket.position.line)"
      throw failure(
        "closing parenthesis '\(closer)' does not match opening parenthesis '\(opener)'\(place)",
        from: offset)
    }
    brackets.removeLast()
    offset += 1
    emit(
      first == UInt8(ascii: ")")
        ? .rightParenthesis : first == UInt8(ascii: "]") ? .rightBracket : .rightBrace,
      from: offset - 1)
    if isField {
      formatted[formatted.count - 1].fields.removeLast()
      formatted[formatted.count - 1].isInText = true
    }
  }
}
