extension Expression {
  /// Calls `body` with each expression directly below this one, in the order of evaluation where there is one.
  ///
  /// Includes those that belong to a scope of their own: the body of a lambda, the parts of a comprehension.
  package func forEachChild<Failure>(
    _ body: (Expression) throws(Failure) -> Void
  ) throws(Failure) {
    switch kind {
    case .name, .constant: break
    case .formattedString(let parts): try parts.forEachValue(body)
    case .tuple(let elements), .list(let elements), .set(let elements), .boolean(_, let elements):
      for element in elements { try body(element) }
    case .dictionary(let items):
      for item in items {
        if let key = item.key { try body(key) }
        try body(item.value)
      }
    case .unary(_, let operand), .starred(let operand), .await(let operand), .yieldFrom(let operand),
      .attribute(let operand, _):
      try body(operand)
    case .yield(let value): if let value { try body(value) }
    case .binary(let left, _, let right):
      try body(left)
      try body(right)
    case .comparison(let first, let links):
      try body(first)
      for link in links { try body(link.operand) }
    case .conditional(let test, let then, let otherwise):
      try body(test)
      try body(then)
      try body(otherwise)
    case .call(let callee, let arguments, let keywords):
      try body(callee)
      for argument in arguments { try body(argument) }
      for keyword in keywords { try body(keyword.value) }
    case .subscript(let value, let index):
      try body(value)
      try body(index)
    case .slice(let lower, let upper, let step):
      if let lower { try body(lower) }
      if let upper { try body(upper) }
      if let step { try body(step) }
    case .lambda(let lambda):
      for parameter in lambda.parameters.all {
        if let value = parameter.defaultValue { try body(value) }
      }
      try body(lambda.body)
    case .comprehension(let comprehension):
      for clause in comprehension.clauses {
        try body(clause.iterable)
        try body(clause.target)
        for condition in clause.conditions { try body(condition) }
      }
      try body(comprehension.element)
      if let value = comprehension.value { try body(value) }
    case .named(let target, let value):
      try body(target)
      try body(value)
    }
  }
}

extension [FormattedPart] {
  /// Calls `body` with each value of an f-string, those of its format specs included.
  package func forEachValue<Failure>(
    _ body: (Expression) throws(Failure) -> Void
  ) throws(Failure) {
    for case .replacement(let replacement) in self {
      try body(replacement.value)
      try replacement.format?.forEachValue(body)
    }
  }
}
