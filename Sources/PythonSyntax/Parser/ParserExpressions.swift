/// Expressions, from the loosest operator to the tightest.
extension Parser {
  /// `a, *b, c`: a tuple where there is a comma.
  mutating func starExpressions() throws(PythonSyntaxError) -> Expression {
    try commaSeparated { (parser) throws(PythonSyntaxError) in try parser.starExpression() }
  }

  /// As `starExpressions`, or a `yield`.
  mutating func yieldOrStarExpressions() throws(PythonSyntaxError) -> Expression {
    at(.keywordYield) ? try yieldExpression() : try starExpressions()
  }

  mutating func commaSeparated(
    _ element: (inout Parser) throws(PythonSyntaxError) -> Expression
  ) throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    let first = try element(&self)
    guard at(.comma) else { return first }
    var elements = [first]
    while accept(.comma), startsExpression(current) || at(.star) { elements.append(try element(&self)) }
    return try make(.tuple(elements), from: start)
  }

  mutating func starExpression() throws(PythonSyntaxError) -> Expression {
    at(.star) ? try starred() : try expression()
  }

  mutating func starNamedExpression() throws(PythonSyntaxError) -> Expression {
    at(.star) ? try starred() : try namedExpression()
  }

  private mutating func starred() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    advance()
    return try make(.starred(try bitwise()), from: start)
  }

  /// `name := value`, or an expression.
  mutating func namedExpression() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    if at(.name), next.kind == .colonEqual {
      let target = try make(.name(text(current)), after: 1, from: start)
      advance()
      return try make(.named(target: target, value: try expression()), from: start)
    }
    let value = try expression()
    if at(.colonEqual) {
      throw failure("cannot use assignment expressions with \(value.description)", at: value)
    }
    return value
  }

  /// Moves over `count` tokens, then makes the node that ends with them.
  private mutating func make(
    _ kind: Expression.Kind, after count: Int, from start: SourcePosition
  ) throws(PythonSyntaxError) -> Expression {
    for _ in 0..<count { advance() }
    return try make(kind, from: start)
  }

  mutating func expression() throws(PythonSyntaxError) -> Expression {
    try nested { (parser) throws(PythonSyntaxError) in try parser.conditional() }
  }

  private mutating func conditional() throws(PythonSyntaxError) -> Expression {
    if at(.keywordLambda) { return try lambda() }
    let start = current.range.start
    let value = try disjunction()
    guard at(.keywordIf) else { return value }
    // In a comprehension's clause an `if` has been taken before; elsewhere it must have its `else`.
    advance()
    let test = try disjunction()
    guard at(.keywordElse) else {
      if at(.colon) { throw unexpected() }
      throw PythonSyntaxError(
        "expected 'else' after 'if' expression", at: range(from: start))
    }
    advance()
    return try make(.conditional(test: test, then: value, otherwise: try expression()), from: start)
  }

  private mutating func lambda() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    advance()
    let scope = newScope()
    let parameters = try parameters(until: .colon, isLambda: true)
    guard accept(.colon) else {
      if at(.newline) { throw failure("expected ':'", at: current) }
      throw unexpected()
    }
    let body = try expression()
    return try make(.lambda(Lambda(parameters: parameters, body: body, scope: scope)), from: start)
  }

  mutating func disjunction() throws(PythonSyntaxError) -> Expression {
    try boolean(.or, .keywordOr) { (parser) throws(PythonSyntaxError) in
      try parser.boolean(.and, .keywordAnd) { (parser) throws(PythonSyntaxError) in try parser.inversion() }
    }
  }

  private mutating func boolean(
    _ operation: BooleanOperator, _ keyword: Token.Kind,
    _ operand: (inout Parser) throws(PythonSyntaxError) -> Expression
  ) throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    var operands = [try operand(&self)]
    while accept(keyword) { operands.append(try operand(&self)) }
    return operands.count == 1 ? operands[0] : try make(.boolean(operation, operands), from: start)
  }

  private mutating func inversion() throws(PythonSyntaxError) -> Expression {
    guard at(.keywordNot) else { return try comparison() }
    let start = current.range.start
    advance()
    let operand = try nested { (parser) throws(PythonSyntaxError) in try parser.inversion() }
    return try make(.unary(.not, operand), from: start)
  }

  private mutating func comparison() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    let first = try bitwise()
    var links: [ComparisonLink] = []
    while let comparison = acceptComparison() {
      // `<>` was Python 2's `!=`.
      if comparison == .less, at(.greater), previous.bytes.upperBound == current.bytes.lowerBound {
        throw failure("invalid syntax", at: previous)
      }
      links.append(ComparisonLink(comparison: comparison, operand: try bitwise()))
    }
    return links.isEmpty ? first : try make(.comparison(first, links), from: start)
  }

  private mutating func acceptComparison() -> ComparisonOperator? {
    let (comparison, length): (ComparisonOperator, Int)
    switch current.kind {
    case .equalEqual: (comparison, length) = (.equal, 1)
    case .notEqual: (comparison, length) = (.notEqual, 1)
    case .less: (comparison, length) = (.less, 1)
    case .lessEqual: (comparison, length) = (.lessOrEqual, 1)
    case .greater: (comparison, length) = (.greater, 1)
    case .greaterEqual: (comparison, length) = (.greaterOrEqual, 1)
    case .keywordIn: (comparison, length) = (.in, 1)
    case .keywordNot where next.kind == .keywordIn: (comparison, length) = (.notIn, 2)
    case .keywordIs: (comparison, length) = next.kind == .keywordNot ? (.isNot, 2) : (.is, 1)
    default: return nil
    }
    for _ in 0..<length { advance() }
    return comparison
  }

  /// `|` and everything that binds tighter.
  mutating func bitwise() throws(PythonSyntaxError) -> Expression { try binary(from: 0) }

  /// `+`, `-` and what binds tighter.
  mutating func sum() throws(PythonSyntaxError) -> Expression { try binary(from: 4) }

  private mutating func binary(from precedence: Int) throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    var left = try factor()
    while let (operation, strength) = current.kind.binaryOperator, strength >= precedence {
      advance()
      let right = try binary(from: strength + 1)
      left = try make(.binary(left, operation, right), from: start)
    }
    return left
  }

  private mutating func factor() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    let operation: UnaryOperator
    switch current.kind {
    case .plus: operation = .positive
    case .minus: operation = .negative
    case .tilde: operation = .invert
    default: return try power()
    }
    advance()
    let operand = try nested { (parser) throws(PythonSyntaxError) in try parser.factor() }
    return try make(.unary(operation, operand), from: start)
  }

  private mutating func power() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    var base: Expression
    if accept(.keywordAwait) {
      base = try make(.await(try primary()), from: start)
    } else {
      base = try primary()
    }
    guard accept(.doubleStar) else { return base }
    let exponent = try nested { (parser) throws(PythonSyntaxError) in try parser.factor() }
    base = try make(.binary(base, .power, exponent), from: start)
    return base
  }

  mutating func yieldExpression() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    try expect(.keywordYield)
    if accept(.keywordFrom) { return try make(.yieldFrom(try expression()), from: start) }
    guard startsExpression(current) || at(.star) else { return try make(.yield(nil), from: start) }
    return try make(.yield(try starExpressions()), from: start)
  }

  /// Whether an expression can begin with the token.
  func startsExpression(_ token: Token) -> Bool {
    switch token.kind {
    case .name, .number, .string, .formattedStart, .leftParenthesis, .leftBracket, .leftBrace, .ellipsis,
      .plus,
      .minus, .tilde, .keywordFalse, .keywordNone, .keywordTrue, .keywordAwait, .keywordLambda, .keywordNot:
      true
    default: false
    }
  }
}

extension Token.Kind {
  /// The operator and how tightly it binds, from `|` at 0.
  fileprivate var binaryOperator: (BinaryOperator, Int)? {
    switch self {
    case .bar: (.bitOr, 0)
    case .caret: (.bitXor, 1)
    case .ampersand: (.bitAnd, 2)
    case .leftShift: (.leftShift, 3)
    case .rightShift: (.rightShift, 3)
    case .plus: (.add, 4)
    case .minus: (.subtract, 4)
    case .star: (.multiply, 5)
    case .slash: (.divide, 5)
    case .doubleSlash: (.floorDivide, 5)
    case .percent: (.modulo, 5)
    case .at: (.matrixMultiply, 5)
    default: nil
    }
  }
}
