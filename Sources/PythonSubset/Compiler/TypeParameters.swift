import PythonSyntax

/// What the instruction `makeTypeParameter` makes.
enum TypeParameterForm: Int {
  case type, variadic, parameters
  /// `Generic[T]`, of a tuple of type parameters.
  case genericBase
  case alias
}

/// PEP 695: a definition with type parameters lies in a hidden function, which holds them.
extension Compiler {
  /// Calls a function that makes the type parameters and leaves what `body` leaves; `handingIn` pushes its two
  /// arguments, a function's defaults.
  func compileTypeScope(
    _ scope: NameScopeID, _ parameters: [TypeParameter], range: SourceRange,
    body: ([TypeParameter]) throws -> Void, handingIn: () throws -> Void
  ) throws {
    let isInClass = unit.scope.kind == .class
    try compileFunction(scope, range: range, flags: 0) { unit in
      unit.draft.positionalCount = TypeParameter.handedIn.count
      if isInClass { unit.draft.flags.insert(.seesClass) }
    } body: {
      for parameter in parameters { try compileTypeParameter(parameter) }
      unit.range = range
      try body(parameters)
      unit.emit(.returnValue)
    }
    unit.emit(.pushUndefined)
    try handingIn()
    unit.range = range
    unit.emit(.call, TypeParameter.handedIn.count)
  }

  private func compileTypeParameter(_ parameter: TypeParameter) throws {
    unit.range = parameter.range
    unit.load(.text(parameter.name))
    for part in [parameter.bound, parameter.defaultValue] {
      if let part { try compileLazy(part, of: parameter.range) } else { unit.load(.none) }
    }
    unit.emit(.makeTypeParameter, parameter.kind.rawValue)
    store(parameter.name)
  }

  private func compileLazy(_ lazy: LazyExpression, of range: SourceRange) throws {
    try compileFunction(lazy.scope, range: range, flags: 0) { _ in
    } body: {
      if case .starred(let inner) = lazy.expression.kind {
        try compile(inner)
        unit.emit(.unpack, 1)
      } else {
        try compile(lazy.expression)
      }
      unit.emit(.returnValue)
    }
  }

  /// Leaves the type parameters on the stack as a tuple.
  func loadTypeParameters(_ parameters: [TypeParameter]) {
    for parameter in parameters { load(parameter.name) }
    unit.emit(.buildTuple, parameters.count)
  }

  /// Gives the function or class on top of the stack its `__type_params__`.
  func storeTypeParameters(_ parameters: [TypeParameter]) {
    unit.emit(.copy, 1)
    loadTypeParameters(parameters)
    unit.emit(.swap, 2)
    unit.emit(.storeAttribute, unit.name("__type_params__"))
  }

  func compileTypeAlias(_ alias: TypeAlias) throws {
    let range = unit.range
    func make(_ parameters: [TypeParameter]) throws {
      unit.load(.text(alias.name.plainName))
      loadTypeParameters(parameters)
      try compileLazy(alias.value, of: range)
      unit.emit(.makeTypeParameter, TypeParameterForm.alias.rawValue)
    }
    if let scope = alias.typeScope {
      try compileTypeScope(scope, alias.parameters, range: range, body: make) {
        unit.load(.none)
        unit.load(.none)
      }
    } else {
      try make([])
    }
    unit.range = range
    try compileStore(alias.name)
  }
}
