/// Builds the syntax tree of a source text by recursive descent, after the grammar of CPython 3.13.
package struct Parser {
  /// How deep expressions may nest, and how deep a syntax tree may be: a bound for every recursive walk.
  package static let nestingLimit = 1000
  /// How deep the parser's own recursion may be; brackets alone are limited to 200 by the lexer, as in CPython.
  static let recursionLimit = 400

  let source: SourceText
  private let tokens: [Token]
  private let unclosed: Lexer.Bracket?
  private let commentRanges: [Range<Int>]
  private(set) var index = 0
  private var scopeCount = 1
  private var level = 0

  /// The tree of a source text, the comments beside it, and what CPython warns of as it reads it.
  package struct Result: Sendable {
    package let module: ModuleSyntax
    package let comments: [Comment]
    package let warnings: [SyntaxWarning]
  }

  /// Throws the first error that CPython would report while it reads the text; `SymbolTable` and `ContextCheck` find the
  /// others.
  package static func parse(_ source: SourceText) throws(PythonSyntaxError) -> Result {
    let lexer = try Lexer(source)
    var parser = Parser(source: source, lexer)
    do {
      let body = try parser.file()
      return Result(
        module: ModuleSyntax(body: body, scopeCount: parser.scopeCount), comments: lexer.comments,
        warnings: lexer.warnings)
    } catch {
      throw parser.atLastLine(parser.withUnclosedBracket(error))
    }
  }

  private init(source: SourceText, _ lexer: Lexer) {
    self.source = source
    tokens = lexer.tokens
    unclosed = lexer.unclosed
    commentRanges = lexer.commentRanges
  }

  private mutating func file() throws(PythonSyntaxError) -> [Statement] {
    var body: [Statement] = []
    while !at(.end) { try statement(into: &body) }
    if unclosed != nil { throw unexpected() }
    return body
  }

  // MARK: Tokens

  var current: Token { token(at: index) }
  var next: Token { token(at: index + 1) }
  var previous: Token { token(at: index - 1) }

  /// The last token, `end`, stands for all after it.
  func token(at index: Int) -> Token {
    tokens[max(0, min(index, tokens.count - 1))]
  }

  func at(_ kind: Token.Kind) -> Bool { current.kind == kind }

  func text(_ token: Token) -> String {
    String(decoding: source.bytes[token.bytes], as: UTF8.self)
  }

  /// A stretch of the source without the comments in it.
  func textWithoutComments(_ range: Range<Int>) -> String {
    var kept: [UInt8] = []
    var start = range.lowerBound
    for comment in commentRanges where range.contains(comment.lowerBound) {
      kept += source.bytes[start..<comment.lowerBound]
      start = comment.upperBound
    }
    return String(decoding: kept + source.bytes[start..<range.upperBound], as: UTF8.self)
  }

  /// The current token is the name `word`: a soft keyword such as `match`.
  func atWord(_ word: String) -> Bool {
    at(.name) && source.bytes[current.bytes].elementsEqual(word.utf8)
  }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard at(kind) else { return false }
    advance()
    return true
  }

  mutating func expect(_ kind: Token.Kind) throws(PythonSyntaxError) {
    guard accept(kind) else { throw unexpected() }
  }

  mutating func expectName() throws(PythonSyntaxError) -> Token {
    guard at(.name) else { throw unexpected() }
    let token = current
    advance()
    return token
  }

  /// Tries another reading of the text from here: where it fails, the parser is back where it was and this is nil.
  mutating func attempt<Value>(
    _ reading: (inout Parser) throws(PythonSyntaxError) -> Value?
  ) -> Value? {
    let saved = (index, level)
    if let value = try? reading(&self) { return value }
    (index, level) = saved
    return nil
  }

  // MARK: Nodes

  func range(from start: SourcePosition) -> SourceRange {
    SourceRange(start: start, end: previous.range.end)
  }

  /// The node that begins at `start` and ends with the last token read.
  ///
  /// Mutating although it changes nothing: so `self` is read after the arguments, which read on, and not before.
  mutating func make(_ kind: Expression.Kind, from start: SourcePosition) throws(PythonSyntaxError)
    -> Expression
  {
    let expression = Expression(kind, range: range(from: start))
    if expression.depth > Self.nestingLimit { throw tooDeep(expression.range) }
    return expression
  }

  mutating func newScope() -> NameScopeID {
    defer { scopeCount += 1 }
    return NameScopeID(index: scopeCount)
  }

  /// Runs one level of recursion deeper.
  mutating func nested<Value>(
    _ body: (inout Parser) throws(PythonSyntaxError) -> Value
  ) throws(PythonSyntaxError) -> Value {
    if level >= Self.recursionLimit { throw tooDeep(current.range) }
    level += 1
    let value = try body(&self)
    level -= 1
    return value
  }

  // MARK: Errors

  private func tooDeep(_ range: SourceRange) -> PythonSyntaxError {
    PythonSyntaxError("too many nested expressions: the limit is \(Self.nestingLimit) levels", at: range)
  }

  func failure(_ message: String, at token: Token) -> PythonSyntaxError {
    PythonSyntaxError(message, at: token.range)
  }

  func failure(_ message: String, at expression: Expression) -> PythonSyntaxError {
    PythonSyntaxError(message, at: expression.range)
  }

  /// The error for a current token that no rule can use.
  func unexpected() -> PythonSyntaxError {
    switch current.kind {
    case .indent:
      // CPython marks the last blank of the indentation.
      PythonSyntaxError(
        "unexpected indent",
        at: SourceRange(
          start: SourcePosition(
            line: Int(current.range.end.line), column: max(0, Int(current.range.end.column) - 1)),
          end: current.range.end), kind: .indentation)
    case .dedent: PythonSyntaxError("unexpected unindent", at: current.range, kind: .indentation)
    // `a not b` could have become `a not in b`.
    case .keywordNot where next.kind != .keywordIn && startsExpression(next):
      failure("invalid syntax", at: next)
    default: failure("invalid syntax", at: current)
    }
  }

  /// What lacks something at the end of the text lacks it on its last line, where CPython marks nothing.
  private func atLastLine(_ error: PythonSyntaxError) -> PythonSyntaxError {
    let last = source.bytes.last == UInt8(ascii: "\n") ? source.lineCount - 1 : source.lineCount
    guard error.range.start.line > last, last > 0 else { return error }
    let end = SourcePosition(line: last, column: source.line(last).utf8.count)
    return PythonSyntaxError(
      error.message, at: SourceRange(start: end, end: SourcePosition(line: last, column: -1)),
      kind: error.kind)
  }

  /// A bracket that is never closed explains an error on a later line better.
  private func withUnclosedBracket(_ error: PythonSyntaxError) -> PythonSyntaxError {
    guard let unclosed, current.range.start.line > unclosed.position.line || at(.end) || next.kind == .end
    else { return error }
    let bracket = Character(Unicode.Scalar(unclosed.byte))
    return PythonSyntaxError(
      "'\(bracket)' was never closed", at: SourceRange(start: unclosed.position, end: unclosed.position))
  }
}

extension Expression {
  init(_ kind: Kind, range: SourceRange) {
    let shallow = Expression(kind: kind, range: range, depth: 0)
    var deepest = 0
    shallow.forEachChild { child in deepest = max(deepest, child.depth) }
    self.init(kind: kind, range: range, depth: deepest + 1)
  }
}
