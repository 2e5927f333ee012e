import AsyncioLoop

final class PyTaskGroup: PyObject, NativeRepresentation {
  let group: TaskGroup

  init(_ group: TaskGroup) {
    self.group = group
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("TaskGroup", module: "asyncio.taskgroups")
  }
  func representation(_ machine: Machine) -> String { group.representation }
}

final class PyTimeout: PyObject, NativeRepresentation {
  let timeout: Timeout

  init(_ timeout: Timeout) {
    self.timeout = timeout
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("Timeout", module: "asyncio.timeouts")
  }
  func representation(_ machine: Machine) -> String { timeout.representation }
}

final class PyRunner: PyObject {
  let runner: Runner

  init(_ runner: Runner) {
    self.runner = runner
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("Runner", module: "asyncio.runners")
  }
}

extension Machine {
  func fillScopes(_ names: PyDict) {
    fillTaskGroup(names)
    fillTimeout(names)
    fillRunner(names)
  }

  private func fillTaskGroup(_ names: PyDict) {
    let type = types.named("TaskGroup", module: "asyncio.taskgroups")
    names.set(intern("TaskGroup"), .object(type))
    constructor(type) { m, a in
      if a.total > 1 {
        throw m.typeError("TaskGroup.__init__() takes 1 positional argument but \(a.total) were given")
      }
      return .object(PyTaskGroup(TaskGroup(session: m.session)))
    }
    method(type, "__aenter__", .exactly(1)) { m, a in
      let group = a[0]
      return m.immediate("TaskGroup.__aenter__") { _ in
        try (group.object as? PyTaskGroup)?.group.enter()
        return group
      }
    }
    method(type, "__aexit__", .exactly(4)) { m, a in
      guard let group = (a[0].object as? PyTaskGroup)?.group else { return .none }
      return m.coroutine(try group.exit(a[2].exception))
    }
    method(type, "create_task", .named(["self", "coro", "name", "context"], required: 2, positional: 2)) {
      m, a in
      guard let group = (a[0].object as? PyTaskGroup)?.group else { return .none }
      let coroutine = try m.coroutineArgument(a[1], .typeError)
      let context = try m.contextArgument(a[3])
      return .object(m.wrap(try group.createTask(coroutine, name: m.taskName(a[2]), context: context)))
    }
  }

  private func fillTimeout(_ names: PyDict) {
    let type = types.named("Timeout", module: "asyncio.timeouts")
    names.set(intern("Timeout"), .object(type))
    constructor(type) { m, a in
      .object(PyTimeout(Timeout(at: try m.timeoutArgument(a[1]), session: m.session)))
    }
    function(names, "timeout", .exactly(1)) { m, a in
      _ = try m.runningLoop()
      return .object(PyTimeout(m.session.timeout(after: try m.timeoutArgument(a[0]))))
    }
    function(names, "timeout_at", .exactly(1)) { m, a in
      .object(PyTimeout(Timeout(at: try m.timeoutArgument(a[0]), session: m.session)))
    }
    method(type, "__aenter__", .exactly(1)) { m, a in
      let timeout = a[0]
      return m.immediate("Timeout.__aenter__") { _ in
        try (timeout.object as? PyTimeout)?.timeout.enter()
        return timeout
      }
    }
    method(type, "__aexit__", .exactly(4)) { m, a in
      let (timeout, error) = (a[0], a[2].exception)
      return m.immediate("Timeout.__aexit__") { _ in
        try (timeout.object as? PyTimeout)?.timeout.exit(error)
        return .none
      }
    }
    method(type, "when", .exactly(1)) { _, a in
      (a[0].object as? PyTimeout)?.timeout.when.map { .float($0) } ?? .none
    }
    method(type, "reschedule", .exactly(2)) { m, a in
      try (a[0].object as? PyTimeout)?.timeout.reschedule(to: m.timeoutArgument(a[1]))
      return .none
    }
    method(type, "expired", .exactly(1)) { _, a in
      .bool((a[0].object as? PyTimeout)?.timeout.isExpired ?? false)
    }
  }

  private func fillRunner(_ names: PyDict) {
    let type = types.named("Runner", module: "asyncio.runners")
    names.set(intern("Runner"), .object(type))
    constructor(type) { m, a in
      try m.checkKeywords(a, "Runner", allowed: ["debug", "loop_factory"])
      let makeLoop = m.loopMaker(a.keyword("loop_factory") ?? .none)
      let isDebug = try m.debugArgument(a.keyword("debug") ?? .none)
      return .object(PyRunner(Runner(session: m.session, isDebug: isDebug, makeLoop: makeLoop)))
    }
    method(type, "__enter__", .exactly(1)) { _, a in
      _ = try (a[0].object as? PyRunner)?.runner.loop()
      return a[0]
    }
    method(type, "__exit__", .exactly(4)) { _, a in
      try (a[0].object as? PyRunner)?.runner.close()
      return .none
    }
    method(type, "run", .named(["self", "coro", "context"], required: 2, positional: 2)) { m, a in
      guard let runner = (a[0].object as? PyRunner)?.runner else { return .none }
      let coroutine = try m.coroutineArgument(a[1], .valueError)
      return m.value(fromLoop: try runner.run(coroutine, context: m.contextArgument(a[2])))
    }
    method(type, "close", .exactly(1)) { _, a in
      try (a[0].object as? PyRunner)?.runner.close()
      return .none
    }
    method(type, "get_loop", .exactly(1)) { _, a in
      (try (a[0].object as? PyRunner)?.runner.loop()).map { .object(PyEventLoop($0)) } ?? .none
    }
  }
}
