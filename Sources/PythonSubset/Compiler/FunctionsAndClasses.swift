import PythonSyntax

extension Compiler {
  func compileDefinition(_ definition: FunctionDefinition) throws {
    let range = unit.range
    try compileDecorated(definition.decorators, range: range) {
      guard let typeScope = definition.typeScope else {
        let flags = try compileDefaults(definition.parameters)
        return try compileFunction(definition, flags, range: range)
      }
      try compileTypeScope(typeScope, definition.typeParameters, range: range) { parameters in
        // The defaults were evaluated outside.
        let flags = definition.parameters.defaultFlags
        if flags & 1 != 0 { unit.emit(.loadFast, 0) }
        if flags & 2 != 0 { unit.emit(.loadFast, 1) }
        try compileFunction(definition, flags, range: range)
        storeTypeParameters(parameters)
      } handingIn: {
        let flags = try compileDefaults(definition.parameters)
        if flags & 1 == 0 { unit.load(.none) }
        if flags & 2 == 0 { unit.load(.none) }
        // The keyword defaults are on the stack already, and come second.
        if flags == 2 { unit.emit(.swap, 2) }
      }
    }
    unit.range = range
    store(definition.name)
  }

  /// Leaves the function on the stack, with what `flags` say of it below.
  private func compileFunction(
    _ definition: FunctionDefinition, _ flags: Int, range: SourceRange
  ) throws {
    let annotations = try compileAnnotations(of: definition)
    unit.range = range
    try compileFunction(definition.scope, range: range, flags: flags | annotations) { unit in
      Self.configure(unit, definition.parameters)
      unit.draft.documentation = definition.documentation
      // CPython numbers a decorated function from its first decorator.
      if let first = definition.decorators.first { unit.draft.firstLine = Int(first.range.start.line) }
      if definition.isAsync { unit.draft.flags.insert(.coroutine) }
      if unit.scope.isGenerator { unit.draft.flags.insert(.generator) }
    } body: {
      try compile(definition.body)
      unit.load(.none)
      unit.emit(.returnValue)
    }
  }

  private func compileDecorated(_ decorators: [Expression], range: SourceRange, _ body: () throws -> Void)
    throws
  {
    for decorator in decorators {
      try compile(decorator)
      unit.emit(.pushUndefined)
    }
    unit.range = range
    try body()
    for decorator in decorators.reversed() { located(decorator.range) { unit.emit(.call, 1) } }
  }

  private static func configure(_ unit: Emitter, _ parameters: Parameters) {
    unit.draft.positionalOnlyCount = parameters.positionalOnly.count
    unit.draft.positionalCount = parameters.positionalOnly.count + parameters.positional.count
    unit.draft.keywordOnlyCount = parameters.keywordOnly.count
    if parameters.variadic != nil { unit.draft.flags.insert(.variadic) }
    if parameters.keywordVariadic != nil { unit.draft.flags.insert(.keywordVariadic) }
  }

  /// Leaves the defaults on the stack and says, as flags of `makeFunction`, which of them are there.
  private func compileDefaults(_ parameters: Parameters) throws -> Int {
    var flags = 0
    let defaults = (parameters.positionalOnly + parameters.positional).compactMap(\.defaultValue)
    if !defaults.isEmpty {
      for value in defaults { try compile(value) }
      unit.emit(.buildTuple, defaults.count)
      flags |= 1
    }
    let named = parameters.keywordOnly.filter { $0.defaultValue != nil }
    if !named.isEmpty {
      unit.emit(.buildDict, 0)
      for parameter in named {
        unit.load(.text(unit.scope.mangled(parameter.name)))
        if let value = parameter.defaultValue { try compile(value) }
        unit.emit(.dictAdd, 1)
      }
      flags |= 2
    }
    return flags
  }

  func compileLambda(_ lambda: Lambda, range: SourceRange) throws {
    let flags = try compileDefaults(lambda.parameters)
    try compileFunction(lambda.scope, range: range, flags: flags) { unit in
      Self.configure(unit, lambda.parameters)
      if unit.scope.isGenerator { unit.draft.flags.insert(.generator) }
    } body: {
      try compile(lambda.body)
      located(lambda.body.range) { unit.emit(.returnValue) }
    }
  }

  func compileClass(_ definition: ClassDefinition) throws {
    let range = unit.range
    try compileDecorated(definition.decorators, range: range) {
      guard let typeScope = definition.typeScope else { return try compileClass(definition, range: range) }
      try compileTypeScope(typeScope, definition.typeParameters, range: range) { parameters in
        try compileClass(definition, range: range, generic: parameters)
        storeTypeParameters(parameters)
      } handingIn: {
        unit.load(.none)
        unit.load(.none)
      }
    }
    unit.range = range
    store(definition.name)
  }

  /// Leaves the class on the stack; `generic` are the slots of its type parameters, which make a base of it.
  private func compileClass(
    _ definition: ClassDefinition, range: SourceRange, generic: [TypeParameter] = []
  ) throws {
    unit.emit(.loadBuildClass)
    unit.emit(.pushUndefined)
    try compileFunction(definition.scope, range: range, flags: 0) { unit in
      unit.draft.documentation = definition.documentation
    } body: {
      try compileClassBody(definition)
    }
    unit.load(.text(definition.name))
    let isSpread =
      definition.bases.contains { if case .starred = $0.kind { true } else { false } }
      || definition.keywords.contains { $0.name == nil }
    if isSpread {
      throw Unsupported(construct: "starred bases of a class", range: definition.nameRange)
    }
    for base in definition.bases { try compile(base) }
    if !generic.isEmpty {
      loadTypeParameters(generic)
      unit.emit(.makeTypeParameter, TypeParameterForm.genericBase.rawValue)
    }
    for keyword in definition.keywords { try compile(keyword.value) }
    unit.range = range
    let count = definition.bases.count + (generic.isEmpty ? 0 : 1) + definition.keywords.count + 2
    if definition.keywords.isEmpty {
      unit.emit(.call, count)
    } else {
      unit.load(.object(PyTuple(definition.keywords.map { .object(internedName($0.name ?? "")) })))
      unit.emit(.callKeywords, count)
    }
  }

  private func compileClassBody(_ definition: ClassDefinition) throws {
    unit.emit(.loadGlobal, unit.name("__name__"))
    unit.emit(.storeName, unit.name("__module__"))
    unit.load(.text(unit.scope.qualifiedName))
    unit.emit(.storeName, unit.name("__qualname__"))
    setUpAnnotations(definition.body)
    if let documentation = definition.documentation {
      unit.load(.text(documentation))
      unit.emit(.storeName, unit.name("__doc__"))
    }
    try compile(definition.body)
    if unit.scope.cells.contains("__class__") {
      unit.emit(.loadCell, unit.slot("__class__"))
    } else {
      unit.load(.none)
    }
    unit.emit(.returnValue)
  }

  // MARK: Comprehensions

  func compileComprehension(_ comprehension: Comprehension, range: SourceRange) throws {
    guard let first = comprehension.clauses.first else { return }
    let isGenerator = comprehension.kind == .generator
    try compileFunction(comprehension.scope, range: range, flags: 0) { unit in
      unit.draft.positionalCount = 1
      if !isGenerator { unit.draft.flags.insert(.inlined) }
      if isGenerator { unit.draft.flags.insert(.generator) }
      if unit.scope.isCoroutine { unit.draft.flags.insert(.coroutine) }
    } body: {
      switch comprehension.kind {
      case .list: unit.emit(.buildList, 0)
      case .set: unit.emit(.buildSet, 0)
      case .dictionary: unit.emit(.buildDict, 0)
      case .generator: break
      }
      unit.emit(.loadFast, 0)
      try compileClause(comprehension, index: 0, range: range)
      if isGenerator { unit.load(.none) }
      unit.emit(.returnValue)
    }
    unit.emit(.pushUndefined)
    try compile(first.iterable)
    located(first.iterable.range) { unit.emit(first.isAsync ? .getAsyncIterator : .getIterator) }
    unit.emit(.call, 1)
    if !isGenerator, symbols[comprehension.scope].isCoroutine { awaitTop() }
  }

  /// With the clause's iterator on top of the stack.
  private func compileClause(_ comprehension: Comprehension, index: Int, range whole: SourceRange) throws {
    let clause = comprehension.clauses[index]
    let start = unit.newLabel()
    let end = unit.newLabel()
    let depth = unit.depth
    // What an asynchronous iterator raises is looked for in the whole comprehension, what a plain one does where that is made.
    let range = clause.isAsync ? whole : clause.iterable.range
    unit.place(start)
    if clause.isAsync {
      located(range) {
        unit.withHandler(end, keeping: depth) {
          unit.emit(.getAsyncNext)
          unit.load(.none)
          unit.emit(.send)
        }
      }
    } else {
      located(range) { unit.emitJump(.iterate, end) }
    }
    try compileStore(clause.target)
    for condition in clause.conditions {
      let next = unit.newLabel()
      try compileJump(condition, to: next, if: true)
      unit.emitJump(.jumpBack, start)
      unit.place(next)
    }
    if index + 1 < comprehension.clauses.count {
      let inner = comprehension.clauses[index + 1]
      try compile(inner.iterable)
      located(inner.iterable.range) { unit.emit(inner.isAsync ? .getAsyncIterator : .getIterator) }
      try compileClause(comprehension, index: index + 1, range: whole)
    } else {
      try compile(comprehension.element)
      switch comprehension.kind {
      case .list: unit.emit(.listAppend, comprehension.clauses.count + 1)
      case .set: unit.emit(.setAdd, comprehension.clauses.count + 1)
      case .dictionary:
        if let value = comprehension.value { try compile(value) }
        unit.emit(.dictAdd, comprehension.clauses.count + 1)
      case .generator:
        unit.emit(.yieldValue)
        unit.emit(.pop)
      }
    }
    unit.emitJump(.jumpBack, start)
    unit.place(end)
    if clause.isAsync {
      unit.setDepth(depth + 1)
      located(range) { unit.emit(.endAsyncFor) }
    }
  }
}
