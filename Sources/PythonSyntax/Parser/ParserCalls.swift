/// The arguments of calls and class definitions.
extension Parser {
  /// `ofClass`: a generator expression cannot stand there without parentheses of its own.
  mutating func callArguments(
    ofClass: Bool = false
  ) throws(PythonSyntaxError) -> ([Expression], [KeywordArgument]) {
    let open = current.range.start
    try expect(.leftParenthesis)
    var arguments: [Expression] = []
    var keywords: [KeywordArgument] = []
    var unpacked = false
    while !at(.rightParenthesis) {
      let start = current.range.start
      let comma = previous.range
      if accept(.doubleStar) {
        let value = try expression()
        if at(.equal) { throw cannotAssignUnpacking("keyword", from: start) }
        keywords.append(KeywordArgument(name: nil, value: value, range: range(from: start)))
        unpacked = true
      } else if at(.name), next.kind == .equal {
        keywords.append(try keywordArgument())
      } else {
        let isFirst = arguments.isEmpty && keywords.isEmpty
        let value = try positionalArgument(from: open, isFirst: isFirst, isBase: ofClass)
        try checkOrder(of: value, after: keywords, unpacked, comma: comma)
        arguments.append(value)
      }
      guard accept(.comma) else { break }
    }
    if !at(.rightParenthesis), let last = keywords.last?.value ?? arguments.last {
      try failOnMissingComma(after: last)
    }
    try expect(.rightParenthesis)
    return (arguments, keywords)
  }

  private mutating func keywordArgument() throws(PythonSyntaxError) -> KeywordArgument {
    let name = current
    advance()
    advance()
    if at(.comma) || at(.rightParenthesis) {
      throw PythonSyntaxError(
        "expected argument value expression",
        at: SourceRange(start: name.range.start, end: previous.range.end))
    }
    let value = try expression()
    if atComprehension {
      throw PythonSyntaxError(
        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
        at: SourceRange(start: name.range.start, end: token(at: index - 1).range.end))
    }
    return KeywordArgument(name: text(name), value: value, range: range(from: name.range.start))
  }

  private mutating func positionalArgument(
    from open: SourcePosition, isFirst: Bool, isBase: Bool
  ) throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    if accept(.star) {
      if at(.comma) || at(.rightParenthesis) { throw failure("Invalid star expression", at: current) }
      let value = try expression()
      if at(.equal) { throw cannotAssignUnpacking("iterable argument", from: start) }
      return try make(.starred(value), from: start)
    }
    let value = try namedExpression()
    if atComprehension {
      let first = current
      let generator = try comprehension(.generator, value, nil)
      if isFirst, at(.rightParenthesis) {
        if isBase { throw failure("invalid syntax", at: first) }
        // The generator shares the call's parentheses.
        let range = SourceRange(start: open, end: current.range.end)
        return Expression(.comprehension(generator), range: range)
      }
      throw PythonSyntaxError("Generator expression must be parenthesized", at: range(from: start))
    }
    if at(.equal) {
      let isConstant = [.keywordTrue, .keywordFalse, .keywordNone].contains(previous.kind)
      if isConstant, case .constant = value.kind {
        throw PythonSyntaxError(
          "cannot assign to \(text(previous))", at: SourceRange(start: start, end: current.range.end))
      }
      throw PythonSyntaxError(
        "expression cannot contain assignment, perhaps you meant \"==\"?",
        at: SourceRange(start: start, end: current.range.end))
    }
    return value
  }

  private func cannotAssignUnpacking(_ what: String, from start: SourcePosition) -> PythonSyntaxError {
    PythonSyntaxError(
      "cannot assign to \(what) unpacking", at: SourceRange(start: start, end: current.range.end))
  }

  /// No positional argument may follow `name=value`, and neither it nor `*args` may follow `**kwargs`.
  private func checkOrder(
    of value: Expression, after keywords: [KeywordArgument], _ unpacked: Bool, comma: SourceRange
  ) throws(PythonSyntaxError) {
    if case .starred = value.kind {
      if unpacked {
        throw PythonSyntaxError(
          "iterable argument unpacking follows keyword argument unpacking",
          at: SourceRange(start: comma.start, end: value.range.end))
      }
    } else if unpacked {
      throw failure("positional argument follows keyword argument unpacking", at: current)
    } else if !keywords.isEmpty {
      throw failure("positional argument follows keyword argument", at: current)
    }
  }
}
