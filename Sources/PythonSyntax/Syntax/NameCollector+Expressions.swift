/// What expressions and targets do with names.
extension NameCollector {
  mutating func visit(_ expression: Expression?) throws(PythonSyntaxError) {
    guard let expression else { return }
    switch expression.kind {
    case .name(let name):
      add(name, .read)
      if name == "super", drafts[current.index]?.scope.kind.isFunctionLike == true { add("__class__", .read) }
    case .constant: break
    case .lambda(let lambda):
      try visitOutside(lambda.parameters)
      try inScope(lambda.scope, .lambda, "<lambda>") { (self) throws(PythonSyntaxError) in
        try self.bind(lambda.parameters)
        try self.visit(lambda.body)
      }
    case .comprehension(let comprehension): try visit(comprehension, at: expression.range)
    case .await(let value):
      drafts[current.index]?.scope.isCoroutine = true
      try visit(value)
    case .yield(let value):
      try refuseYieldInComprehension(at: expression.range)
      drafts[current.index]?.scope.isGenerator = true
      try visit(value)
    case .yieldFrom(let value):
      try refuseYieldInComprehension(at: expression.range)
      drafts[current.index]?.scope.isGenerator = true
      try visit(value)
    case .named(let target, let value):
      try bindNamed(target, at: expression.range)
      try visit(value)
    default:
      try expression.forEachChild { (child) throws(PythonSyntaxError) in try self.visit(child) }
    }
  }

  private func refuseYieldInComprehension(at range: SourceRange) throws(PythonSyntaxError) {
    guard case .comprehension(let kind)? = drafts[current.index]?.scope.kind else { return }
    let place =
      switch kind {
      case .list: "list comprehension"
      case .set: "set comprehension"
      case .dictionary: "dict comprehension"
      case .generator: "generator expression"
      }
    throw PythonSyntaxError("'yield' inside \(place)", at: range)
  }

  mutating func visit(
    _ comprehension: Comprehension, at range: SourceRange
  ) throws(PythonSyntaxError) {
    guard let first = comprehension.clauses.first else { return }
    let wasInIterable = drafts[current.index]?.isInIterable ?? false
    drafts[current.index]?.isInIterable = true
    try visit(first.iterable)
    drafts[current.index]?.isInIterable = wasInIterable
    let name =
      switch comprehension.kind {
      case .list: "<listcomp>"
      case .set: "<setcomp>"
      case .dictionary: "<dictcomp>"
      case .generator: "<genexpr>"
      }
    try inScope(comprehension.scope, .comprehension(comprehension.kind), name) {
      (self) throws(PythonSyntaxError) in
      let index = comprehension.scope.index
      self.drafts[index]?.isInIterable = wasInIterable
      for (position, clause) in comprehension.clauses.enumerated() {
        if clause.isAsync { self.drafts[index]?.scope.isCoroutine = true }
        try self.bindIteration(clause.target)
        if position > 0 {
          self.drafts[index]?.isInIterable = true
          try self.visit(clause.iterable)
          self.drafts[index]?.isInIterable = wasInIterable
        }
        for condition in clause.conditions { try self.visit(condition) }
      }
      try self.visit(comprehension.value)
      try self.visit(comprehension.element)
    }
    if comprehension.kind == .generator {
      drafts[comprehension.scope.index]?.scope.isGenerator = true
    } else if drafts[comprehension.scope.index]?.scope.isCoroutine == true {
      drafts[current.index]?.scope.isCoroutine = true
    }
  }

  // MARK: Targets

  mutating func bind(_ target: Expression) throws(PythonSyntaxError) {
    switch target.kind {
    case .name(let name): add(name, .bound)
    case .tuple(let elements), .list(let elements): for element in elements { try bind(element) }
    case .starred(let inner): try bind(inner)
    default: try visit(target)
    }
  }

  mutating func bindIteration(_ target: Expression) throws(PythonSyntaxError) {
    switch target.kind {
    case .name(let name):
      // A name that an assignment expression already took out of the comprehension.
      if !uses(of: name).isDisjoint(with: [.global, .nonlocal]) {
        throw PythonSyntaxError(
          "comprehension inner loop cannot rebind assignment expression target '\(name)'", at: target.range)
      }
      add(name, [.bound, .iteration])
    case .tuple(let elements), .list(let elements): for element in elements { try bindIteration(element) }
    case .starred(let inner): try bindIteration(inner)
    default: try visit(target)
    }
  }

  /// `:=` in a comprehension binds in the function or module around all comprehensions (PEP 572).
  private mutating func bindNamed(
    _ target: Expression, at range: SourceRange
  ) throws(PythonSyntaxError) {
    guard case .name(let name) = target.kind else { return }
    if drafts[current.index]?.isInIterable == true {
      throw PythonSyntaxError(
        "assignment expression cannot be used in a comprehension iterable expression", at: range)
    }
    var passed: [NameScopeID] = []
    var id = current
    while let draft = drafts[id.index], case .comprehension = draft.scope.kind,
      let parent = draft.scope.parent
    {
      if draft.uses[draft.scope.mangled(name)]?.contains(.iteration) == true {
        throw PythonSyntaxError(
          "assignment expression cannot rebind comprehension iteration variable '\(name)'", at: target.range)
      }
      passed.append(id)
      id = parent
    }
    let kind = drafts[id.index]?.scope.kind
    if !passed.isEmpty, kind == .class {
      throw PythonSyntaxError(
        "assignment expression within a comprehension cannot be used in a class body", at: target.range)
    }
    let owner = drafts[id.index]
    let isGlobal =
      kind == .module || owner?.uses[owner?.scope.mangled(name) ?? name]?.contains(.global) == true
    drafts[id.index]?.add(name, kind == .module || !isGlobal ? .bound : .global)
    for comprehension in passed {
      drafts[comprehension.index]?.add(name, isGlobal ? .global : .nonlocal)
    }
  }

  mutating func visit(_ pattern: Pattern) throws(PythonSyntaxError) {
    switch pattern.kind {
    case .value(let value): try visit(value)
    case .singleton, .wildcard: break
    case .sequence(let patterns), .or(let patterns): for inner in patterns { try visit(inner) }
    case .star(let name): if let name { add(name, .bound) }
    case .mapping(let items, let rest):
      for item in items {
        try visit(item.key)
        try visit(item.pattern)
      }
      if let rest { add(rest, .bound) }
    case .class(let type, let positional, let keywords):
      try visit(type)
      for inner in positional { try visit(inner) }
      for keyword in keywords { try visit(keyword.pattern) }
    case .capture(let inner, let name):
      if let inner { try visit(inner) }
      add(name, .bound)
    }
  }
}
