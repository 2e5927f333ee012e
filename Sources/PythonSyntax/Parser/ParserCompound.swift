/// Compound statements: those with blocks.
extension Parser {
  /// The compound statement that begins here, or nil where a simple one does.
  mutating func compoundStatement() throws(PythonSyntaxError) -> Statement? {
    let start = current.range.start
    let kind: Statement.Kind
    switch current.kind {
    case .keywordIf: kind = try ifStatement()
    case .keywordWhile: kind = try whileStatement()
    case .keywordFor: kind = try forStatement(isAsync: false)
    case .keywordTry: kind = try tryStatement()
    case .keywordWith: kind = try withStatement(isAsync: false)
    case .keywordDef, .keywordClass, .at: return try definition()
    case .keywordAsync:
      switch next.kind {
      case .keywordDef: return try definition()
      case .keywordFor:
        advance()
        kind = try forStatement(isAsync: true)
      case .keywordWith:
        advance()
        kind = try withStatement(isAsync: true)
      default:
        advance()
        throw unexpected()
      }
    case .name where atWord("match"):
      guard let cases = try matchStatement() else { return nil }
      kind = cases
    default: return nil
    }
    // The dedents and newlines that end the blocks are not part of the statement.
    return Statement(kind: kind, range: SourceRange(start: start, end: lastWord.range.end))
  }

  /// The last token before here that is part of a statement.
  var lastWord: Token {
    var at = index - 1
    while at > 0, [.newline, .indent, .dedent].contains(token(at: at).kind) { at -= 1 }
    return token(at: at)
  }

  // MARK: Blocks

  /// `: block`; `what` and `line` say whose block it is.
  ///
  /// `isForced`: CPython expects the colon here whatever stands in its place, elsewhere only at a line's end.
  mutating func block(
    of what: String, line: Int32, isForced: Bool = false
  ) throws(PythonSyntaxError) -> [Statement] {
    guard accept(.colon) else {
      if isForced || at(.newline) { throw failure("expected ':'", at: current) }
      if at(.equal) { throw failureForAssignment() }
      throw unexpected()
    }
    var body: [Statement] = []
    guard accept(.newline) else {
      try simpleStatements(into: &body)
      return body
    }
    guard accept(.indent) else {
      throw PythonSyntaxError(
        "expected an indented block after \(what) on line \(line)", at: current.range, kind: .indentation)
    }
    while !at(.dedent), !at(.end) { try nestedStatement(into: &body) }
    _ = accept(.dedent)
    return body
  }

  private mutating func nestedStatement(into body: inout [Statement]) throws(PythonSyntaxError) {
    var statements: [Statement] = []
    try nested { (parser) throws(PythonSyntaxError) in try parser.statement(into: &statements) }
    body += statements
  }

  /// `if x = 3:`
  private func failureForAssignment() -> PythonSyntaxError {
    let isWhole = [.keywordIf, .keywordElif, .keywordWhile, .leftParenthesis].contains(
      token(at: index - 2).kind)
    guard previous.kind == .name, isWhole else { return unexpected() }
    var ahead = self
    ahead.advance()
    guard let value = try? ahead.disjunction() else { return unexpected() }
    return PythonSyntaxError(
      "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
      at: SourceRange(start: previous.range.start, end: value.range.end))
  }

  // MARK: if, while, for

  private mutating func ifStatement() throws(PythonSyntaxError) -> Statement.Kind {
    var branches: [Branch] = []
    var keyword = "if"
    repeat {
      let start = current.range.start
      advance()
      let test = try condition()
      let body = try block(of: "'\(keyword)' statement", line: start.line)
      branches.append(
        Branch(test: test, body: body, range: SourceRange(start: start, end: lastWord.range.end)))
      keyword = "elif"
    } while at(.keywordElif)
    return .if(branches, otherwise: try elseBlock())
  }

  private mutating func condition() throws(PythonSyntaxError) -> Expression {
    let first = current.kind
    let test = try namedExpression()
    let isInParentheses = first == .leftParenthesis && previous.kind == .rightParenthesis
    if at(.equal), !test.isAssignmentLike, isInParentheses || !test.isLooserThanBitwise {
      throw failure(
        "cannot assign to \(test.description) here. Maybe you meant '==' instead of '='?", at: test)
    }
    return test
  }

  private mutating func elseBlock() throws(PythonSyntaxError) -> [Statement] {
    let line = current.range.start.line
    guard accept(.keywordElse) else { return [] }
    return try block(of: "'else' statement", line: line, isForced: true)
  }

  private mutating func whileStatement() throws(PythonSyntaxError) -> Statement.Kind {
    let line = current.range.start.line
    advance()
    let test = try condition()
    let body = try block(of: "'while' statement", line: line)
    return .while(test, body: body, otherwise: try elseBlock())
  }

  private mutating func forStatement(isAsync: Bool) throws(PythonSyntaxError) -> Statement.Kind {
    let line = current.range.start.line
    advance()
    let target = try forTarget()
    try expect(.keywordIn)
    let iterable = try starExpressions()
    let body = try block(of: "'for' statement", line: line)
    return .for(
      ForLoop(
        target: target, iterable: iterable, body: body, otherwise: try elseBlock(), isAsync: isAsync))
  }

  /// The target of a loop, unless that is `(i = 0; i < 5; i++)`.
  private mutating func forTarget() throws(PythonSyntaxError) -> Expression {
    do {
      return try loopTarget()
    } catch {
      throw error.message == "invalid syntax" && at(.equal) ? failureForAssignment() : error
    }
  }

  // MARK: with

  private mutating func withStatement(isAsync: Bool) throws(PythonSyntaxError) -> Statement.Kind {
    let line = current.range.start.line
    advance()
    let items: [WithItem]
    if at(.leftParenthesis),
      let parenthesized = attempt({ (parser) throws(PythonSyntaxError) in try parser.parenthesizedItems() })
    {
      items = parenthesized
    } else {
      var list = [try withItem()]
      while accept(.comma) { list.append(try withItem()) }
      items = list
    }
    let body = try block(of: "'with' statement", line: line)
    return .with(With(items: items, body: body, isAsync: isAsync))
  }

  /// `(a as b, c):`, or nil where the parentheses turn out to be part of an expression.
  private mutating func parenthesizedItems() throws(PythonSyntaxError) -> [WithItem]? {
    advance()
    var items: [WithItem] = []
    repeat {
      if at(.rightParenthesis), !items.isEmpty { break }
      items.append(try withItem())
    } while accept(.comma)
    guard accept(.rightParenthesis), at(.colon) else { return nil }
    return items
  }

  private mutating func withItem() throws(PythonSyntaxError) -> WithItem {
    let context = try expression()
    return WithItem(context: context, target: accept(.keywordAs) ? try withTarget() : nil)
  }

  // MARK: try

  private mutating func tryStatement() throws(PythonSyntaxError) -> Statement.Kind {
    let line = current.range.start.line
    advance()
    let body = try block(of: "'try' statement", line: line, isForced: true)
    var handlers: [ExceptHandler] = []
    var isStar = false
    while at(.keywordExcept) {
      let hasStar = next.kind == .star
      if !handlers.isEmpty, hasStar != isStar {
        throw PythonSyntaxError(
          "cannot have both 'except' and 'except*' on the same 'try'",
          at: SourceRange(start: current.range.start, end: (hasStar ? next : current).range.end))
      }
      isStar = hasStar
      handlers.append(try exceptHandler(isStar: hasStar))
    }
    if handlers.isEmpty, !at(.keywordFinally) {
      throw failure("expected 'except' or 'finally' block", at: current)
    }
    let otherwise = handlers.isEmpty ? [] : try elseBlock()
    let finallyLine = current.range.start.line
    let finally =
      accept(.keywordFinally)
      ? try block(of: "'finally' statement", line: finallyLine, isForced: true) : []
    return .try(
      Try(body: body, handlers: handlers, otherwise: otherwise, finally: finally, isStar: isStar))
  }

  private mutating func exceptHandler(isStar: Bool) throws(PythonSyntaxError) -> ExceptHandler {
    let start = current.range.start
    advance()
    if isStar { advance() }
    let what = isStar ? "'except*' statement" : "'except' statement"
    var type: Expression?
    var name: String?
    if at(.colon) || at(.newline) {
      if isStar { throw failure("expected one or more exception types", at: current) }
    } else {
      let first = try expression()
      if at(.comma) {
        throw PythonSyntaxError(
          "multiple exception types must be parenthesized", at: exceptionTypes(from: first))
      }
      type = first
      if accept(.keywordAs) { name = text(try expectName()) }
    }
    let body = try block(of: what, line: start.line)
    return ExceptHandler(
      type: type, name: name, body: body, range: SourceRange(start: start, end: lastWord.range.end))
  }

  private func exceptionTypes(from first: Expression) -> SourceRange {
    var ahead = self
    ahead.advance()
    let rest = try? ahead.starExpressions()
    return SourceRange(start: first.range.start, end: rest?.range.end ?? first.range.end)
  }
}

extension Expression {
  /// Whether it binds its parts less tightly than `|` does.
  fileprivate var isLooserThanBitwise: Bool {
    switch kind {
    case .boolean, .comparison, .unary(.not, _), .conditional, .lambda, .named: true
    default: false
    }
  }

  fileprivate var isAssignmentLike: Bool {
    switch kind {
    case .name, .list, .tuple, .constant(.boolean), .constant(.none): true
    default: false
    }
  }
}
