import AsyncioLoop

extension Machine {
  func fillFutureClasses(_ names: PyDict) {
    let futureType = types.named("Future", module: "_asyncio")
    let taskType = types.named("Task", module: "_asyncio")
    let gathering = types.named("_GatheringFuture", module: "_asyncio")
    names.set(intern("Future"), .object(futureType))
    names.set(intern("Task"), .object(taskType))
    constructor(futureType, .keywords(["self", "loop"], required: 1, positional: 1)) { m, a in
      .object(m.wrap(try m.eventLoop(a[1]).createFuture()))
    }
    let task = ["self", "coro", "loop", "name", "context", "eager_start"]
    constructor(taskType, .keywords(task, required: 2, positional: 2)) { m, a in
      let isEager = try m.isTrue(a[5].or(.bool(false)))
      // Whether the loop runs, which an eager task asks, it asks before it looks for one.
      if isEager, a[2].or(.none).isNone { throw m.noAttribute(.none, m.intern("is_running")) }
      let loop = try m.eventLoop(a[2])
      let coroutine = try m.coroutineArgument(a[1], .typeError)
      return .object(
        m.wrap(
          try loop.makeTask(
            coroutine, name: m.taskName(a[3]), context: m.contextArgument(a[4]), isEager: isEager)))
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
    method(type, "exception", .keywords(["self"], required: 1)) { m, a in
      guard let error = try future(a[0]).exception() else { return .none }
      return m.pythonException(error).map { .object($0) } ?? .none
    }
    method(type, "done", .exactly(1)) { _, a in .bool(try future(a[0]).isDone) }
    method(type, "cancelled", .exactly(1)) { _, a in .bool(try future(a[0]).isCancelled) }
    method(type, "cancel", .keywords(["self", "msg"], required: 1)) { m, a in
      let message = a[1].or(.none)
      return .bool(try future(a[0]).cancel(message: message.isNone ? nil : message))
    }
    method(type, "set_result", .keywords(["self", "result"], required: 2, positionalOnly: 1)) { _, a in
      try future(a[0]).setResult(a[1])
      return .none
    }
    method(type, "set_exception", .keywords(["self", "exception"], required: 2, positionalOnly: 1)) { m, a in
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
    method(type, "get_loop", .keywords(["self"], required: 1)) { m, a in
      .object(m.wrap(try future(a[0]).loop))
    }
    for name in ["__await__", "__iter__"] {
      method(type, name, .exactly(1)) { _, a in
        (a[0].object as? PyFuture).map { .object(FutureIterator($0)) } ?? .none
      }
    }
    attribute(type, "_loop", get: { m, v in .object(m.wrap(try future(v).loop)) })
    attribute(type, "_state", get: { _, v in .text(try future(v).state.rawValue.uppercased()) })
  }

  /// The exception that `set_exception` is given, as one or as its class; nil: it is neither.
  private func futureException(_ value: Value) throws -> PyException? {
    if let exception = value.exception { return exception }
    guard let cls = value.typeObject, cls.layout == .exception else { return nil }
    return try call(value, []).exception
  }

  private func fillCallbacks(_ type: PyType) {
    let parameters = ["self", "fn", "context"]
    let arity = PyNative.Arity.keywords(parameters, required: 2, positional: 2, positionalOnly: 1)
    method(type, "add_done_callback", arity) { m, a in
      guard let future = (a[0].object as? PyFuture)?.future else { return .none }
      let function = a[1]
      let context = try m.callbackContext(a[2])
      future.addDoneCallback(
        DoneCallback(
          function: function, name: m.callbackName(function), object: function.object, context: context
        ) { [unowned m] future in
          _ = try m.call(function, [.object(m.wrap(future))])
        })
      return .none
    }
    method(type, "remove_done_callback", .keywords(["self", "fn"], required: 2, positionalOnly: 1)) { m, a in
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
    if let type = function.typeObject { return type.qualifiedName }
    // What is no object of its own, such as a number, is shown as it is.
    if function.object == nil, let text = try? representation(function) { return text }
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
    for name in ["set_result", "set_exception"] {
      method(type, name, .exactly(2)) { m, _ in
        throw m.error(.runtimeError, "Task does not support \(name) operation")
      }
    }
    method(type, "cancelling", .exactly(1)) { _, a in .int(try task(a[0]).cancelling) }
    method(type, "uncancel", .exactly(1)) { _, a in .int(try task(a[0]).uncancel()) }
    func coroutine(_ task: AsyncioLoop.Task) -> Value {
      task.endedEagerly ? .none : object(of: task.coroutine)
    }
    method(type, "get_coro", .exactly(1)) { _, a in coroutine(try task(a[0])) }
    attribute(type, "_coro", get: { _, v in coroutine(try task(v)) })
    method(type, "get_context", .exactly(1)) { m, a in .object(m.wrap(try task(a[0]).currentContext())) }
  }

  /// A coroutine of the loop's as the program sees it.
  func object(of coroutine: any Coroutine) -> Value {
    if let own = coroutine as? PyCoroutine { return .object(own) }
    if let step = (coroutine as? ValueCoroutine)?.generatorStep { return .object(step) }
    let native = PyNativeCoroutine(coroutine, machine: self)
    native.isStarted = true
    return .object(native)
  }
}
