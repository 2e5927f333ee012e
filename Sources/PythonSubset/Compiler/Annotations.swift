import PythonSyntax

extension Compiler {
  /// Makes the dictionary of a module's or class's annotations, where there are some.
  func setUpAnnotations(_ body: [Statement]) {
    guard body.contains(where: \.holdsAnnotation) else { return }
    unit.emit(.buildDict, 0)
    storeAnnotations()
  }

  private func storeAnnotations() {
    let name = unit.name("__annotations__")
    unit.emit(unit.scope.kind == .class ? .storeName : .storeGlobal, name)
  }

  /// `target: annotation = value`: only modules and classes evaluate and keep annotations.
  func compileAnnotated(
    _ target: Expression, _ annotation: Expression, _ value: Expression?, isSimple: Bool
  ) throws {
    if let value {
      try compile(value)
      try compileStore(target)
    }
    let keeps = !unit.scope.kind.isFunctionLike
    if isSimple, keeps, case .name(let name) = target.kind {
      try compileAnnotation(annotation)
      let place = unit.name("__annotations__")
      unit.emit(unit.scope.kind == .class ? .loadName : .loadGlobal, place)
      unit.load(.text(unit.scope.mangled(name)))
      return unit.emit(.storeItem)
    }
    if value == nil { try compileUnassigned(target) }
    if keeps, !isSimple, !annotatesWithText {
      try compile(annotation)
      unit.emit(.pop)
    }
  }

  /// What an annotated target without a value evaluates: the object, and the index.
  private func compileUnassigned(_ target: Expression) throws {
    switch target.kind {
    case .attribute(let object, _):
      try compile(object)
      unit.emit(.pop)
    case .subscript(let object, let index):
      for part in [object, index] {
        try compile(part)
        unit.emit(.pop)
      }
    default: unit.emit(.nop)
    }
  }

  /// Leaves the value of an annotation on the stack, or its text.
  private func compileAnnotation(_ annotation: Expression) throws {
    guard annotatesWithText else { return try compile(annotation) }
    guard let text = ExpressionText.text(annotation) else {
      throw Unsupported(construct: "this annotation as text", range: annotation.range)
    }
    unit.load(.text(text))
  }

  /// Leaves a function's annotations on the stack as names and values in turn; the flag of `makeFunction` for them.
  func compileAnnotations(of definition: FunctionDefinition) throws -> Int {
    var count = 0
    func add(_ name: String, _ annotation: Expression?) throws {
      guard let annotation else { return }
      unit.load(.text(unit.scope.mangled(name)))
      if case .starred(let inner) = annotation.kind, !annotatesWithText {
        try compile(inner)
        unit.emit(.unpack, 1)
      } else {
        try compileAnnotation(annotation)
      }
      count += 2
    }
    let parameters = definition.parameters
    // CPython evaluates those of the positional-only parameters second.
    let inOrder =
      parameters.positional + parameters.positionalOnly + [parameters.variadic].compactMap(\.self)
      + parameters.keywordOnly + [parameters.keywordVariadic].compactMap(\.self)
    for parameter in inOrder { try add(parameter.name, parameter.annotation) }
    try add("return", definition.returns)
    if count == 0 { return 0 }
    unit.emit(.buildTuple, count)
    return 8
  }
}

extension Statement {
  /// Whether it annotates a name, in itself or in its blocks.
  fileprivate var holdsAnnotation: Bool {
    func any(_ bodies: [Statement]...) -> Bool { bodies.contains { $0.contains(where: \.holdsAnnotation) } }
    switch kind {
    case .annotatedAssign: return true
    case .if(let branches, let otherwise): return branches.contains { any($0.body) } || any(otherwise)
    case .while(_, let body, let otherwise): return any(body, otherwise)
    case .for(let loop): return any(loop.body, loop.otherwise)
    case .with(let statement): return any(statement.body)
    case .try(let attempt):
      return any(attempt.body, attempt.otherwise, attempt.finally)
        || attempt.handlers.contains { any($0.body) }
    case .match(_, let cases): return cases.contains { any($0.body) }
    default: return false
    }
  }
}

extension Parameters {
  /// The flags of `makeFunction` for the defaults that there are.
  var defaultFlags: Int {
    let hasDefaults = (positionalOnly + positional).contains { $0.defaultValue != nil }
    return (hasDefaults ? 1 : 0) | (keywordOnly.contains { $0.defaultValue != nil } ? 2 : 0)
  }
}
