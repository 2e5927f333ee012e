private import BigInt

/// Names, literals, displays and what may follow them: attributes, subscripts, calls.
extension Parser {
  mutating func primary() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    var value = try atom()
    while true {
      switch current.kind {
      case .dot:
        advance()
        let name = try expectName()
        value = try make(.attribute(value, name: text(name)), from: start)
      case .leftParenthesis:
        let (arguments, keywords) = try callArguments()
        value = try make(.call(value, arguments: arguments, keywords: keywords), from: start)
      case .leftBracket:
        advance()
        let index = try subscriptIndex()
        try close(.rightBracket, after: index)
        value = try make(.subscript(value, index: index), from: start)
      default: return value
      }
    }
  }

  private mutating func atom() throws(PythonSyntaxError) -> Expression {
    let token = current
    let start = token.range.start
    switch token.kind {
    case .name:
      advance()
      return try make(.name(text(token)), from: start)
    case .keywordTrue, .keywordFalse:
      advance()
      return try make(.constant(.boolean(token.kind == .keywordTrue)), from: start)
    case .keywordNone:
      advance()
      return try make(.constant(.none), from: start)
    case .ellipsis:
      advance()
      return try make(.constant(.ellipsis), from: start)
    case .number:
      advance()
      return try make(.constant(try number(token)), from: start)
    case .string, .formattedStart: return try strings()
    case .leftParenthesis: return try parenthesized()
    case .leftBracket: return try listDisplay()
    case .leftBrace: return try braceDisplay()
    default: throw unexpected()
    }
  }

  // MARK: Numbers

  /// CPython's limit on the digits of a decimal literal.
  private static let digitLimit = 4300

  private func number(_ token: Token) throws(PythonSyntaxError) -> Constant {
    let text = text(token).filter { $0 != "_" }.lowercased()
    let radix: Int? =
      switch text.prefix(2) {
      case "0x": 16
      case "0o": 8
      case "0b": 2
      default: nil
      }
    if let radix { return .integer(BigInt(text.dropFirst(2), radix: radix) ?? 0) }
    if text.hasSuffix("j") { return .imaginary(Double(text.dropLast()) ?? 0) }
    if text.contains(where: { $0 == "." || $0 == "e" }) { return .float(float(text)) }
    if let small = Int(text) { return .integer(BigInt(small)) }
    if text.utf8.count > Self.digitLimit {
      throw failure(
        "Exceeds the limit (\(Self.digitLimit) digits) for integer string conversion: value has "
          + "\(text.utf8.count) digits; use sys.set_int_max_str_digits() to increase the limit - Consider "
          + "hexadecimal for huge integer literals to avoid decimal conversion limits.", at: token)
    }
    return .integer(BigInt(text) ?? 0)
  }

  /// The value of a float literal, which may lack digits on either side of its point.
  private func float(_ text: String) -> Double {
    var text = text.hasPrefix(".") ? "0" + text : text
    if let point = text.firstIndex(of: ".") {
      let after = text.index(after: point)
      if after == text.endIndex || text[after] == "e" { text.insert("0", at: after) }
    }
    return Double(text) ?? .infinity
  }

  // MARK: Displays

  /// `()`, `(a)`, `(a, b)`, `(yield)`, `(x for x in y)`.
  private mutating func parenthesized() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    advance()
    if accept(.rightParenthesis) { return try make(.tuple([]), from: start) }
    if at(.keywordYield) {
      let value = try yieldExpression()
      try expect(.rightParenthesis)
      return value
    }
    let first = try starNamedExpression()
    if atComprehension {
      let generator = try comprehension(.generator, first, nil)
      try expect(.rightParenthesis)
      return try make(.comprehension(generator), from: start)
    }
    guard at(.comma) else {
      try close(.rightParenthesis, after: first)
      if case .starred = first.kind { throw failure("cannot use starred expression here", at: first) }
      return first
    }
    let elements = try elements(from: first, until: .rightParenthesis)
    return try make(.tuple(elements), from: start)
  }

  private mutating func listDisplay() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    advance()
    if accept(.rightBracket) { return try make(.list([]), from: start) }
    let first = try starNamedExpression()
    if atComprehension {
      let list = try comprehension(.list, first, nil)
      try expect(.rightBracket)
      return try make(.comprehension(list), from: start)
    }
    return try make(.list(try elements(from: first, until: .rightBracket)), from: start)
  }

  /// The other elements of a display and its closing bracket.
  private mutating func elements(
    from first: Expression, until closer: Token.Kind
  ) throws(PythonSyntaxError) -> [Expression] {
    var elements = [first]
    while accept(.comma), !at(closer) {
      elements.append(try starNamedExpression())
      if atComprehension, closer != .rightParenthesis, let last = elements.last {
        throw PythonSyntaxError(
          "did you forget parentheses around the comprehension target?",
          at: SourceRange(start: first.range.start, end: last.range.end))
      }
    }
    try close(closer, after: elements[elements.count - 1])
    return elements
  }

  private mutating func braceDisplay() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    advance()
    if accept(.rightBrace) { return try make(.dictionary([]), from: start) }
    if at(.doubleStar) { return try dictionary(from: start, first: try unpackedItem()) }
    let first = try starNamedExpression()
    if accept(.colon) {
      let value = try dictionaryValue()
      if atComprehension {
        let dictionary = try comprehension(.dictionary, first, value)
        try expect(.rightBrace)
        return try make(.comprehension(dictionary), from: start)
      }
      return try dictionary(from: start, first: DictionaryItem(key: first, value: value))
    }
    if atComprehension {
      let set = try comprehension(.set, first, nil)
      try expect(.rightBrace)
      return try make(.comprehension(set), from: start)
    }
    return try make(.set(try elements(from: first, until: .rightBrace)), from: start)
  }

  private mutating func unpackedItem() throws(PythonSyntaxError) -> DictionaryItem {
    let stars = current
    advance()
    let value = try bitwise()
    if atComprehension {
      throw failure("dict unpacking cannot be used in dict comprehension", at: stars)
    }
    return DictionaryItem(key: nil, value: value)
  }

  private mutating func dictionaryValue() throws(PythonSyntaxError) -> Expression {
    if at(.star) { throw failure("cannot use a starred expression in a dictionary value", at: current) }
    if at(.rightBrace) || at(.comma) {
      throw failure("expression expected after dictionary key and ':'", at: previous)
    }
    return try expression()
  }

  private mutating func dictionary(
    from start: SourcePosition, first: DictionaryItem
  ) throws(PythonSyntaxError) -> Expression {
    var items = [first]
    while accept(.comma), !at(.rightBrace) {
      if at(.doubleStar) {
        items.append(try unpackedItem())
        continue
      }
      let key = try expression()
      guard accept(.colon) else {
        let end = key.range.end
        let last = SourcePosition(line: Int(end.line), column: Int(end.column) - 1)
        throw PythonSyntaxError("':' expected after dictionary key", at: SourceRange(start: last, end: last))
      }
      items.append(DictionaryItem(key: key, value: try dictionaryValue()))
    }
    if let last = items.last { try close(.rightBrace, after: last.value) }
    return try make(.dictionary(items), from: start)
  }

  /// Expects the bracket that closes what `last` ends; an expression in its place lacks a comma before it.
  mutating func close(_ closer: Token.Kind, after last: Expression) throws(PythonSyntaxError) {
    if accept(closer) { return }
    try failOnMissingComma(after: last)
    throw unexpected()
  }

  func failOnMissingComma(after last: Expression) throws(PythonSyntaxError) {
    guard startsExpression(current), previous.level > 0, current.level > 0 else { return }
    // `f"..."` after a name is a wrong prefix, not a missing comma.
    if case .name = last.kind, at(.string) || at(.formattedStart) { return }
    var ahead = self
    guard let following = try? ahead.expression() else { return }
    throw PythonSyntaxError(
      "invalid syntax. Perhaps you forgot a comma?",
      at: SourceRange(start: last.range.start, end: following.range.end))
  }

  // MARK: Comprehensions

  var atComprehension: Bool { at(.keywordFor) || (at(.keywordAsync) && next.kind == .keywordFor) }

  mutating func comprehension(
    _ kind: Comprehension.Kind, _ element: Expression, _ value: Expression?
  ) throws(PythonSyntaxError) -> Comprehension {
    if case .starred = element.kind {
      throw failure("iterable unpacking cannot be used in comprehension", at: element)
    }
    let scope = newScope()
    var clauses: [ComprehensionClause] = []
    while atComprehension {
      let isAsync = accept(.keywordAsync)
      try expect(.keywordFor)
      let target = try loopTarget()
      guard accept(.keywordIn) else { throw failure("'in' expected after for-loop variables", at: current) }
      let iterable = try disjunction()
      var conditions: [Expression] = []
      while accept(.keywordIf) { conditions.append(try disjunction()) }
      clauses.append(
        ComprehensionClause(target: target, iterable: iterable, conditions: conditions, isAsync: isAsync))
    }
    return Comprehension(kind: kind, element: element, value: value, clauses: clauses, scope: scope)
  }

  // MARK: Subscripts

  private mutating func subscriptIndex() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    let first = try subscriptElement()
    guard at(.comma) else {
      if case .starred = first.kind { return try make(.tuple([first]), from: start) }
      return first
    }
    var elements = [first]
    while accept(.comma), !at(.rightBracket) { elements.append(try subscriptElement()) }
    return try make(.tuple(elements), from: start)
  }

  private mutating func subscriptElement() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    var lower: Expression?
    if !at(.colon) {
      let value = try starNamedExpression()
      guard at(.colon) else { return value }
      if case .starred = value.kind { throw unexpected() }
      lower = value
    }
    try expect(.colon)
    let upper = startsExpression(current) ? try expression() : nil
    let step = accept(.colon) && startsExpression(current) ? try expression() : nil
    return try make(.slice(lower: lower, upper: upper, step: step), from: start)
  }
}
