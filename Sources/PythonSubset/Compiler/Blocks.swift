import PythonSyntax

extension Compiler {
  /// Emits what leaving a block early has to do; `keepingTop`: a value to return is on top of the stack.
  func unwind(_ block: Emitter.Block, keepingTop: Bool) throws {
    switch block {
    case .loop(_, _, let hasIterator):
      guard hasIterator else { return }
      if keepingTop { unit.emit(.swap, 2) }
      unit.emit(.pop)
    case .handled: leaveRegion()
    case .finallyBody(let body):
      leaveRegion()
      if keepingTop { unit.blocks.append(.returning) }
      try compile(body)
      if keepingTop { unit.blocks.removeLast() }
    case .returning:
      // It returns something else, or does not return at all.
      if keepingTop { unit.emit(.swap, 2) }
      unit.emit(.pop)
    case .finallyHandler:
      if keepingTop { unit.emit(.swap, 2) }
      unit.emit(.pop)
      if keepingTop { unit.emit(.swap, 2) }
      unit.emit(.popHandled)
      leaveRegion()
    case .exceptBody(let name):
      if keepingTop { unit.emit(.swap, 2) }
      unit.emit(.popHandled)
      leaveRegion()
      if let name {
        // A named one has a region of its own, which forgets the name.
        leaveRegion()
        forget(name)
      }
    case .with(let isAsync, let range):
      leaveRegion()
      if keepingTop {
        // exit, receiver, value -> value, exit, receiver
        unit.emit(.swap, 3)
        unit.emit(.swap, 2)
      }
      located(range) { callExit(isAsync: isAsync) }
    }
  }

  /// The rest is not covered by the innermost handler any more. Statements that return or leave a loop put it back.
  private func leaveRegion() {
    unit.region = unit.outerRegion(of: unit.region)
  }

  private func forget(_ name: String) {
    unit.load(.none)
    store(name)
    delete(name)
  }

  private func callExit(isAsync: Bool) {
    for _ in 0..<3 { unit.load(.none) }
    unit.emit(.call, 3)
    if isAsync { awaitTop() }
    unit.emit(.pop)
  }

  func awaitTop() {
    unit.emit(.getAwaitable)
    unit.load(.none)
    unit.emit(.send)
  }

  // MARK: try

  func compileTry(_ statement: Try) throws {
    guard !statement.finally.isEmpty else { return try compileHandlers(statement) }
    let range = unit.range
    let handler = unit.newLabel()
    let cleanup = unit.newLabel()
    let end = unit.newLabel()
    let depth = unit.depth
    try unit.withHandler(handler, keeping: depth) {
      unit.blocks.append(.finallyBody(statement.finally))
      if statement.handlers.isEmpty { try compile(statement.body) } else { try compileHandlers(statement) }
      unit.blocks.removeLast()
    }
    try compile(statement.finally)
    unit.emitJump(.jump, end)

    unit.place(handler)
    unit.setDepth(depth + 1)
    unit.range = range
    unit.emit(.pushHandled)
    try unit.withHandler(cleanup, keeping: depth + 1) {
      unit.blocks.append(.finallyHandler)
      try compile(statement.finally)
      unit.blocks.removeLast()
      unit.emit(.reraise)
    }
    emitCleanup(cleanup, depth: depth + 2)
    unit.setDepth(depth)
    unit.place(end)
  }

  /// previous, exception -> : what runs where a handler itself raises.
  private func emitCleanup(_ label: Emitter.Label, depth: Int) {
    unit.place(label)
    unit.setDepth(depth)
    unit.emit(.swap, 2)
    unit.emit(.popHandled)
    unit.emit(.reraise)
  }

  private func compileHandlers(_ statement: Try) throws {
    let handler = unit.newLabel()
    let cleanup = unit.newLabel()
    let end = unit.newLabel()
    let depth = unit.depth
    try unit.withHandler(handler, keeping: depth) {
      unit.blocks.append(.handled)
      try compile(statement.body)
      unit.blocks.removeLast()
    }
    try compile(statement.otherwise)
    unit.emitJump(.jump, end)

    unit.place(handler)
    unit.setDepth(depth + 1)
    unit.emit(.pushHandled)
    try unit.withHandler(cleanup, keeping: depth + 1) {
      if statement.isStar {
        try compileStarHandlers(statement.handlers, end: end)
      } else {
        for handler in statement.handlers { try compileHandler(handler, depth: depth, end: end) }
        unit.setDepth(depth + 2)
        unit.emit(.reraise)
      }
    }
    emitCleanup(cleanup, depth: depth + 2)
    unit.setDepth(depth)
    unit.place(end)
  }

  private func compileHandler(_ handler: ExceptHandler, depth: Int, end: Emitter.Label) throws {
    let next = unit.newLabel()
    unit.setDepth(depth + 2)
    unit.range = handler.range
    if let type = handler.type {
      try compile(type)
      located(type.range) { unit.emit(.matchException) }
      unit.emitJump(.jumpIfFalse, next)
    }
    if let name = handler.name {
      let forgetting = unit.newLabel()
      store(name)
      try unit.withHandler(forgetting, keeping: depth + 1) {
        unit.blocks.append(.exceptBody(name: name))
        try compile(handler.body)
        unit.blocks.removeLast()
      }
      unit.emit(.popHandled)
      forget(name)
      unit.emitJump(.jump, end)
      unit.place(forgetting)
      unit.setDepth(depth + 2)
      forget(name)
      unit.emit(.reraise)
    } else {
      unit.emit(.pop)
      unit.blocks.append(.exceptBody(name: nil))
      try compile(handler.body)
      unit.blocks.removeLast()
      unit.emit(.popHandled)
      unit.emitJump(.jump, end)
    }
    unit.setDepth(depth + 2)
    unit.place(next)
  }

  /// The handlers of `except*`. Two temporaries hold what is not handled yet and the list of what to raise.
  private func compileStarHandlers(_ handlers: [ExceptHandler], end: Emitter.Label) throws {
    let depth = unit.depth
    let original = unit.temporary()
    let rest = unit.temporary()
    let raised = unit.temporary()
    unit.emit(.copy, 1)
    unit.emit(.storeFast, original)
    unit.emit(.copy, 1)
    unit.emit(.storeFast, rest)
    unit.emit(.buildList, 0)
    unit.emit(.storeFast, raised)
    for handler in handlers {
      guard let type = handler.type else { continue }
      let next = unit.newLabel()
      let failed = unit.newLabel()
      unit.range = handler.range
      unit.emit(.loadFast, rest)
      try compile(type)
      located(type.range) { unit.emit(.matchGroup) }
      unit.emit(.swap, 2)
      unit.emit(.storeFast, rest)
      // previous, exception, match
      unit.emit(.copy, 1)
      unit.load(.none)
      unit.emit(.compare, ComparisonOperator.is.number)
      let matched = unit.newLabel()
      unit.emitJump(.jumpIfFalse, matched)
      unit.emit(.pop)
      unit.emitJump(.jump, next)
      unit.place(matched)
      // The matching part is what a bare `raise` raises again.
      unit.emit(.pushHandled)
      if let name = handler.name { store(name) } else { unit.emit(.pop) }
      try unit.withHandler(failed, keeping: depth + 1) {
        unit.blocks.append(.exceptBody(name: handler.name))
        try compile(handler.body)
        unit.blocks.removeLast()
      }
      unit.emit(.popHandled)
      if let name = handler.name { forget(name) }
      unit.emitJump(.jump, next)
      unit.place(failed)
      // previous, exception, previous of the part, raised
      unit.setDepth(depth + 2)
      unit.emit(.loadFast, raised)
      unit.emit(.swap, 2)
      unit.emit(.listAppend, 1)
      unit.emit(.pop)
      unit.emit(.popHandled)
      if let name = handler.name { forget(name) }
      unit.setDepth(depth)
      unit.place(next)
    }
    unit.emit(.loadFast, raised)
    unit.emit(.loadFast, rest)
    unit.emit(.listAppend, 1)
    unit.emit(.loadFast, original)
    unit.emit(.swap, 2)
    unit.emit(.mergeGroups)
    for slot in [original, rest, raised] {
      unit.load(.none)
      unit.emit(.storeFast, slot)
    }
    let nothing = unit.newLabel()
    unit.emit(.copy, 1)
    unit.load(.none)
    unit.emit(.compare, ComparisonOperator.is.number)
    unit.emitJump(.jumpIfTrue, nothing)
    // previous, exception, merged -> previous, merged
    unit.emit(.swap, 2)
    unit.emit(.pop)
    unit.emit(.reraise)
    unit.setDepth(depth + 1)
    unit.place(nothing)
    unit.emit(.pop)
    unit.emit(.pop)
    unit.emit(.popHandled)
    unit.emitJump(.jump, end)
  }

  // MARK: with

  func compileWith(_ statement: With, items: ArraySlice<WithItem>) throws {
    guard let item = items.first else { return try compile(statement.body) }
    let range = item.context.range
    let depth = unit.depth
    let handler = unit.newLabel()
    let cleanup = unit.newLabel()
    let suppressed = unit.newLabel()
    let end = unit.newLabel()
    try compile(item.context)
    located(range) {
      unit.emit(statement.isAsync ? .loadAsyncEnter : .loadEnter)
      unit.emit(.call, 0)
      if statement.isAsync { awaitTop() }
    }
    try unit.withHandler(handler, keeping: depth + 2) {
      unit.blocks.append(.with(isAsync: statement.isAsync, range))
      if let target = item.target { try compileStore(target) } else { unit.emit(.pop) }
      try compileWith(statement, items: items.dropFirst())
      unit.blocks.removeLast()
    }
    unit.range = range
    callExit(isAsync: statement.isAsync)
    unit.emitJump(.jump, end)

    unit.place(handler)
    unit.setDepth(depth + 3)
    unit.emit(.pushHandled)
    unit.withHandler(cleanup, keeping: depth + 3) {
      unit.emit(.prepareExit)
      unit.emit(.call, 3)
      if statement.isAsync { awaitTop() }
      unit.emitJump(.jumpIfTrue, suppressed)
      unit.emit(.reraise)
    }
    emitCleanup(cleanup, depth: depth + 4)
    unit.place(suppressed)
    unit.setDepth(depth + 4)
    unit.emit(.pop)
    unit.emit(.popHandled)
    unit.emit(.pop)
    unit.emit(.pop)
    unit.place(end)
  }
}
