/// Functions, classes and their parameters.
extension Parser {
  /// A `def`, `async def` or `class`, with its decorators.
  mutating func definition() throws(PythonSyntaxError) -> Statement {
    var decorators: [Expression] = []
    while accept(.at) {
      decorators.append(try namedExpression())
      try expect(.newline)
    }
    let start = current.range.start
    let kind: Statement.Kind
    switch current.kind {
    case .keywordClass: kind = .class(try classDefinition(decorators))
    case .keywordDef: kind = .function(try functionDefinition(decorators, isAsync: false))
    case .keywordAsync where next.kind == .keywordDef:
      advance()
      kind = .function(try functionDefinition(decorators, isAsync: true))
    default: throw unexpected()
    }
    return Statement(kind: kind, range: SourceRange(start: start, end: lastWord.range.end))
  }

  private mutating func functionDefinition(
    _ decorators: [Expression], isAsync: Bool
  ) throws(PythonSyntaxError) -> FunctionDefinition {
    let line = current.range.start.line
    advance()
    let name = try expectName()
    let scope = newScope()
    let typeParameters = try typeParameters()
    let typeScope = typeParameters.isEmpty ? nil : newScope()
    guard accept(.leftParenthesis) else { throw failure("expected '('", at: current) }
    let parameters = try parameters(until: .rightParenthesis, isLambda: false)
    try expect(.rightParenthesis)
    if at(.arrow), !startsExpression(next) { throw failure("expected ':'", at: current) }
    let returns = accept(.arrow) ? try expression() : nil
    let body = try block(of: "function definition", line: line, isForced: true)
    return FunctionDefinition(
      name: text(name), nameRange: name.range, typeParameters: typeParameters, parameters: parameters,
      returns: returns, body: body, decorators: decorators, isAsync: isAsync, scope: scope,
      typeScope: typeScope)
  }

  private mutating func classDefinition(
    _ decorators: [Expression]
  ) throws(PythonSyntaxError) -> ClassDefinition {
    let line = current.range.start.line
    advance()
    let name = try expectName()
    let scope = newScope()
    let typeParameters = try typeParameters()
    let typeScope = typeParameters.isEmpty ? nil : newScope()
    let (bases, keywords) = at(.leftParenthesis) ? try callArguments(ofClass: true) : ([], [])
    let body = try block(of: "class definition", line: line)
    return ClassDefinition(
      name: text(name), nameRange: name.range, typeParameters: typeParameters, bases: bases,
      keywords: keywords,
      body: body, decorators: decorators, scope: scope, typeScope: typeScope)
  }

  /// `[T: bound = default, *Ts, **P]`, or nothing.
  mutating func typeParameters() throws(PythonSyntaxError) -> [TypeParameter] {
    guard accept(.leftBracket) else { return [] }
    if at(.rightBracket) { throw failure("Type parameter list cannot be empty", at: current) }
    var parameters: [TypeParameter] = []
    repeat {
      if at(.rightBracket) { break }
      let start = current.range.start
      let kind: TypeParameter.Kind = accept(.star) ? .variadic : accept(.doubleStar) ? .parameters : .type
      let name = try expectName()
      let bound = kind == .type && accept(.colon) ? lazy(try expression()) : nil
      let value =
        accept(.equal) ? lazy(kind == .variadic ? try starExpression() : try expression()) : nil
      parameters.append(
        TypeParameter(
          name: text(name), kind: kind, bound: bound, defaultValue: value, range: range(from: start)))
    } while accept(.comma)
    try expect(.rightBracket)
    return parameters
  }

  mutating func lazy(_ expression: Expression) -> LazyExpression {
    LazyExpression(expression: expression, scope: newScope())
  }

  // MARK: Parameters

  mutating func parameters(
    until closer: Token.Kind, isLambda: Bool
  ) throws(PythonSyntaxError) -> Parameters {
    var result = Parameters()
    var hasStar = false
    var hasSlash = false
    while !at(closer) {
      if result.keywordVariadic != nil {
        throw failure(
          "arguments cannot follow var-keyword argument", at: current)
      }
      switch current.kind {
      case .slash:
        try checkSlash(result, hasSlash: hasSlash, hasStar: hasStar)
        advance()
        hasSlash = true
        result.positionalOnly = result.positional
        result.positional = []
      case .star:
        if hasStar { throw failure("* argument may appear only once", at: current) }
        hasStar = true
        try star(into: &result, until: closer, isLambda: isLambda)
      case .doubleStar:
        advance()
        result.keywordVariadic = try parameter(isLambda: isLambda)
        if at(.equal) { throw failure("var-keyword argument cannot have default value", at: current) }
      default:
        let parameter = try parameterWithDefault(isLambda: isLambda)
        if hasStar {
          result.keywordOnly.append(parameter)
        } else {
          let before = result.positional.last ?? result.positionalOnly.last
          if before?.defaultValue != nil, parameter.defaultValue == nil {
            throw PythonSyntaxError(
              "parameter without a default follows parameter with a default", at: parameter.range)
          }
          result.positional.append(parameter)
        }
      }
      guard accept(.comma) else { break }
    }
    return result
  }

  private func checkSlash(_ result: Parameters, hasSlash: Bool, hasStar: Bool) throws(PythonSyntaxError) {
    if hasSlash { throw failure("/ may appear only once", at: current) }
    if hasStar { throw failure("/ must be ahead of *", at: current) }
    if result.positional.isEmpty {
      throw next.kind == .comma ? failure("at least one argument must precede /", at: current) : unexpected()
    }
  }

  private mutating func star(
    into result: inout Parameters, until closer: Token.Kind, isLambda: Bool
  ) throws(PythonSyntaxError) {
    let star = current
    advance()
    if at(.comma) {
      if next.kind == closer || next.kind == .doubleStar {
        throw failure("named arguments must follow bare *", at: isLambda ? current : star)
      }
    } else if at(closer) {
      throw failure("named arguments must follow bare *", at: isLambda ? current : star)
    } else {
      result.variadic = try parameter(isLambda: isLambda, allowsStar: true)
      if at(.equal) { throw failure("var-positional argument cannot have default value", at: current) }
    }
  }

  private mutating func parameterWithDefault(isLambda: Bool) throws(PythonSyntaxError) -> Parameter {
    let plain = try parameter(isLambda: isLambda)
    guard accept(.equal) else { return plain }
    if at(.comma) || at(.rightParenthesis) {
      throw failure("expected default value expression", at: previous)
    }
    let value = try expression()
    return Parameter(
      name: plain.name, annotation: plain.annotation, defaultValue: value, range: plain.range)
  }

  /// Where `(a, b)` ends, if that is what begins here.
  private var endOfParenthesizedNames: SourcePosition? {
    var at = index + 1
    while token(at: at).kind == .name {
      at += 1
      guard token(at: at).kind == .comma else { break }
      at += 1
    }
    let last = token(at: at)
    return at > index + 1 && last.kind == .rightParenthesis ? last.range.end : nil
  }

  private mutating func parameter(
    isLambda: Bool, allowsStar: Bool = false
  ) throws(PythonSyntaxError) -> Parameter {
    let start = current.range.start
    if at(.leftParenthesis), let end = endOfParenthesizedNames {
      throw PythonSyntaxError(
        "\(isLambda ? "Lambda expression parameters" : "Function parameters") cannot be parenthesized",
        at: SourceRange(start: start, end: end))
    }
    let name = try expectName()
    var annotation: Expression?
    if !isLambda, accept(.colon) { annotation = allowsStar ? try starExpression() : try expression() }
    return Parameter(
      name: text(name), annotation: annotation, defaultValue: nil, range: range(from: start))
  }
}
