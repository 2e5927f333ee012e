import AsyncioLoop

/// A timeout, as the program sees it: it keeps the deadline as the object that it was given.
final class PyTimeout: PyWrapper {
  private let timeout: Timeout
  private(set) var when: Value

  init(at when: Value, _ machine: Machine) {
    timeout = Timeout(at: (try? machine.floatValue(when)) ?? nil, session: machine.session)
    self.when = when
    super.init(timeout, machine.types.named("Timeout", module: "asyncio.timeouts"))
  }

  /// The deadline as the loop compares it with its time.
  private func deadline(_ when: Value, _ machine: Machine) throws -> Double? {
    if when.isNone { return nil }
    guard let time = try machine.floatValue(when) else {
      throw machine.typeError(
        "'<=' not supported between instances of '\(machine.typeName(of: when))' and 'float'")
    }
    return time
  }

  func enter(_ machine: Machine) throws {
    _ = try deadline(when, machine)
    try timeout.enter()
  }

  func reschedule(to when: Value, _ machine: Machine) throws {
    try timeout.reschedule(to: deadline(when, machine))
    self.when = when
  }

  override func representation(_ machine: Machine) throws -> String {
    guard timeout.isEntered, !when.isNone, let round = machine.builtins.get(machine.intern("round")) else {
      return timeout.representation
    }
    return "<Timeout [active] when=\(try machine.string(machine.call(round, [when, .int(3)])))>"
  }
}

extension Machine {
  /// `asyncio.taskgroups`, `asyncio.timeouts` and `asyncio.runners`.
  func fillScopes(_ names: PyDict) {
    fillTaskGroup(names)
    fillTimeout(names)
    fillRunner(names)
  }

  private func fillTaskGroup(_ names: PyDict) {
    let type = types.named("TaskGroup", module: "asyncio.taskgroups")
    names.set(intern("TaskGroup"), .object(type))
    initializer(type, "__init__(self)") { m, a in
      .object(PyWrapper(TaskGroup(session: m.session), type))
    }
    method(type, "async __aenter__(self)") { (m, group: TaskGroup, a) in
      let value = a[0]
      return m.immediate("TaskGroup.__aenter__") { _ in
        try group.enter()
        return value
      }
    }
    method(type, "async __aexit__(self, et, exc, tb)") { (m, group: TaskGroup, a) in
      m.coroutine(try group.exit(a[2].exception, handlesError: false))
    }
    method(type, "create_task(self, coro, *, name=None, context=None)") { (m, group: TaskGroup, a) in
      // A group that takes no more closes what it is given.
      if !group.takesTasks, !m.isCoroutineObject(a[1]) { throw m.noAttribute(a[1], m.intern("close")) }
      let coroutine = try m.coroutineArgument(a[1], .typeError)
      let context = try m.contextArgument(a[3])
      return .object(m.wrap(try group.createTask(coroutine, name: m.taskName(a[2]), context: context)))
    }
  }

  private func fillTimeout(_ names: PyDict) {
    let type = types.named("Timeout", module: "asyncio.timeouts")
    names.set(intern("Timeout"), .object(type))
    initializer(type, "__init__(self, when)") { m, a in .object(PyTimeout(at: a[1], m)) }
    function(names, "timeout(delay)") { m, a in
      let loop = try m.runningLoop()
      if a[0].isNone { return .object(PyTimeout(at: .none, m)) }
      return .object(PyTimeout(at: .float(loop.time() + (try m.addend(a[0]))), m))
    }
    function(names, "timeout_at(when)") { m, a in .object(PyTimeout(at: a[0], m)) }
    func timeout(_ value: Value) throws -> PyTimeout {
      guard let timeout = value.object as? PyTimeout else { throw self.typeError("a Timeout was expected") }
      return timeout
    }
    method(type, "async __aenter__(self)") { m, a in
      let value = a[0]
      return m.immediate("Timeout.__aenter__") { m in
        try timeout(value).enter(m)
        return value
      }
    }
    method(type, "async __aexit__(self, exc_type, exc_val, exc_tb)") { (m, timeout: Timeout, a) in
      let error = a[2].exception
      return m.immediate("Timeout.__aexit__") { _ in
        try timeout.exit(error, handlesError: false)
        return .none
      }
    }
    method(type, "when(self)") { _, a in try timeout(a[0]).when }
    method(type, "reschedule(self, when)") { m, a in
      try timeout(a[0]).reschedule(to: a[1], m)
      return .none
    }
    method(type, "expired(self)") { (_, timeout: Timeout, _) in .bool(timeout.isExpired) }
  }

  private func fillRunner(_ names: PyDict) {
    let type = types.named("Runner", module: "asyncio.runners")
    names.set(intern("Runner"), .object(type))
    initializer(type, "__init__(self, *, debug=None, loop_factory=None)") { m, a in
      let runner = Runner(
        session: m.session, isDebug: try m.debugArgument(a[1]), makeLoop: m.loopMaker(a[2]))
      return .object(PyWrapper(runner, type))
    }
    method(type, "__enter__(self)") { (_, runner: Runner, a) in
      _ = try runner.loop()
      return a[0]
    }
    method(type, "__exit__(self, exc_type, exc_val, exc_tb)") { (_, runner: Runner, _) in
      try runner.close()
      return .none
    }
    method(type, "run(self, coro, *, context=None)") { (m, runner: Runner, a) in
      let coroutine = try m.coroutineArgument(a[1], .valueError)
      if m.session.runningLoop != nil {
        throw m.refusal(
          of: a[1], m.error(.runtimeError, "Runner.run() cannot be called from a running event loop"))
      }
      let context = try m.contextArgument(a[2])
      return m.value(fromLoop: try m.deeper(by: 5) { try runner.run(coroutine, context: context) })
    }
    method(type, "close(self)") { (_, runner: Runner, _) in
      try runner.close()
      return .none
    }
    method(type, "get_loop(self)") { (m, runner: Runner, _) in .object(m.wrap(try runner.loop())) }
  }
}
