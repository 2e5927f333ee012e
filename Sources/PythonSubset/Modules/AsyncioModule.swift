import AsyncioLoop
import TaskModel

extension Machine {
  func fillAsyncio(_ names: PyDict) {
    for name in [
      ExceptionName.cancelledError, .invalidStateError, .timeoutError, .queueEmpty, .queueFull,
      .queueShutDown,
    ] {
      names.set(intern(name.rawValue), .object(types[name]))
    }
    fillRunning(names)
    fillWaiting(names)
    fillInspection(names)
    fillFutureClasses(names)
    fillTaskFactories(names)
    fillEventLoops(names)
    fillScopes(names)
    fillStreams(names)
    fillPrimitives(names)
    fillThreads(names)
    for condition in [WaitCondition.firstCompleted, .firstException, .allCompleted] {
      names.set(intern(condition.rawValue), .text(condition.rawValue))
    }
  }

  func runningLoop() throws -> EventLoop {
    guard let loop = session.runningLoop else { throw error(.runtimeError, "no running event loop") }
    return loop
  }

  /// What the loop can wait for; nil where a value is nothing of that kind.
  func loopAwaitable(_ value: Value) -> Awaitable? {
    if let future = (value.object as? PyFuture)?.future { return .future(future) }
    if let coroutine = value.object as? PyCoroutine { return .coroutine(coroutine) }
    if let native = value.object as? PyNativeCoroutine {
      native.isStarted = true
      return .coroutine(native.coroutine)
    }
    if let step = value.object as? PyAsyncGeneratorStep {
      return .coroutine(ValueCoroutine(step, machine: self))
    }
    if value.object is any NativeAwaitable || lookup(names.await, on: value) != nil {
      return .coroutine(ValueCoroutine(value, machine: self))
    }
    return nil
  }

  func requiredAwaitable(_ value: Value) throws -> Awaitable {
    guard let awaitable = loopAwaitable(value) else {
      throw typeError("An asyncio.Future, a coroutine or an awaitable is required")
    }
    return awaitable
  }

  func coroutineArgument(_ value: Value, _ kind: ExceptionName) throws -> any Coroutine {
    if let coroutine = value.object as? PyCoroutine { return coroutine }
    if let native = value.object as? PyNativeCoroutine {
      native.isStarted = true
      return native.coroutine
    }
    if let step = value.object as? PyAsyncGeneratorStep { return ValueCoroutine(step, machine: self) }
    throw error(kind, "a coroutine was expected, got \(try representation(value))")
  }

  func coroutine(_ coroutine: any Coroutine) -> Value { .object(PyNativeCoroutine(coroutine, machine: self)) }

  /// A coroutine whose body is Swift code that never waits.
  func immediate(_ name: String, _ body: @escaping (Machine) throws -> Value) -> Value {
    coroutine(DeferredCoroutine(name: name, machine: self) { machine in .value(try body(machine)) })
  }

  /// A coroutine of the loop's library, made when it first runs.
  ///
  /// With `returning`, that is its result, whatever the coroutine's is.
  func deferred(
    _ name: String, returning result: Value? = nil, _ body: @escaping (Machine) throws -> any Coroutine
  ) -> Value {
    coroutine(
      DeferredCoroutine(name: name, machine: self, result: result) { .coroutine(try body($0)) })
  }

  func taskName(_ value: Value?) throws -> String? {
    guard let value, !value.isUndefined, !value.isNone else { return nil }
    return try string(value)
  }

  /// What a function raises that does not even look at its argument: by its traceback the error holds that.
  func refusal(of argument: Value, _ error: any Error) -> any Error {
    leave(LibraryCall(argument.object.map { [$0] } ?? []), with: error)
    return error
  }

  // MARK: run, tasks

  private func fillRunning(_ names: PyDict) {
    function(names, "run(main, *, debug=None, loop_factory=None)") { m, a in
      if m.session.runningLoop != nil {
        throw m.refusal(
          of: a[0], m.error(.runtimeError, "asyncio.run() cannot be called from a running event loop"))
      }
      let coroutine = try m.coroutineArgument(a[0], .valueError)
      let (isDebug, makeLoop) = (try m.debugArgument(a[1]), m.loopMaker(a[2]))
      let result = try m.deeper(by: 6) {
        try m.session.run(coroutine, isDebug: isDebug, makeLoop: makeLoop)
      }
      return m.value(fromLoop: result)
    }
    function(names, "create_task(coro, *, name=None, context=None)") { m, a in
      guard let loop = m.session.runningLoop else {
        throw m.refusal(of: a[0], m.error(.runtimeError, "no running event loop"))
      }
      let coroutine = try m.coroutineArgument(a[0], .typeError)
      let context = try m.contextArgument(a[2])
      return .object(m.wrap(try loop.createTask(coroutine, name: m.taskName(a[1]), context: context)))
    }
    function(names, "ensure_future(coro_or_future, *, loop=None)") { m, a in
      if let future = (a[0].object as? PyFuture)?.future {
        guard a[1].or(.none).isNone || a[1].wrapped(as: EventLoop.self) === future.loop else {
          throw m.valueError(
            "The future belongs to a different loop than the one specified as the loop argument")
        }
        return a[0]
      }
      let awaitable = try m.requiredAwaitable(a[0])
      return .object(m.wrap(try m.eventLoop(a[1], asking: "create_task").ensureFuture(awaitable)))
    }
    function(names, "current_task", .keywords(["loop"], required: 0)) { m, a in
      let asked = a[0].or(.none)
      if !asked.isNone { _ = try m.hash(asked) }
      let loop = try asked.isNone ? m.runningLoop() : asked.wrapped()
      guard let task = m.session.currentTask, task.loop === loop else { return .none }
      return .object(m.wrap(task))
    }
    function(names, "all_tasks(loop=None)") { m, a in
      let asked = a[0].or(.none)
      let loop = try asked.isNone ? m.runningLoop() : asked.wrapped()
      let set = PySet()
      for task in loop?.allTasks ?? [] { try set.insert(.object(m.wrap(task)), in: m) }
      return .object(set)
    }
  }

  // MARK: What a value is

  func isCoroutineObject(_ value: Value) -> Bool {
    value.object is PyCoroutine || value.object is PyNativeCoroutine || value.object is PyAsyncGeneratorStep
  }

  private func fillInspection(_ names: PyDict) {
    function(names, "iscoroutine(obj)") { m, a in .bool(m.isCoroutineObject(a[0])) }
    function(names, "iscoroutinefunction(func)") { m, a in
      .bool(m.flags(ofFunction: a[0]) == [.coroutine])
    }
    function(names, "isfuture(obj)") { _, a in .bool(a[0].object?.kind == .future) }
  }
}
