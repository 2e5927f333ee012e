/// Cuts a source text into tokens.
///
/// The whole text is cut before it is parsed: CPython, too, lets an error of the tokenizer further on win over an error
/// of the parser. Follows CPython's `Parser/lexer/lexer.c` (3.13).
struct Lexer {
  /// The tokens, with indents, dedents and newlines, up to one `end`.
  private(set) var tokens: [Token] = []
  /// The comments, by line, without the `#`.
  private(set) var comments: [Comment] = []
  /// Where their bytes are.
  private(set) var commentRanges: [Range<Int>] = []
  /// The innermost bracket that is still open at the end of the text.
  private(set) var unclosed: Bracket?
  /// What CPython warns of while it reads the tokens.
  private(set) var warnings: [SyntaxWarning] = []

  struct Bracket {
    let byte: UInt8
    let position: SourcePosition
    let offset: Int
  }

  /// CPython's limits.
  static let bracketLimit = 200
  static let indentationLimit = 100
  static let formattedStringLimit = 150

  let source: SourceText
  var offset = 0
  var line = 1
  var brackets: [Bracket] = []
  /// The f-strings that are open, outermost first.
  var formatted: [FormattedFrame] = []

  /// An f-string that is being read.
  struct FormattedFrame {
    let quote: UInt8
    let isTriple: Bool
    let isRaw: Bool
    let start: SourcePosition
    let startOffset: Int
    /// What its text is warned of; CPython says so at its end.
    var warnings: [String] = []
    /// For each replacement field that is open, outermost first: how many brackets were open inside it at its start.
    var fields: [Int] = []
    /// The text of the string or of a format spec comes next, not an expression.
    var isInText = true
  }

  private var indentation = [Column()]
  private var isAtLineStart = true

  /// A depth of indentation, with tabs to multiples of 8 and with tabs as one column: both must agree.
  private struct Column: Equatable {
    var wide = 0
    var narrow = 0
  }

  init(_ source: SourceText) throws(PythonSyntaxError) {
    self.source = source
    tokens.reserveCapacity(source.bytes.count / 4)
    try run()
  }

  // MARK: Reading

  func byte(_ ahead: Int = 0) -> UInt8? {
    let index = offset + ahead
    return index < source.bytes.count ? source.bytes[index] : nil
  }

  func position(_ offset: Int) -> SourcePosition {
    let column = offset - (line <= source.lineStarts.count ? source.lineStarts[line - 1] : 0)
    return SourcePosition(line: line, column: column)
  }

  mutating func emit(_ kind: Token.Kind, from start: Int, at position: SourcePosition? = nil) {
    let begin = position ?? self.position(start)
    tokens.append(
      Token(
        kind: kind, range: SourceRange(start: begin, end: self.position(offset)), bytes: start..<offset,
        level: brackets.count))
  }

  mutating func warn(_ message: String, line: Int) {
    warnings.append(SyntaxWarning(message, line: line))
  }

  func failure(
    _ message: String, from start: Int, to end: Int? = nil, kind: PythonSyntaxError.Kind = .syntax
  ) -> PythonSyntaxError {
    PythonSyntaxError(
      message, at: SourceRange(start: position(start), end: position(end ?? start)), kind: kind)
  }

  // MARK: The loop

  private mutating func run() throws(PythonSyntaxError) {
    while true {
      if let frame = formatted.last, frame.isInText {
        try readFormattedText()
        continue
      }
      if isAtLineStart { try readIndentation() }
      skipBlanks()
      guard let next = byte() else { break }
      try readToken(next)
    }
    try finish()
  }

  private mutating func skipBlanks() {
    while let next = byte(), next == 0x20 || next == 0x09 || next == 0x0C { offset += 1 }
  }

  private mutating func readToken(_ next: UInt8) throws(PythonSyntaxError) {
    switch next {
    case UInt8(ascii: "\n"): readLineEnd()
    case UInt8(ascii: "#"): readComment()
    case UInt8(ascii: "\\"): try readContinuation()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
    case UInt8(ascii: ".") where byte(1)?.isDecimalDigit == true: try readNumber()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): try readString(from: offset)
    case _ where next.isNameStart || next >= 0x80: try readName()
    default: try readOperator(next)
    }
  }

  private mutating func readLineEnd() {
    let isBlank = tokens.last.map { $0.kind == .newline || $0.kind == .indent || $0.kind == .dedent } ?? true
    if brackets.isEmpty, formatted.isEmpty {
      if !isBlank {
        let start = offset
        offset += 1
        emit(.newline, from: start)
        offset -= 1
      }
      isAtLineStart = true
    }
    offset += 1
    line += 1
  }

  private mutating func readComment() {
    let start = offset
    while let next = byte(), next != UInt8(ascii: "\n") { offset += 1 }
    let text = String(decoding: source.bytes[(start + 1)..<offset], as: UTF8.self)
    let column = start - source.lineStarts[line - 1]
    comments.append(Comment(start: SourcePosition(line: line, column: column), text: text))
    commentRanges.append(start..<offset)
  }

  private mutating func readContinuation() throws(PythonSyntaxError) {
    guard byte(1) == UInt8(ascii: "\n") else {
      if byte(1) == nil { throw failure("unexpected EOF while parsing", from: offset + 1) }
      throw failure("unexpected character after line continuation character", from: offset + 1)
    }
    if byte(2) == nil { throw failure("unexpected EOF while parsing", from: offset + 1) }
    offset += 2
    line += 1
  }

  private mutating func finish() throws(PythonSyntaxError) {
    unclosed = brackets.last
    if let last = tokens.last, last.kind != .newline, last.kind != .dedent { emit(.newline, from: offset) }
    let end = source.bytes.count
    // CPython's end is on a line of its own.
    let isOnOwnLine = source.bytes.last == UInt8(ascii: "\n") || source.bytes.isEmpty
    let position = isOnOwnLine ? self.position(end) : SourcePosition(line: line + 1, column: 0)
    let range = SourceRange(start: position, end: position)
    for _ in indentation.dropFirst() {
      tokens.append(Token(kind: .dedent, range: range, bytes: end..<end, level: 0))
    }
    tokens.append(Token(kind: .end, range: range, bytes: end..<end, level: brackets.count))
  }

  // MARK: Indentation

  private mutating func readIndentation() throws(PythonSyntaxError) {
    isAtLineStart = false
    let start = offset
    var column = Column()
    var continued: Column?
    loop: while let next = byte() {
      switch next {
      case 0x20:
        column.wide += 1
        column.narrow += 1
      case 0x09:
        column.wide = (column.wide / 8 + 1) * 8
        column.narrow += 1
      case 0x0C: column = Column()
      case UInt8(ascii: "\\") where byte(1) == UInt8(ascii: "\n"):
        // The depth of a line that is continued before its first word is that of its first part.
        continued = continued ?? column
        offset += 1
        line += 1
        column = Column()
      default: break loop
      }
      offset += 1
    }
    guard let next = byte(), next != UInt8(ascii: "\n"), next != UInt8(ascii: "#") else { return }
    try indent(to: continued ?? column, from: start)
  }

  private mutating func indent(to column: Column, from start: Int) throws(PythonSyntaxError) {
    guard let current = indentation.last else { return }
    if column.wide == current.wide {
      if column.narrow != current.narrow { throw inconsistentTabs() }
    } else if column.wide > current.wide {
      if indentation.count >= Self.indentationLimit {
        throw failure("too many levels of indentation", from: offset, kind: .indentation)
      }
      if column.narrow <= current.narrow { throw inconsistentTabs() }
      indentation.append(column)
      emit(.indent, from: start)
    } else {
      while let top = indentation.last, column.wide < top.wide {
        indentation.removeLast()
        emit(.dedent, from: offset)
      }
      guard let top = indentation.last, top.wide == column.wide else {
        let end = source.bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
        throw failure(
          "unindent does not match any outer indentation level", from: end, kind: .indentation)
      }
      if column.narrow != top.narrow { throw inconsistentTabs() }
    }
  }

  private func inconsistentTabs() -> PythonSyntaxError {
    failure(
      "inconsistent use of tabs and spaces in indentation", from: source.lineStarts[line - 1], kind: .tab)
  }
}

extension UInt8 {
  package var isDecimalDigit: Bool { self >= 0x30 && self <= 0x39 }
  package var isNameStart: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self == 0x5F }
  package var isNameContinue: Bool { isNameStart || isDecimalDigit }
}
