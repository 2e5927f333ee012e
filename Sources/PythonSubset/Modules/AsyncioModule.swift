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
    fillLoopClass()
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
    if value.object is any NativeAwaitable || value.object is PyAsyncGeneratorStep
      || lookup(names.await, on: value) != nil
    {
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

  // MARK: run, tasks

  private func fillRunning(_ names: PyDict) {
    function(names, "run", .named(["main", "debug", "loop_factory"], required: 1, positional: 1)) { m, a in
      guard m.session.runningLoop == nil else {
        throw m.error(.runtimeError, "asyncio.run() cannot be called from a running event loop")
      }
      let coroutine = try m.coroutineArgument(a[0], .valueError)
      let (isDebug, makeLoop) = (try m.debugArgument(a[1]), m.loopMaker(a[2]))
      return m.value(fromLoop: try m.session.run(coroutine, isDebug: isDebug, makeLoop: makeLoop))
    }
    function(names, "create_task", .named(["coro", "name", "context"], required: 1, positional: 1)) { m, a in
      let loop = try m.runningLoop()
      let coroutine = try m.coroutineArgument(a[0], .typeError)
      let context = try m.contextArgument(a[2])
      return .object(m.wrap(try loop.createTask(coroutine, name: m.taskName(a[1]), context: context)))
    }
    function(names, "ensure_future", .named(["coro_or_future", "loop"], required: 1, positional: 1)) { m, a in
      let awaitable = try m.requiredAwaitable(a[0])
      if a[0].object is PyFuture, a[1].or(.none).isNone { return a[0] }
      return .object(m.wrap(try m.eventLoop(a[1]).ensureFuture(awaitable)))
    }
    function(names, "current_task", .named(["loop"], required: 0)) { m, a in
      let loop = try (a[0].object as? PyEventLoop)?.loop ?? m.runningLoop()
      guard let task = m.session.currentTask, task.loop === loop else { return .none }
      return .object(m.wrap(task))
    }
    function(names, "all_tasks", .named(["loop"], required: 0)) { m, a in
      let loop = try (a[0].object as? PyEventLoop)?.loop ?? m.runningLoop()
      let set = PySet()
      for task in loop.allTasks { try set.insert(.object(m.wrap(task)), in: m) }
      return .object(set)
    }
  }

  // MARK: sleep, gather, wait ...

  private func delay(_ value: Value, _ what: String) throws -> Double {
    guard let seconds = try floatValue(value) else {
      throw typeError("'<=' not supported between instances of '\(typeName(of: value))' and 'int'")
    }
    return seconds
  }

  /// A sleep whose arguments are looked at when it is awaited.
  private func sleepLater(_ delay: Value, _ result: Value) -> Value {
    deferred("sleep") { m in
      let seconds = try m.delay(delay, "delay")
      // A turn of the loop needs no loop: whoever drives the coroutine resumes it.
      if seconds <= 0, m.session.runningLoop == nil { return OneTurn(result) }
      return try m.runningLoop().sleep(seconds, returning: result)
    }
  }

  func timeoutArgument(_ value: Value) throws -> Double? {
    value.isUndefined || value.isNone ? nil : try delay(value, "timeout")
  }

  private func fillWaiting(_ names: PyDict) {
    function(names, "sleep", .named(["delay", "result"], required: 1)) { m, a in
      let result = a[1].or(.none)
      if case .object = a[0] {
        return m.sleepLater(a[0], result)
      }
      guard let seconds = try m.floatValue(a[0]), let loop = m.session.runningLoop else {
        return m.sleepLater(a[0], result)
      }
      return m.coroutine(loop.sleep(seconds, returning: result))
    }
    function(names, "gather", .any) { m, a in
      try m.checkKeywords(a, "gather", allowed: ["return_exceptions"])
      let returns = try m.isTrue(a.keyword("return_exceptions") ?? .bool(false))
      let awaitables = try a.positional.map { try m.requiredAwaitable($0) }
      return .object(m.wrap(try m.eventLoop(of: awaitables).gather(awaitables, returnExceptions: returns)))
    }
    function(names, "wait_for", .named(["fut", "timeout"], required: 2)) { m, a in
      let (awaitable, timeout) = (a[0], a[1])
      return m.deferred("wait_for") { m in
        try m.runningLoop().waitFor(m.requiredAwaitable(awaitable), timeout: m.timeoutArgument(timeout))
      }
    }
    function(names, "shield", .exactly(1)) { m, a in
      if let done = (a[0].object as? PyFuture)?.future, done.isDone { return a[0] }
      return .object(try m.shielded(m.requiredAwaitable(a[0])))
    }
    function(names, "wait", .named(["fs", "timeout", "return_when"], required: 1, positional: 1)) { m, a in
      let (futures, timeout, condition) = (a[0], a[1], a[2])
      return m.deferred("wait") { m in
        if futures.object?.kind == .future || futures.object is PyCoroutine {
          throw m.typeError("expect a list of futures, not \(m.typeName(of: futures))")
        }
        let items = try m.values(of: futures)
        if items.isEmpty { throw m.valueError("Set of Tasks/Futures is empty.") }
        guard
          let condition = condition.isUndefined
            ? .allCompleted : WaitCondition(rawValue: condition.string?.value ?? "")
        else {
          throw m.valueError("Invalid return_when value: \(try m.string(condition))")
        }
        if items.contains(where: { $0.object is PyCoroutine || $0.object is PyNativeCoroutine }) {
          throw m.typeError("Passing coroutines is forbidden, use tasks explicitly.")
        }
        return try m.runningLoop().wait(
          items.compactMap { ($0.object as? PyFuture)?.future }, timeout: m.timeoutArgument(timeout),
          condition: condition)
      }
    }
    function(names, "as_completed", .named(["fs", "timeout"], required: 1, positional: 1)) { m, a in
      if a[0].object?.kind == .future || a[0].object is PyCoroutine {
        throw m.typeError("expect an iterable of futures, not \(m.typeName(of: a[0]))")
      }
      let awaitables = try m.values(of: a[0]).map { try m.requiredAwaitable($0) }
      return .object(
        PyAsCompleted(try m.runningLoop().asCompleted(awaitables, timeout: m.timeoutArgument(a[1]))))
    }
  }

  private func fillInspection(_ names: PyDict) {
    function(names, "iscoroutine", .exactly(1)) { _, a in
      .bool(a[0].object is PyCoroutine || a[0].object is PyNativeCoroutine)
    }
    function(names, "iscoroutinefunction", .exactly(1)) { _, a in
      let function = a[0].function ?? (a[0].object as? PyBoundMethod)?.function.function
      let flags = function?.code.flags ?? []
      return .bool(flags.contains(.coroutine) && !flags.contains(.generator))
    }
    function(names, "isfuture", .exactly(1)) { _, a in .bool(a[0].object?.kind == .future) }
  }
}

/// An awaitable of the program's own, as the loop runs it.
final class ValueCoroutine: Coroutine {
  private let value: Value
  private var receiver: Value?
  private let machine: Machine

  let name: String

  init(_ value: Value, name: String = "ensure_future.<locals>._wrap_awaitable", machine: Machine) {
    self.value = value
    self.name = name
    self.machine = machine
  }

  var frames: [SourceSite] {
    if let step = receiver?.object as? PyAsyncGeneratorStep {
      return machine.awaitChains.chain(of: step.generator)
    }
    return (receiver?.object as? PyGenerator).map(machine.awaitChains.chain) ?? []
  }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    do {
      let target = try receiver ?? machine.awaitable(value)
      receiver = target
      switch resumption {
      case .send:
        if let generator = target.object as? PyGenerator, !(generator is PyAsyncGenerator) {
          switch try machine.resume(generator, sending: .none) {
          case .returned(let value): return .returned(value)
          case .yielded(let value), .produced(let value): return step(value)
          }
        }
        switch try machine.sendNative(target, .none) {
        case .finished(let value): return .returned(value)
        case .yielded(let value): return step(value)
        }
      case .throw(let error):
        if let generator = target.object as? PyGenerator, !(generator is PyAsyncGenerator) {
          switch try machine.resume(generator, throwing: machine.pythonException(error) ?? error) {
          case .returned(let value): return .returned(value)
          case .yielded(let value), .produced(let value): return step(value)
          }
        }
        switch machine.throwNative(target, error) {
        case .finished(let value): return .returned(value)
        case .yielded(let value): return step(value)
        case .raised(let error): return .raised(error)
        }
      }
    } catch {
      return .raised(error)
    }
  }

  private func step(_ value: Value) -> CoroutineStep {
    if value.isUndefined, let future = machine.awaitedFuture {
      machine.awaitedFuture = nil
      return .awaiting(future)
    }
    if let future = (value.object as? PyFuture)?.future { return .awaiting(future) }
    if value.isNone { return .turn }
    return .yielded(value)
  }

  func close() {}
}

/// A coroutine of the library whose making waits until it first runs, as the body of an `async def` does.
final class DeferredCoroutine: Coroutine {
  enum Made {
    case value(Value)
    case coroutine(any Coroutine)
  }

  let name: String
  private let machine: Machine
  private let result: Value?
  private let body: (Machine) throws -> Made
  private var inner: (any Coroutine)?
  private var isStarted = false

  init(
    name: String, machine: Machine, result: Value? = nil, _ body: @escaping (Machine) throws -> Made
  ) {
    self.name = name
    self.machine = machine
    self.result = result
    self.body = body
  }

  var frames: [SourceSite] { inner?.frames ?? [] }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    if let inner { return resume(inner, resumption) }
    guard !isStarted else {
      return .raised(machine.error(.runtimeError, "cannot reuse already awaited coroutine"))
    }
    isStarted = true
    if case .throw(let error) = resumption { return .raised(error) }
    do {
      switch try body(machine) {
      case .value(let value): return .returned(value)
      case .coroutine(let made):
        inner = made
        return resume(made, .send)
      }
    } catch {
      return .raised(error)
    }
  }

  private func resume(_ inner: any Coroutine, _ resumption: Resumption) -> CoroutineStep {
    let step = inner.resume(resumption)
    if let result, case .returned = step { return .returned(result) }
    return step
  }

  func close() {
    isStarted = true
    inner?.close()
  }
}

/// `asyncio.sleep(0)` where no loop runs.
final class OneTurn: Coroutine {
  private let result: Value
  private var hasYielded = false

  init(_ result: Value) { self.result = result }

  var name: String { "sleep" }
  var frames: [SourceSite] { [] }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    if case .throw(let error) = resumption { return .raised(error) }
    defer { hasYielded = true }
    return hasYielded ? .returned(result) : .turn
  }

  func close() {}
}

/// What `asyncio.as_completed` gives: to be gone over with `for` or `async for`.
final class PyAsCompleted: PyObject, NativeIterable, NativeAsyncIterable {
  let arrivals: AsCompleted

  init(_ arrivals: AsCompleted) {
    self.arrivals = arrivals
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("_AsCompletedIterator", module: "asyncio.tasks")
  }

  func makeIterator(_ machine: Machine) -> PyIterator {
    FunctionIterator("_AsCompletedIterator") { [arrivals] m in arrivals.next().map { m.coroutine($0) } }
  }

  func asyncIterator(_ machine: Machine) -> Value { .object(self) }

  func asyncNext(_ machine: Machine) throws -> Value {
    guard let next = arrivals.nextFuture() else {
      throw machine.makeException(machine.types[.stopAsyncIteration], [])
    }
    return machine.coroutine(next)
  }
}
