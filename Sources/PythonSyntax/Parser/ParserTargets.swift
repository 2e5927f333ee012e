/// What may stand left of `=`, after `for`, after `as` and after `del`.
extension Parser {
  /// The targets of a `for`, up to its `in`.
  mutating func loopTarget() throws(PythonSyntaxError) -> Expression {
    let target = try commaSeparated { (parser) throws(PythonSyntaxError) in
      guard parser.at(.star) else { return try parser.bitwise() }
      return try parser.starredTarget()
    }
    if let wrong = target.invalidTarget {
      throw failure("cannot assign to \(wrong.description)", at: wrong)
    }
    return target
  }

  private mutating func starredTarget() throws(PythonSyntaxError) -> Expression {
    let start = current.range.start
    advance()
    return try make(.starred(try bitwise()), from: start)
  }

  /// The target after `as` in a `with`.
  mutating func withTarget() throws(PythonSyntaxError) -> Expression {
    let target = at(.star) ? try starredTarget() : try bitwise()
    if let wrong = target.invalidTarget {
      throw failure("cannot assign to \(wrong.description)", at: wrong)
    }
    return target
  }

  func checkAssignable(_ target: Expression, isFirst: Bool) throws(PythonSyntaxError) {
    guard let wrong = target.invalidTarget else { return }
    let isDirect = wrong.range == target.range
    let hint = isFirst && isDirect && wrong.mayBeCompared ? " here. Maybe you meant '==' instead of '='?" : ""
    throw failure("cannot assign to \(wrong.description)\(hint)", at: wrong)
  }

  func checkDeletable(_ target: Expression) throws(PythonSyntaxError) {
    switch target.kind {
    case .name, .attribute, .subscript: return
    case .tuple(let elements), .list(let elements):
      for element in elements { try checkDeletable(element) }
    default: throw failure("cannot delete \(target.description)", at: target)
    }
  }
}

extension Expression {
  /// The first part of the target that cannot be assigned to, if there is one.
  fileprivate var invalidTarget: Expression? {
    switch kind {
    case .name, .attribute, .subscript: return nil
    case .starred(let inner): return inner.invalidTarget
    case .tuple(let elements), .list(let elements):
      for element in elements {
        if let wrong = element.invalidTarget { return wrong }
      }
      return nil
    default: return self
    }
  }

  /// Whether CPython guesses that an `=` after this was to be `==`.
  fileprivate var mayBeCompared: Bool {
    switch kind {
    case .comparison, .conditional, .boolean, .unary(.not, _), .constant(.boolean), .constant(.none): false
    case .comprehension(let comprehension): comprehension.kind != .generator
    default: true
    }
  }

  /// What CPython calls this kind of expression in its messages.
  var description: String {
    switch kind {
    case .name: "name"
    case .constant(let constant):
      switch constant {
      case .none: "None"
      case .boolean(let value): value ? "True" : "False"
      case .ellipsis: "ellipsis"
      default: "literal"
      }
    case .formattedString: "f-string expression"
    case .tuple: "tuple"
    case .list: "list"
    case .set: "set display"
    case .dictionary: "dict literal"
    case .unary, .binary, .boolean: "expression"
    case .comparison: "comparison"
    case .conditional: "conditional expression"
    case .call: "function call"
    case .attribute: "attribute"
    case .subscript: "subscript"
    case .slice: "slice"
    case .starred: "starred"
    case .lambda: "lambda"
    case .comprehension(let comprehension):
      switch comprehension.kind {
      case .list: "list comprehension"
      case .set: "set comprehension"
      case .dictionary: "dict comprehension"
      case .generator: "generator expression"
      }
    case .await: "await expression"
    case .yield, .yieldFrom: "yield expression"
    case .named: "named expression"
    }
  }
}
