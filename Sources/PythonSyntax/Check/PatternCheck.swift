/// What CPython's compiler refuses in the patterns of a `match`.
enum PatternCheck {
  static func check(_ matchCase: MatchCase, isLast: Bool) throws(PythonSyntaxError) {
    if !isLast, matchCase.guard == nil { try refuseIrrefutable(matchCase.pattern, then: "patterns") }
    _ = try names(matchCase.pattern)
  }

  /// A pattern that always matches leaves those after it without use.
  private static func refuseIrrefutable(
    _ pattern: Pattern, then what: String
  ) throws(PythonSyntaxError) {
    switch pattern.kind {
    case .wildcard:
      throw PythonSyntaxError("wildcard makes remaining \(what) unreachable", at: pattern.range)
    case .capture(nil, let name):
      throw PythonSyntaxError("name capture '\(name)' makes remaining \(what) unreachable", at: pattern.range)
    case .capture(let inner?, _): try refuseIrrefutable(inner, then: what)
    case .or(let alternatives): if let last = alternatives.last { try refuseIrrefutable(last, then: what) }
    default: break
    }
  }

  /// The names that a pattern binds; each at most once, and the same in all alternatives.
  private static func names(_ pattern: Pattern) throws(PythonSyntaxError) -> Set<String> {
    var bound: Set<String> = []
    func bind(_ name: String, at range: SourceRange? = nil) throws(PythonSyntaxError) {
      if !bound.insert(name).inserted {
        throw PythonSyntaxError(
          "multiple assignments to name '\(name)' in pattern", at: range ?? pattern.range)
      }
    }
    func bind(_ inner: Pattern) throws(PythonSyntaxError) {
      for name in try names(inner).sorted() { try bind(name, at: inner.range) }
    }
    switch pattern.kind {
    case .value, .singleton, .wildcard, .star(nil): break
    case .star(let name?): try bind(name)
    case .sequence(let patterns):
      var stars = 0
      for inner in patterns {
        if case .star = inner.kind { stars += 1 }
        try bind(inner)
      }
      if stars > 1 {
        throw PythonSyntaxError("multiple starred names in sequence pattern", at: pattern.range)
      }
    case .mapping(let items, let rest):
      for item in items { try bind(item.pattern) }
      if let rest { try bind(rest) }
    case .class(_, let positional, let keywords):
      for inner in positional { try bind(inner) }
      for keyword in keywords { try bind(keyword.pattern) }
    case .capture(let inner, let name):
      if let inner { try bind(inner) }
      try bind(name)
    case .or(let alternatives):
      for (index, alternative) in alternatives.enumerated() {
        if index < alternatives.count - 1 { try refuseIrrefutable(alternative, then: "patterns") }
        let inner = try names(alternative)
        if index > 0, inner != bound {
          throw PythonSyntaxError("alternative patterns bind different names", at: pattern.range)
        }
        bound = inner
      }
    }
    return bound
  }
}
