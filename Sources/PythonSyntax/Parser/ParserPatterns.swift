/// `match` statements.
extension Parser {
  /// A `match` statement, or nil where `match` is a name like any other.
  mutating func matchStatement() throws(PythonSyntaxError) -> Statement.Kind? {
    let line = current.range.start.line
    guard
      let subject = attempt({ (parser) throws(PythonSyntaxError) in try parser.matchSubject() })
    else { return nil }
    try expect(.newline)
    guard accept(.indent) else {
      throw PythonSyntaxError(
        "expected an indented block after 'match' statement on line \(line)", at: current.range,
        kind: .indentation)
    }
    var cases: [MatchCase] = []
    repeat { cases.append(try matchCase()) } while !at(.dedent) && !at(.end)
    _ = accept(.dedent)
    return .match(subject: subject, cases: cases)
  }

  /// `match subject:` up to the end of its line.
  private mutating func matchSubject() throws(PythonSyntaxError) -> Expression? {
    advance()
    let subject = try commaSeparated { (parser) throws(PythonSyntaxError) in
      try parser.starNamedExpression()
    }
    if case .starred = subject.kind { return nil }
    return accept(.colon) && at(.newline) ? subject : nil
  }

  private mutating func matchCase() throws(PythonSyntaxError) -> MatchCase {
    let start = current.range.start
    guard atWord("case") else { throw unexpected() }
    advance()
    let pattern = try topPattern()
    let condition = accept(.keywordIf) ? try namedExpression() : nil
    let body = try block(of: "'case' statement", line: start.line)
    return MatchCase(
      pattern: pattern, guard: condition, body: body,
      range: SourceRange(start: start, end: lastWord.range.end))
  }

  /// A pattern, or an open sequence: `a, *b`.
  private mutating func topPattern() throws(PythonSyntaxError) -> Pattern {
    let start = current.range.start
    let first = try starOrPattern()
    guard at(.comma) else {
      if case .star = first.kind { throw unexpected() }
      return first
    }
    var patterns = [first]
    while accept(.comma), !at(.colon), !at(.keywordIf) { patterns.append(try starOrPattern()) }
    return pattern(.sequence(patterns), from: start)
  }

  /// Mutating for the same reason as `make`.
  private mutating func pattern(_ kind: Pattern.Kind, from start: SourcePosition) -> Pattern {
    Pattern(kind: kind, range: range(from: start))
  }

  private mutating func starOrPattern() throws(PythonSyntaxError) -> Pattern {
    let start = current.range.start
    guard accept(.star) else { return try asPattern() }
    let name = text(try expectName())
    return pattern(.star(name: name == "_" ? nil : name), from: start)
  }

  private mutating func asPattern() throws(PythonSyntaxError) -> Pattern {
    try nested { (parser) throws(PythonSyntaxError) in
      let start = parser.current.range.start
      let inner = try parser.orPattern()
      guard parser.accept(.keywordAs) else { return inner }
      guard parser.at(.name) else { throw parser.failure("invalid pattern target", at: parser.current) }
      let name = try parser.expectName()
      if parser.text(name) == "_" { throw parser.failure("cannot use '_' as a target", at: name) }
      return parser.pattern(.capture(inner, name: parser.text(name)), from: start)
    }
  }

  private mutating func orPattern() throws(PythonSyntaxError) -> Pattern {
    let start = current.range.start
    var alternatives = [try closedPattern()]
    while accept(.bar) { alternatives.append(try closedPattern()) }
    return alternatives.count == 1 ? alternatives[0] : pattern(.or(alternatives), from: start)
  }

  private mutating func closedPattern() throws(PythonSyntaxError) -> Pattern {
    let start = current.range.start
    switch current.kind {
    case .keywordNone, .keywordTrue, .keywordFalse:
      let value: Constant = at(.keywordNone) ? .none : .boolean(at(.keywordTrue))
      advance()
      return pattern(.singleton(value), from: start)
    case .number, .minus, .string, .formattedStart:
      return pattern(.value(try literal()), from: start)
    case .leftParenthesis: return try groupPattern()
    case .leftBracket:
      advance()
      let patterns = try patterns(until: .rightBracket)
      return pattern(.sequence(patterns), from: start)
    case .leftBrace: return try mappingPattern()
    case .name: return try namePattern()
    default: throw unexpected()
    }
  }

  /// A number, possibly negative or complex, or strings.
  private mutating func literal() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    if at(.minus), next.kind != .number {
      advance()
      throw unexpected()
    }
    let value = try sum()
    switch value.kind {
    case .constant, .unary(.negative, _), .binary(_, .add, _), .binary(_, .subtract, _): return value
    case .formattedString:
      throw failure("patterns may only match literals and attribute lookups", at: value)
    default: throw PythonSyntaxError("invalid syntax", at: range(from: start))
    }
  }

  private mutating func patterns(until closer: Token.Kind) throws(PythonSyntaxError) -> [Pattern] {
    var patterns: [Pattern] = []
    while !at(closer) {
      patterns.append(try starOrPattern())
      guard accept(.comma) else { break }
    }
    try expect(closer)
    return patterns
  }

  private mutating func groupPattern() throws(PythonSyntaxError) -> Pattern {
    let start = current.range.start
    advance()
    if accept(.rightParenthesis) { return pattern(.sequence([]), from: start) }
    let first = try starOrPattern()
    if case .star = first.kind {} else if accept(.rightParenthesis) { return first }
    guard accept(.comma) else { throw unexpected() }
    let rest = try patterns(until: .rightParenthesis)
    return pattern(.sequence([first] + rest), from: start)
  }

  private mutating func mappingPattern() throws(PythonSyntaxError) -> Pattern {
    let start = current.range.start
    advance()
    var items: [MappingPatternItem] = []
    var rest: String?
    while !at(.rightBrace) {
      if accept(.doubleStar) {
        rest = text(try expectName())
      } else {
        if rest != nil { throw unexpected() }
        let key = try mappingKey()
        try expect(.colon)
        items.append(MappingPatternItem(key: key, pattern: try asPattern()))
      }
      guard accept(.comma) else { break }
    }
    try expect(.rightBrace)
    return pattern(.mapping(items, rest: rest), from: start)
  }

  private mutating func mappingKey() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    switch current.kind {
    case .keywordNone, .keywordTrue, .keywordFalse:
      let value: Constant = at(.keywordNone) ? .none : .boolean(at(.keywordTrue))
      advance()
      return try make(.constant(value), from: start)
    case .name: return try dottedValue()
    default: return try literal()
    }
  }

  /// A name and its attributes.
  private mutating func dottedValue() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    let name = try expectName()
    var value = try make(.name(text(name)), from: start)
    while accept(.dot) {
      let attribute = try expectName()
      value = try make(.attribute(value, name: text(attribute)), from: start)
    }
    return value
  }

  /// A capture, the wildcard, a dotted value or a class pattern.
  private mutating func namePattern() throws(PythonSyntaxError) -> Pattern {
    let start = current.range.start
    let value = try dottedValue()
    if at(.leftParenthesis) { return try classPattern(value, from: start) }
    guard case .name(let name) = value.kind else { return pattern(.value(value), from: start) }
    return pattern(name == "_" ? .wildcard : .capture(nil, name: name), from: start)
  }

  private mutating func classPattern(
    _ type: Expression, from start: SourcePosition
  ) throws(PythonSyntaxError) -> Pattern {
    advance()
    var positional: [Pattern] = []
    var keywords: [KeywordPattern] = []
    while !at(.rightParenthesis) {
      if at(.name), next.kind == .equal {
        let name = text(current)
        advance()
        advance()
        keywords.append(KeywordPattern(name: name, pattern: try asPattern()))
      } else {
        let pattern = try asPattern()
        if !keywords.isEmpty {
          throw PythonSyntaxError("positional patterns follow keyword patterns", at: pattern.range)
        }
        positional.append(pattern)
      }
      guard accept(.comma) else { break }
    }
    try expect(.rightParenthesis)
    return pattern(.class(type, positional: positional, keywords: keywords), from: start)
  }
}
