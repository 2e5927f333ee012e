/// String literals, joined where they stand side by side, and f-strings.
extension Parser {
  mutating func strings() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    var parts: [FormattedPart] = []
    var points: [UInt32] = []
    var bytes: [UInt8] = []
    var (isBytes, isText, isFormatted) = (false, false, false)
    while true {
      if at(.string) {
        let literal = StringLiteral(current, source)
        if literal.isBytes {
          isBytes = true
          bytes += try literal.bytes()
        } else {
          isText = true
          points += try literal.codePoints()
        }
        advance()
      } else if at(.formattedStart) {
        (isText, isFormatted) = (true, true)
        parts.append(literal: points)
        points = []
        parts += try formattedString()
      } else {
        break
      }
    }
    if isBytes, isText { throw failure("cannot mix bytes and nonbytes literals", at: current) }
    if isBytes { return try make(.constant(.bytes(bytes)), from: start) }
    if isFormatted {
      parts.append(literal: points)
      return try make(.formattedString(parts.joined()), from: start)
    }
    return try make(.constant(Constant(codePoints: points)), from: start)
  }

  private mutating func formattedString() throws(PythonSyntaxError) -> [FormattedPart] {
    let prefix = text(current).lowercased()
    let isRaw = prefix.contains("r")
    advance()
    let parts = try formattedParts(isRaw: isRaw, isFormatSpec: false)
    try expect(.formattedEnd)
    return parts
  }

  private mutating func formattedParts(
    isRaw: Bool, isFormatSpec: Bool
  ) throws(PythonSyntaxError) -> [FormattedPart] {
    var parts: [FormattedPart] = []
    while true {
      if at(.formattedMiddle) {
        parts.append(
          literal: try StringLiteral.decodeFormatted(
            current, source, isRaw: isRaw, isFormatSpec: isFormatSpec))
        advance()
      } else if at(.leftBrace) {
        parts += try nested { (parser) throws(PythonSyntaxError) in try parser.replacement(isRaw: isRaw) }
      } else {
        return parts
      }
    }
  }

  /// `{value = !r : spec}`: the text of `value =` where there is a `=`, then the replacement.
  private mutating func replacement(isRaw: Bool) throws(PythonSyntaxError) -> [FormattedPart] {
    let start = current.range.start
    let textStart = current.bytes.upperBound
    advance()
    if [.rightBrace, .exclamation, .colon, .equal].contains(current.kind) {
      throw failure("f-string: valid expression required before '\(text(current))'", at: current)
    }
    let value = try fieldValue()
    var parts: [FormattedPart] = []
    if accept(.equal) {
      let label = textWithoutComments(textStart..<current.bytes.lowerBound)
      parts.append(.literal(label))
    }
    var conversion: Replacement.Conversion?
    if accept(.exclamation) { conversion = try self.conversion() }
    var format: [FormattedPart]?
    if accept(.colon) {
      format = try formattedParts(isRaw: isRaw, isFormatSpec: true).joined()
    }
    if !parts.isEmpty, conversion == nil, format == nil { conversion = .representation }
    guard accept(.rightBrace) else {
      if conversion != nil { throw failure("f-string: expecting ':' or '}'", at: current) }
      try failOnMissingComma(after: value)
      throw failure("f-string: expecting '=', or '!', or ':', or '}'", at: current)
    }
    parts.append(
      .replacement(
        Replacement(value: value, conversion: conversion, format: format, range: range(from: start))))
    return parts
  }

  private mutating func fieldValue() throws(PythonSyntaxError) -> Expression {
    let first = current
    do {
      return try yieldOrStarExpressions()
    } catch {
      guard error.message == "invalid syntax" else { throw error }
      if first.kind == .keywordLambda {
        throw failure("f-string: lambda expressions are not allowed without parentheses", at: first)
      }
      let isAtEnd = [.rightBrace, .exclamation, .colon].contains(current.kind)
      throw isAtEnd && !startsExpression(current)
        ? failure("f-string: expecting a valid expression after '{'", at: first) : error
    }
  }

  private mutating func conversion() throws(PythonSyntaxError) -> Replacement.Conversion {
    guard at(.name) else {
      let isMissing = at(.colon) || at(.rightBrace)
      throw failure(
        isMissing ? "f-string: missing conversion character" : "f-string: invalid conversion character",
        at: current)
    }
    let name = text(current)
    guard name.count == 1, let first = name.first, let conversion = Replacement.Conversion(rawValue: first)
    else {
      throw failure(
        "f-string: invalid conversion character '\(name)': expected 's', 'r', or 'a'", at: current)
    }
    if current.bytes.lowerBound != previous.bytes.upperBound {
      throw failure(
        "f-string: conversion type must come right after the exclamation mark", at: current)
    }
    advance()
    return conversion
  }
}

extension [FormattedPart] {
  fileprivate mutating func append(literal points: [UInt32]) {
    if !points.isEmpty { append(.literal(String(codePoints: points))) }
  }

  /// The parts with neighbouring literals made one.
  fileprivate func joined() -> [FormattedPart] {
    var result: [FormattedPart] = []
    for part in self {
      if case .literal(let text) = part, case .literal(let before)? = result.last {
        result[result.count - 1] = .literal(before + text)
      } else {
        result.append(part)
      }
    }
    return result
  }
}

extension Constant {
  init(codePoints: [UInt32]) {
    let isPlain = codePoints.allSatisfy { Unicode.Scalar($0) != nil }
    self = isPlain ? .string(String(codePoints: codePoints)) : .surrogateString(codePoints)
  }
}

extension String {
  /// The text of the code points; a lone surrogate becomes U+FFFD.
  init(codePoints: [UInt32]) {
    var scalars = String.UnicodeScalarView()
    for point in codePoints { scalars.append(Unicode.Scalar(point) ?? "\u{FFFD}") }
    self.init(scalars)
  }
}
