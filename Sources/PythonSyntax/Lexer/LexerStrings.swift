/// String literals and f-strings.
extension Lexer {
  /// Reads a literal whose prefix began at `start`; the lexer is at its opening quote.
  mutating func readString(from start: Int) throws(PythonSyntaxError) {
    guard let quote = byte() else { return }
    let prefix = String(decoding: source.bytes[start..<offset], as: UTF8.self).lowercased()
    let isTriple = byte(1) == quote && byte(2) == quote
    let begin = position(start)
    offset += isTriple ? 3 : 1
    if prefix.contains("f") {
      if formatted.count >= Self.formattedStringLimit {
        throw failure("too many nested f-strings", from: start)
      }
      emit(.formattedStart, from: start)
      formatted.append(
        FormattedFrame(
          quote: quote, isTriple: isTriple, isRaw: prefix.contains("r"), start: begin, startOffset: start))
      return
    }
    let contentStart = offset
    while let next = byte() {
      if next == quote, !isTriple || (byte(1) == quote && byte(2) == quote) {
        let content = source.bytes[contentStart..<offset]
        offset += isTriple ? 3 : 1
        if !prefix.contains("r") {
          warnOfEscape(in: content, isBytes: prefix.contains("b"), line: Int(begin.line))
        }
        return emit(.string, from: start, at: begin)
      }
      if next == UInt8(ascii: "\n"), !isTriple { break }
      skipCharacter()
    }
    if let frame = formatted.last, frame.quote == quote, frame.isTriple == isTriple {
      // It was to be the end of the f-string, in whose replacement field this is.
      throw PythonSyntaxError("f-string: expecting '}'", at: SourceRange(start: begin, end: begin))
    }
    throw unterminated(begin, isTriple: isTriple, "string literal")
  }

  /// Moves over one character, or over a backslash and what it escapes.
  private mutating func skipCharacter() {
    if byte() == UInt8(ascii: "\\"), byte(1) != nil { offset += 1 }
    if byte() == UInt8(ascii: "\n") { line += 1 }
    offset += 1
  }

  private func unterminated(
    _ start: SourcePosition, isTriple: Bool, _ what: String
  ) -> PythonSyntaxError {
    // The detection of a triple-quoted string's end is at the last line that has text.
    let atEnd = isTriple && byte() == nil && source.bytes.last == UInt8(ascii: "\n")
    return PythonSyntaxError(
      "unterminated \(isTriple ? "triple-quoted " : "")\(what) (detected at line \(atEnd ? line - 1 : line))",
      at: SourceRange(start: start, end: start))
  }

  /// Reads text of the innermost f-string up to its end, a replacement field, or the end of a format spec.
  mutating func readFormattedText() throws(PythonSyntaxError) {
    let index = formatted.count - 1
    let frame = formatted[index]
    let isFormatSpec = !frame.fields.isEmpty
    let start = offset
    let begin = position(start)
    while let next = byte() {
      switch next {
      case frame.quote where !frame.isTriple || (byte(1) == frame.quote && byte(2) == frame.quote):
        if isFormatSpec {
          let isEmpty = offset == start
          throw failure("f-string: expecting '}'\(isEmpty ? ", or format specs" : "")", from: offset)
        }
        emitText(from: start, at: begin)
        let end = offset
        offset += frame.isTriple ? 3 : 1
        emit(.formattedEnd, from: end)
        for message in formatted.removeLast().warnings { warn(message, line: line) }
        return
      case UInt8(ascii: "{"):
        if byte(1) == UInt8(ascii: "{"), !isFormatSpec {
          offset += 2
          continue
        }
        emitText(from: start, at: begin)
        return try openField(index)
      case UInt8(ascii: "}"):
        if isFormatSpec {
          emitText(from: start, at: begin)
          formatted[index].isInText = false
          return
        }
        guard byte(1) == UInt8(ascii: "}") else {
          throw failure("f-string: single '}' is not allowed", from: offset)
        }
        offset += 2
      case UInt8(ascii: "\n") where !frame.isTriple: throw unterminatedFormatted(frame)
      case UInt8(ascii: "\\"): skipEscape(isRaw: frame.isRaw)
      default: skipCharacter()
      }
    }
    throw unterminatedFormatted(frame)
  }

  private mutating func emitText(from start: Int, at begin: SourcePosition) {
    guard offset > start, let frame = formatted.last else { return }
    emit(.formattedMiddle, from: start, at: begin)
    let content = source.bytes[start..<offset]
    if !frame.fields.isEmpty {
      // CPython reads the text of a format spec at once, and that of a raw string like any other.
      warnOfEscape(in: content, isBytes: false, line: line)
    } else if !frame.isRaw {
      formatted[formatted.count - 1].warnings += warnings(ofFormattedText: content)
    }
  }

  private func unterminatedFormatted(_ frame: FormattedFrame) -> PythonSyntaxError {
    unterminated(frame.start, isTriple: frame.isTriple, "f-string literal")
  }

  /// Moves over a backslash in an f-string: a brace after it still opens a field, but for `\N{name}`.
  private mutating func skipEscape(isRaw: Bool) {
    offset += 1
    guard let next = byte() else { return }
    if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") {
      if !isRaw { warnOfEscapedBrace(next) }
      return
    }
    if next == UInt8(ascii: "N"), !isRaw, byte(1) == UInt8(ascii: "{") {
      let end = source.bytes[offset...].firstIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "\n") }
      if let end, source.bytes[end] == UInt8(ascii: "}") {
        offset = end + 1
        return
      }
    }
    if next == UInt8(ascii: "\n") { line += 1 }
    offset += 1
  }

  private mutating func openField(_ index: Int) throws(PythonSyntaxError) {
    if formatted[index].fields.count >= 3 {
      throw failure("f-string: expressions nested too deeply", from: offset)
    }
    if brackets.count >= Self.bracketLimit { throw failure("too many nested parentheses", from: offset) }
    brackets.append(Bracket(byte: UInt8(ascii: "{"), position: position(offset), offset: offset))
    offset += 1
    emit(.leftBrace, from: offset - 1)
    formatted[index].fields.append(brackets.count)
    formatted[index].isInText = false
  }
}
