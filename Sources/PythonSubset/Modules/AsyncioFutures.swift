import AsyncioLoop

/// An event loop, as the program sees it.
final class PyEventLoop: PyObject, NativeRepresentation {
  let loop: EventLoop

  init(_ loop: EventLoop) {
    self.loop = loop
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("_UnixSelectorEventLoop", module: "asyncio.unix_events")
  }

  override func isSame(as other: PyObject) -> Bool { (other as? PyEventLoop)?.loop === loop }

  func representation(_ machine: Machine) -> String {
    let flags =
      "running=\(loop.isRunning ? "True" : "False") closed=\(loop.isClosed ? "True" : "False") "
      + "debug=\(loop.isDebug ? "True" : "False")"
    return "<_UnixSelectorEventLoop \(flags)>"
  }
}

/// What `call_soon` and its like return.
final class PyHandle: PyObject, NativeRepresentation {
  let handle: Handle

  init(_ handle: Handle) {
    self.handle = handle
    super.init(.other)
  }

  override func isSame(as other: PyObject) -> Bool { (other as? PyHandle)?.handle === handle }

  func representation(_ machine: Machine) -> String { handle.representation(machine.session.hooks) }

  override func type(in machine: Machine) -> PyType {
    let type = machine.types.named(handle is TimerHandle ? "TimerHandle" : "Handle", module: "asyncio.events")
    if type.attributes.count == 0 {
      machine.method(type, "cancel", .exactly(1)) { _, a in
        (a[0].object as? PyHandle)?.handle.cancel()
        return .none
      }
      machine.method(type, "cancelled", .exactly(1)) { _, a in
        .bool((a[0].object as? PyHandle)?.handle.isCancelled ?? true)
      }
      machine.method(type, "get_context", .exactly(1)) { m, a in
        (a[0].object as? PyHandle).map { .object(m.wrap($0.handle.currentContext())) } ?? .none
      }
      machine.method(type, "when", .exactly(1)) { _, a in
        .float(((a[0].object as? PyHandle)?.handle as? TimerHandle)?.when ?? 0)
      }
    }
    return type
  }
}

extension Machine {
  func fillFutureClasses(_ names: PyDict) {
    let futureType = types.named("Future", module: "_asyncio")
    let taskType = types.named("Task", module: "_asyncio")
    let gathering = types.named("_GatheringFuture", module: "_asyncio")
    names.set(intern("Future"), .object(futureType))
    names.set(intern("Task"), .object(taskType))
    constructor(futureType) { m, a in
      try m.checkKeywords(a, "Future", allowed: ["loop"])
      guard a.count == 1 else { throw m.typeError("Future() takes no positional arguments") }
      let loop = try (a.keyword("loop")?.object as? PyEventLoop)?.loop ?? m.eventLoop()
      return .object(m.wrap(loop.createFuture()))
    }
    constructor(taskType) { m, a in
      try m.checkKeywords(a, "Task", allowed: ["loop", "name", "context", "eager_start"])
      guard a.count > 1 else { throw m.typeError("Task() missing required argument 'coro' (pos 1)") }
      if a.count > 2 {
        throw m.typeError("Task() takes exactly 1 positional argument (\(a.count - 1) given)")
      }
      let loop = try (a.keyword("loop")?.object as? PyEventLoop)?.loop ?? m.eventLoop()
      let coroutine = try m.coroutineArgument(a[1], .typeError)
      return .object(
        m.wrap(
          try loop.makeTask(
            coroutine, name: m.taskName(a.keyword("name")),
            context: m.contextArgument(a.keyword("context") ?? .none),
            isEager: m.isTrue(a.keyword("eager_start") ?? .bool(false)))))
    }
    for type in [futureType, taskType, gathering] {
      fillFutureMethods(type)
      fillCallbacks(type)
    }
    fillTaskMethods(taskType)
  }

  private func fillFutureMethods(_ type: PyType) {
    func future(_ value: Value) throws -> Future {
      guard let future = (value.object as? PyFuture)?.future else {
        throw self.typeError("a Future was expected")
      }
      return future
    }
    method(type, "result", .exactly(1)) { m, a in m.value(fromLoop: try future(a[0]).result()) }
    method(type, "exception", .exactly(1)) { m, a in
      guard let error = try future(a[0]).exception() else { return .none }
      return m.pythonException(error).map { .object($0) } ?? .none
    }
    method(type, "done", .exactly(1)) { _, a in .bool(try future(a[0]).isDone) }
    method(type, "cancelled", .exactly(1)) { _, a in .bool(try future(a[0]).isCancelled) }
    method(type, "cancel", .named(["self", "msg"], required: 1)) { m, a in
      let message = a[1].or(.none)
      return .bool(try future(a[0]).cancel(message: message.isNone ? nil : message))
    }
    method(type, "set_result", .exactly(2)) { _, a in
      try future(a[0]).setResult(a[1])
      return .none
    }
    method(type, "set_exception", .exactly(2)) { m, a in
      guard let exception = try m.futureException(a[1]) else {
        throw m.typeError("invalid exception object")
      }
      if exception.cls.isSubtype(of: m.types[.stopIteration]) {
        let refusal = m.error(
          .runtimeError, "StopIteration interacts badly with generators and cannot be raised into a Future")
        refusal.causeException = exception
        refusal.contextException = exception
        refusal.hidesContext = true
        try future(a[0]).setException(refusal)
        return .none
      }
      try future(a[0]).setException(exception)
      return .none
    }
    method(type, "get_loop", .exactly(1)) { _, a in .object(PyEventLoop(try future(a[0]).loop)) }
    method(type, "__await__", .exactly(1)) { _, a in a[0] }
    attribute(type, "_state", get: { _, v in .text(try future(v).state.rawValue.uppercased()) })
  }

  /// The exception that `set_exception` is given, as one or as its class; nil: it is neither.
  private func futureException(_ value: Value) throws -> PyException? {
    if let exception = value.exception { return exception }
    guard let cls = value.typeObject, cls.layout == .exception else { return nil }
    return try call(value, []).exception
  }

  private func fillCallbacks(_ type: PyType) {
    method(type, "add_done_callback", .any) { m, a in
      try m.checkKeywords(a, "add_done_callback", allowed: ["fn", "context"])
      guard a.count + (a.keyword("fn") == nil ? 0 : 1) == 2 else {
        throw m.typeError(
          "add_done_callback() takes exactly 1 positional argument (\(a.count - 1) given)")
      }
      guard let future = (a[0].object as? PyFuture)?.future else { return .none }
      let function = a.keyword("fn") ?? a[1]
      let context = try m.callbackContext(a.keyword("context") ?? .none)
      future.addDoneCallback(
        DoneCallback(
          function: function, name: m.callbackName(function), object: function.object, context: context
        ) { [unowned m] future in
          _ = try m.call(function, [.object(m.wrap(future))])
        })
      return .none
    }
    method(type, "remove_done_callback", .exactly(2)) { m, a in
      guard let future = (a[0].object as? PyFuture)?.future else { return .int(0) }
      return .int(
        future.removeDoneCallbacks { callback in
          guard let function = callback.function as? Value else { return false }
          return (try? m.equal(function, a[1])) ?? false
        })
    }
  }

  func callbackName(_ function: Value) -> String {
    if let function = function.function { return function.qualifiedName }
    if let method = function.object as? PyBoundMethod {
      if let native = method.function.object as? PyNative { return native.qualifiedName }
      return callbackName(method.function)
    }
    if let native = function.object as? PyNative { return native.name }
    return typeName(of: function)
  }

  private func fillTaskMethods(_ type: PyType) {
    func task(_ value: Value) throws -> AsyncioLoop.Task {
      guard let task = (value.object as? PyFuture)?.future as? AsyncioLoop.Task else {
        throw self.typeError("a Task was expected")
      }
      return task
    }
    method(type, "get_name", .exactly(1)) { _, a in .text(try task(a[0]).name) }
    method(type, "set_name", .exactly(2)) { m, a in
      try task(a[0]).name = m.string(a[1])
      return .none
    }
    fillStack(type)
    method(type, "cancelling", .exactly(1)) { _, a in .int(try task(a[0]).cancelling) }
    method(type, "uncancel", .exactly(1)) { _, a in .int(try task(a[0]).uncancel()) }
    method(type, "get_coro", .exactly(1)) { m, a in
      let coroutine = try task(a[0]).coroutine
      return try task(a[0]).endedEagerly ? .none : m.object(of: coroutine)
    }
    method(type, "get_context", .exactly(1)) { m, a in .object(m.wrap(try task(a[0]).currentContext())) }
  }

  /// A coroutine of the loop's as the program sees it.
  func object(of coroutine: any Coroutine) -> Value {
    if let own = coroutine as? PyCoroutine { return .object(own) }
    let native = PyNativeCoroutine(coroutine, machine: self)
    native.isStarted = true
    return .object(native)
  }

  // MARK: The loop's methods

  func fillLoopClass() {
    let type = types.named("_UnixSelectorEventLoop", module: "asyncio.unix_events")
    func loop(_ value: Value) throws -> EventLoop {
      guard let loop = (value.object as? PyEventLoop)?.loop else {
        throw self.typeError("an event loop was expected")
      }
      return loop
    }
    method(type, "time", .exactly(1)) { _, a in .float(try loop(a[0]).time()) }
    method(type, "create_future", .exactly(1)) { m, a in .object(m.wrap(try loop(a[0]).createFuture())) }
    method(type, "create_task", .named(["self", "coro", "name", "context"], required: 2, positional: 2)) {
      m, a in
      let coroutine = try m.coroutineArgument(a[1], .typeError)
      let context = try m.contextArgument(a[3])
      return .object(m.wrap(try loop(a[0]).createTask(coroutine, name: m.taskName(a[2]), context: context)))
    }
    for name in ["call_soon", "call_soon_threadsafe"] {
      method(type, name, .any) { m, a in
        try m.checkKeywords(a, name, allowed: ["context"])
        let (callback, rest) = (a[1], a.positional(from: 2))
        try m.checkCallable(callback, name)
        return .object(
          PyHandle(
            try loop(a[0]).callSoon(
              name: m.callbackName(callback), callback: callback.object,
              context: m.callbackContext(a.keyword("context") ?? .none)
            ) { [unowned m] in
              _ = try m.call(callback, rest)
            }))
      }
    }
    for (name, isAbsolute) in [("call_later", false), ("call_at", true)] {
      method(type, name, .any) { m, a in
        try m.checkKeywords(a, name, allowed: ["context"])
        if a[1].isNone { throw m.typeError(isAbsolute ? "when cannot be None" : "delay must not be None") }
        guard let when = try m.floatValue(a[1]) else {
          throw m.typeError("unsupported operand type(s) for +: 'float' and '\(m.typeName(of: a[1]))'")
        }
        let (callback, rest) = (a[2], a.positional(from: 3))
        try m.checkCallable(callback, name)
        let body: () throws -> Void = { [unowned m] in _ = try m.call(callback, rest) }
        let label = m.callbackName(callback)
        let context = try m.callbackContext(a.keyword("context") ?? .none)
        return .object(
          PyHandle(
            isAbsolute
              ? try loop(a[0]).callAt(when, name: label, callback: callback.object, context: context, body)
              : try loop(a[0]).callLater(when, name: label, callback: callback.object, context: context, body)
          ))
      }
    }
    method(type, "run_until_complete", .exactly(2)) { m, a in
      m.value(fromLoop: try loop(a[0]).runUntilComplete(m.requiredAwaitable(a[1])))
    }
    method(type, "run_forever", .exactly(1)) { _, a in
      try loop(a[0]).runForever()
      return .none
    }
    method(type, "stop", .exactly(1)) { _, a in
      try loop(a[0]).stop()
      return .none
    }
    method(type, "close", .exactly(1)) { _, a in
      try loop(a[0]).close()
      return .none
    }
    fillExecutorMethods(type)
    method(type, "is_running", .exactly(1)) { _, a in .bool(try loop(a[0]).isRunning) }
    method(type, "is_closed", .exactly(1)) { _, a in .bool(try loop(a[0]).isClosed) }
    // No signal ever arrives in a run.
    method(type, "add_signal_handler", .atLeast(3)) { _, _ in .none }
    method(type, "remove_signal_handler", .exactly(2)) { _, _ in .bool(true) }
    method(type, "get_debug", .exactly(1)) { _, a in .bool(try loop(a[0]).isDebug) }
    method(type, "set_debug", .exactly(2)) { m, a in
      try loop(a[0]).isDebug = m.isTrue(a[1])
      return .none
    }
    fillExceptionHandlers(type)
    fillAsyncGeneratorMethods(type)
  }

  private func checkCallable(_ callback: Value, _ method: String) throws {
    if callback.object is PyCoroutine || callback.function?.code.flags == [.coroutine] {
      throw typeError("coroutines cannot be used with \(method)()")
    }
    if !isCallable(callback) {
      throw typeError("a callable object was expected by \(method)(), got \(try representation(callback))")
    }
  }
}
