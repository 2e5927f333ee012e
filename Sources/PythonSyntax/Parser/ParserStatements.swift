/// Simple statements.
extension Parser {
  /// Reads a compound statement, or a line of simple ones.
  mutating func statement(into body: inout [Statement]) throws(PythonSyntaxError) {
    if let compound = try compoundStatement() {
      body.append(compound)
    } else {
      try simpleStatements(into: &body)
    }
  }

  mutating func simpleStatements(into body: inout [Statement]) throws(PythonSyntaxError) {
    while true {
      let start = current.range.start
      let kind = try simpleStatement()
      body.append(Statement(kind: kind, range: range(from: start)))
      if accept(.newline) { return }
      guard accept(.semicolon) else { throw unexpected() }
      if accept(.newline) { return }
    }
  }

  private mutating func simpleStatement() throws(PythonSyntaxError) -> Statement.Kind {
    switch current.kind {
    case .keywordPass: return skip(.pass)
    case .keywordBreak: return skip(.break)
    case .keywordContinue: return skip(.continue)
    case .keywordReturn:
      advance()
      return .return(startsExpression(current) || at(.star) ? try starExpressions() : nil)
    case .keywordRaise: return try raiseStatement()
    case .keywordGlobal: return .global(try names())
    case .keywordNonlocal: return .nonlocal(try names())
    case .keywordDel: return try deleteStatement()
    case .keywordAssert:
      advance()
      let test = try expression()
      return .assert(test, message: accept(.comma) ? try expression() : nil)
    case .keywordImport: return try importStatement()
    case .keywordFrom: return try importFromStatement()
    default:
      if atWord("type"), next.kind == .name, token(at: index + 2).kind == .equal { return try typeAlias() }
      if atWord("type"), next.kind == .name,
        let alias = attempt({ (parser) throws(PythonSyntaxError) in
          try parser.typeAlias()
        })
      {
        return alias
      }
      return try expressionStatement()
    }
  }

  private mutating func skip(_ kind: Statement.Kind) -> Statement.Kind {
    advance()
    return kind
  }

  private mutating func raiseStatement() throws(PythonSyntaxError) -> Statement.Kind {
    advance()
    guard startsExpression(current) else {
      return .raise(nil, cause: nil)
    }
    let exception = try expression()
    return .raise(exception, cause: accept(.keywordFrom) ? try expression() : nil)
  }

  private mutating func names() throws(PythonSyntaxError) -> [String] {
    advance()
    var names: [String] = []
    repeat { names.append(text(try expectName())) } while accept(.comma)
    return names
  }

  private mutating func deleteStatement() throws(PythonSyntaxError) -> Statement.Kind {
    advance()
    var targets = [try starExpression()]
    while accept(.comma), !at(.newline), !at(.semicolon) { targets.append(try starExpression()) }
    for target in targets { try checkDeletable(target) }
    return .delete(targets)
  }

  // MARK: Imports

  private mutating func importStatement() throws(PythonSyntaxError) -> Statement.Kind {
    let start = current.range.start
    advance()
    if at(.newline) { throw failure("Expected one or more names after 'import'", at: current) }
    var aliases: [ImportAlias] = []
    repeat {
      let start = current.range.start
      let name = try dottedName()
      aliases.append(try alias(of: name, from: start))
    } while accept(.comma)
    if accept(.keywordFrom) {
      _ = try dottedName()
      // The mark goes as far as CPython has read.
      let end = at(.newline) ? current.range.start : current.range.end
      throw PythonSyntaxError(
        "Did you mean to use 'from ... import ...' instead?", at: SourceRange(start: start, end: end))
    }
    return .import(aliases)
  }

  private mutating func alias(of name: String, from start: SourcePosition) throws(PythonSyntaxError)
    -> ImportAlias
  {
    let alias = accept(.keywordAs) ? text(try expectName()) : nil
    return ImportAlias(name: name, alias: alias, range: range(from: start))
  }

  private mutating func dottedName() throws(PythonSyntaxError) -> String {
    var name = text(try expectName())
    while accept(.dot) { name += "." + text(try expectName()) }
    return name
  }

  private mutating func importFromStatement() throws(PythonSyntaxError) -> Statement.Kind {
    advance()
    var level = 0
    while at(.dot) || at(.ellipsis) {
      level += at(.dot) ? 1 : 3
      advance()
    }
    let module = level > 0 && at(.keywordImport) ? nil : try dottedName()
    try expect(.keywordImport)
    let names = try importedNames()
    return .importFrom(module: module, names: names, level: level)
  }

  private mutating func importedNames() throws(PythonSyntaxError) -> [ImportAlias] {
    let start = current.range.start
    if accept(.star) { return [ImportAlias(name: "*", alias: nil, range: range(from: start))] }
    if at(.newline) { throw failure("Expected one or more names after 'import'", at: current) }
    let isParenthesized = accept(.leftParenthesis)
    var names: [ImportAlias] = []
    repeat {
      if isParenthesized, at(.rightParenthesis), !names.isEmpty { break }
      let start = current.range.start
      if !isParenthesized, at(.newline) {
        throw failure("trailing comma not allowed without surrounding parentheses", at: current)
      }
      names.append(try alias(of: text(try expectName()), from: start))
    } while accept(.comma)
    if isParenthesized { try expect(.rightParenthesis) }
    return names
  }

  private mutating func typeAlias() throws(PythonSyntaxError) -> Statement.Kind {
    advance()
    let start = current.range.start
    let token = try expectName()
    let name = try make(.name(text(token)), from: start)
    let parameters = try typeParameters()
    let typeScope = parameters.isEmpty ? nil : newScope()
    try expect(.equal)
    return .typeAlias(
      TypeAlias(name: name, parameters: parameters, value: lazy(try expression()), typeScope: typeScope))
  }

  // MARK: Expressions and assignments

  private mutating func expressionStatement() throws(PythonSyntaxError) -> Statement.Kind {
    let first = current
    let target = try yieldOrStarExpressions()
    switch current.kind {
    case .equal: return try assignment(to: target, isYield: first.kind == .keywordYield)
    case .colon: return try annotated(target, isParenthesized: first.kind == .leftParenthesis)
    case .colonEqual:
      if case .name = target.kind { throw unexpected() }
      throw failure("cannot use assignment expressions with \(target.description)", at: target)
    case let kind where kind.augmentedOperator != nil:
      guard let operation = kind.augmentedOperator else { throw unexpected() }
      switch target.kind {
      case .name, .attribute, .subscript: break
      default:
        throw failure("'\(target.description)' is an illegal expression for augmented assignment", at: target)
      }
      advance()
      return .augmentedAssign(target: target, operation, value: try yieldOrStarExpressions())
    default:
      try failOnLegacyStatement(target)
      return .expression(target)
    }
  }

  /// `print "text"` and `exec code` were statements in Python 2.
  private func failOnLegacyStatement(_ target: Expression) throws(PythonSyntaxError) {
    guard case .name(let name) = target.kind, name == "print" || name == "exec", startsExpression(current)
    else { return }
    var ahead = self
    guard let following = try? ahead.starExpressions() else { return }
    throw PythonSyntaxError(
      "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?",
      at: SourceRange(start: target.range.start, end: following.range.end))
  }

  private mutating func assignment(
    to first: Expression, isYield: Bool
  ) throws(PythonSyntaxError) -> Statement.Kind {
    var isYield = isYield
    var targets = [first]
    var value = first
    while at(.equal) {
      if isYield { throw failure("assignment to yield expression not possible", at: value) }
      try checkAssignable(value, isFirst: targets.count == 1)
      advance()
      isYield = at(.keywordYield)
      value = try yieldOrStarExpressions()
      targets.append(value)
    }
    return .assign(targets: targets.dropLast(), value: value)
  }

  private mutating func annotated(
    _ target: Expression, isParenthesized: Bool
  ) throws(PythonSyntaxError) -> Statement.Kind {
    var isSimple = false
    switch target.kind {
    case .name: isSimple = !isParenthesized
    case .attribute, .subscript: break
    case .tuple(let elements):
      throw failure(
        "only single target (not tuple) can be annotated",
        at: isParenthesized ? target : elements.first ?? target)
    case .list: throw failure("only single target (not list) can be annotated", at: target)
    case .starred: throw unexpected()
    default: throw failure("illegal target for annotation", at: target)
    }
    advance()
    let annotation = try expression()
    let value = accept(.equal) ? try yieldOrStarExpressions() : nil
    return .annotatedAssign(target: target, annotation: annotation, value: value, isSimple: isSimple)
  }
}

extension Token.Kind {
  fileprivate var augmentedOperator: BinaryOperator? {
    switch self {
    case .plusEqual: .add
    case .minusEqual: .subtract
    case .starEqual: .multiply
    case .slashEqual: .divide
    case .doubleSlashEqual: .floorDivide
    case .percentEqual: .modulo
    case .atEqual: .matrixMultiply
    case .doubleStarEqual: .power
    case .leftShiftEqual: .leftShift
    case .rightShiftEqual: .rightShift
    case .ampersandEqual: .bitAnd
    case .barEqual: .bitOr
    case .caretEqual: .bitXor
    default: nil
    }
  }
}
