import PythonSyntax

extension Compiler {
  func compile(_ statements: [Statement]) throws {
    for statement in statements { try compile(statement) }
  }

  func compile(_ statement: Statement) throws {
    unit.range = statement.range
    if !notes.isEmpty { emitNotes(for: statement.range) }
    if let cost = costs.number(of: statement) { unit.emit(.hold, cost) }
    switch statement.kind {
    case .expression(let expression):
      if case .constant = expression.kind { return unit.emit(.nop) }
      try compile(expression)
      unit.emit(.pop)
    case .assign(let targets, let value):
      try compile(value)
      for (index, target) in targets.enumerated() {
        if index < targets.count - 1 { unit.emit(.copy, 1) }
        try compileStore(target)
      }
    case .augmentedAssign(let target, let `operator`, let value):
      try compileAugmented(target, `operator`, value)
    case .annotatedAssign(let target, let annotation, let value, let isSimple):
      try compileAnnotated(target, annotation, value, isSimple: isSimple)
    case .return(let value):
      try compileReturn(value)
    case .delete(let targets):
      for target in targets { try compileDelete(target) }
    case .raise(let exception, let cause):
      if let exception { try compile(exception) }
      if let cause { try compile(cause) }
      unit.emit(.raise, (exception == nil ? 0 : 1) + (cause == nil ? 0 : 1))
    case .assert(let test, let message):
      try compileAssert(test, message)
    case .global, .nonlocal, .pass:
      unit.emit(.nop)
    case .import(let aliases):
      for alias in aliases { compileImport(alias) }
    case .importFrom(let module, let names, let level):
      compileImport(from: module ?? "", names, level: level)
    case .break: try compileLoopExit(isBreak: true)
    case .continue: try compileLoopExit(isBreak: false)
    case .if(let branches, let otherwise): try compileIf(branches, otherwise)
    case .while(let test, let body, let otherwise): try compileWhile(test, body, otherwise)
    case .for(let loop): try compileFor(loop)
    case .try(let statement): try compileTry(statement)
    case .with(let statement): try compileWith(statement, items: statement.items[...])
    case .function(let definition): try compileDefinition(definition)
    case .class(let definition): try compileClass(definition)
    case .match(let subject, let cases): try compileMatch(subject, cases)
    case .typeAlias(let alias): try compileTypeAlias(alias)
    }
  }

  private func compileReturn(_ value: Expression?) throws {
    let range = unit.range
    let depth = unit.depth
    if let value { try compile(value) } else { unit.load(.none) }
    let blocks = unit.blocks
    let region = unit.region
    while let block = unit.blocks.popLast() {
      unit.range = range
      try unwind(block, keepingTop: true)
    }
    unit.range = range
    unit.emit(.returnValue)
    unit.blocks = blocks
    unit.region = region
    unit.setDepth(depth)
  }

  private func compileLoopExit(isBreak: Bool) throws {
    let blocks = unit.blocks
    let region = unit.region
    let depth = unit.depth
    while let block = unit.blocks.last {
      if case .loop(let breakTo, let continueTo, let hasIterator) = block {
        if isBreak {
          if hasIterator { unit.emit(.pop) }
          unit.emitJump(.jump, breakTo)
        } else {
          unit.emitJump(.jumpBack, continueTo)
        }
        break
      }
      unit.blocks.removeLast()
      try unwind(block, keepingTop: false)
    }
    unit.blocks = blocks
    unit.region = region
    unit.setDepth(depth)
  }

  private func compileAssert(_ test: Expression, _ message: Expression?) throws {
    let range = unit.range
    let end = unit.newLabel()
    warn(ofAssertion: test, line: range.start.line)
    try compile(test)
    unit.emitJump(.jumpIfTrue, end)
    unit.emit(.loadAssertionError)
    if let message {
      unit.emit(.pushUndefined)
      try compile(message)
      unit.emit(.call, 1)
    }
    located(test.range) { unit.emit(.raise, 1) }
    unit.range = range
    unit.place(end)
  }

  private func compileIf(_ branches: [Branch], _ otherwise: [Statement]) throws {
    let end = unit.newLabel()
    for branch in branches {
      let next = unit.newLabel()
      try compileJump(branch.test, to: next, if: false)
      try compile(branch.body)
      unit.emitJump(.jump, end)
      unit.place(next)
    }
    try compile(otherwise)
    unit.place(end)
  }

  private func compileWhile(_ test: Expression, _ body: [Statement], _ otherwise: [Statement]) throws {
    let start = unit.newLabel()
    let exhausted = unit.newLabel()
    let end = unit.newLabel()
    unit.place(start)
    let range = unit.range
    let before = warnings.count
    if case .constant(.boolean(true)) = test.kind {} else { try compileJump(test, to: exhausted, if: false) }
    let testWarnings = warnings[before...]
    unit.blocks.append(.loop(breakTo: end, continueTo: start, hasIterator: false))
    try compile(body)
    unit.blocks.removeLast()
    // CPython compiles the test once more behind the body.
    warnings += testWarnings
    unit.range = range
    unit.emitJump(.jumpBack, start)
    unit.place(exhausted)
    try compile(otherwise)
    unit.place(end)
  }

  private func compileFor(_ loop: ForLoop) throws {
    let start = unit.newLabel()
    let exhausted = unit.newLabel()
    let end = unit.newLabel()
    try compile(loop.iterable)
    let range = loop.iterable.range
    located(range) { unit.emit(loop.isAsync ? .getAsyncIterator : .getIterator) }
    let depth = unit.depth
    unit.place(start)
    if loop.isAsync {
      located(range) {
        unit.withHandler(exhausted, keeping: depth) {
          unit.emit(.getAsyncNext)
          unit.load(.none)
          unit.emit(.send)
        }
      }
    } else {
      located(range) { unit.emitJump(.iterate, exhausted) }
    }
    unit.blocks.append(.loop(breakTo: end, continueTo: start, hasIterator: true))
    try compileStore(loop.target)
    try compile(loop.body)
    unit.blocks.removeLast()
    unit.range = range
    unit.emitJump(.jumpBack, start)
    unit.place(exhausted)
    if loop.isAsync {
      unit.setDepth(depth + 1)
      unit.emit(.endAsyncFor)
    }
    try compile(loop.otherwise)
    unit.place(end)
  }

  // MARK: Targets

  func compileStore(_ target: Expression) throws {
    try located(target.range) {
      switch target.kind {
      case .name(let name): store(name)
      case .attribute(let object, let name):
        try compile(object)
        emitAttribute(.storeAttribute, name, range: target.range)
      case .subscript(let object, let index):
        try compile(object)
        try compile(index)
        unit.range = target.range
        unit.emit(.storeItem)
      case .tuple(let targets), .list(let targets): try compileUnpacking(targets)
      case .starred(let inner): try compileStore(inner)
      default: throw Unsupported(construct: "this assignment target", range: target.range)
      }
    }
  }

  private func compileUnpacking(_ targets: [Expression]) throws {
    let star = targets.firstIndex { if case .starred = $0.kind { true } else { false } }
    if let star {
      guard star < 4096, targets.count - star <= 4096 else {
        throw Unsupported(construct: "unpacking to so many targets", range: unit.range)
      }
      unit.emit(.unpackStar, star | (targets.count - star - 1) << 12)
    } else {
      unit.emit(.unpack, targets.count)
    }
    for target in targets { try compileStore(target) }
  }

  private func compileDelete(_ target: Expression) throws {
    try located(target.range) {
      switch target.kind {
      case .name(let name): delete(name)
      case .attribute(let object, let name):
        try compile(object)
        emitAttribute(.deleteAttribute, name, range: target.range)
      case .subscript(let object, let index):
        try compile(object)
        try compile(index)
        unit.range = target.range
        unit.emit(.deleteItem)
      case .tuple(let targets), .list(let targets): for target in targets { try compileDelete(target) }
      default: throw Unsupported(construct: "this 'del' target", range: target.range)
      }
    }
  }

  private func compileAugmented(_ target: Expression, _ op: BinaryOperator, _ value: Expression) throws {
    let range = unit.range
    switch target.kind {
    case .name(let name):
      located(target.range) { load(name) }
      try compile(value)
      unit.range = range
      unit.emit(.inPlace, op.number)
      located(target.range) { store(name) }
    case .attribute(let object, let name):
      try compile(object)
      unit.emit(.copy, 1)
      emitAttribute(.loadAttribute, name, range: target.range)
      try compile(value)
      unit.range = range
      unit.emit(.inPlace, op.number)
      unit.emit(.swap, 2)
      emitAttribute(.storeAttribute, name, range: target.range)
    case .subscript(let object, let index):
      try compile(object)
      try compile(index)
      unit.emit(.copy, 2)
      unit.emit(.copy, 2)
      located(target.range) { unit.emit(.loadItem) }
      try compile(value)
      unit.range = range
      unit.emit(.inPlace, op.number)
      // object, index, result -> result, object, index
      unit.emit(.swap, 3)
      unit.emit(.swap, 2)
      located(target.range) { unit.emit(.storeItem) }
    default: throw Unsupported(construct: "this augmented assignment", range: range)
    }
  }

  // MARK: Imports

  private func compileImport(_ alias: ImportAlias) {
    unit.load(.int(0))
    unit.load(.none)
    unit.emit(.importName, unit.name(alias.name))
    if alias.alias != nil {
      // `import a.b as c` binds the submodule.
      for part in alias.name.split(separator: ".").dropFirst() {
        unit.emit(.loadAttribute, unit.name(String(part)))
      }
    }
    store(alias.boundName)
  }

  private func compileImport(from module: String, _ names: [ImportAlias], level: Int) {
    unit.load(.int(level))
    unit.load(.object(PyTuple(names.map { .text($0.name) })))
    unit.emit(.importName, unit.name(module))
    for alias in names {
      if alias.name == "*" { return unit.emit(.importStar) }
      unit.emit(.importFrom, unit.name(alias.name))
      store(alias.alias ?? alias.name)
    }
    unit.emit(.pop)
  }
}
