import AsyncioLoop

extension Machine {
  func fillGeneratorClasses() {
    for type in [types.generator, types.coroutine] {
      method(type, "send", .exactly(2)) { m, a in try m.send(a[0], a[1]) }
      method(type, "throw", .between(2, 4)) { m, a in
        let error = try m.thrown(a[1], a[2].or(.none))
        return try m.step(a[0]) { generator in
          try m.resume(generator, throwing: error)
        } native: { native in
          native.coroutine.resume(.throw(error))
        }
      }
      method(type, "close", .exactly(1)) { m, a in
        if let generator = a[0].object as? PyGenerator { try m.close(generator) }
        if let native = a[0].object as? PyNativeCoroutine {
          native.isStarted = true
          native.coroutine.close()
        }
        return .none
      }
      let prefix = type === types.generator ? "gi" : "cr"
      attribute(
        type, "\(prefix)_running", get: { _, v in .bool((v.object as? PyGenerator)?.state == .running) })
      fillNames(type)
    }
    method(types.generator, "__next__", .exactly(1)) { m, a in try m.send(a[0], .none) }
    method(types.generator, "__iter__", .exactly(1)) { _, a in a[0] }
    method(types.coroutine, "__await__", .exactly(1)) { m, a in
      let coroutine = a[0]
      return .object(FunctionIterator("coroutine_wrapper") { m in try m.send(coroutine, .none) })
    }
    let agen = types.asyncGenerator
    fillNames(agen)
    method(agen, "__aiter__", .exactly(1)) { _, a in a[0] }
    func step(
      _ name: String, _ arity: PyNative.Arity,
      _ make: @escaping (Machine, Arguments) throws -> PyAsyncGeneratorStep.Action
    ) {
      method(agen, name, arity) { m, a in
        guard let generator = a[0].object as? PyAsyncGenerator else { return .none }
        return m.makeStep(generator, try make(m, a))
      }
    }
    step("__anext__", .exactly(1)) { _, _ in .send(.none) }
    step("asend", .exactly(2)) { _, a in .send(a[1]) }
    step("athrow", .between(2, 4)) { m, a in .raise(try m.raised(a[1], cause: nil)) }
    step("aclose", .exactly(1)) { _, _ in .close }
    fillAsyncGeneratorSteps()
  }

  /// A step can also be driven by hand, and closed.
  private func fillAsyncGeneratorSteps() {
    for name in ["async_generator_asend", "async_generator_athrow"] {
      let type = types.named(name)
      method(type, "__await__", .exactly(1)) { _, a in a[0] }
      method(type, "__iter__", .exactly(1)) { _, a in a[0] }
      method(type, "__next__", .exactly(1)) { m, a in try m.drive(a[0], sending: .none) }
      method(type, "send", .exactly(2)) { m, a in try m.drive(a[0], sending: a[1]) }
      method(type, "throw", .between(2, 4)) { m, a in
        guard let step = a[0].object as? PyAsyncGeneratorStep else { return .none }
        let error = try m.raised(a[2].or(.none).isNone ? a[1] : a[2], cause: nil)
        return try m.outcome(of: m.advance(step, throwing: error))
      }
      method(type, "close", .exactly(1)) { m, a in
        if let step = a[0].object as? PyAsyncGeneratorStep { try m.close(step) }
        return .none
      }
    }
  }

  private func drive(_ value: Value, sending sent: Value) throws -> Value {
    guard let step = value.object as? PyAsyncGeneratorStep else { return .none }
    return try outcome(of: advance(step, sending: sent))
  }

  private func outcome(of progress: NativeProgress) throws -> Value {
    switch progress {
    case .yielded(let value): return materialized(value)
    case .finished(let value): throw stop(value)
    }
  }

  private func fillNames(_ type: PyType) {
    for name in ["__name__", "__qualname__"] {
      attribute(
        type, name,
        get: { _, v in
          if let native = (v.object as? PyNativeCoroutine)?.coroutine.name {
            return .text(name == "__name__" ? String(native.split(separator: ".").last ?? "") : native)
          }
          guard let generator = v.object as? PyGenerator else { return .none }
          return .text(name == "__name__" ? generator.frame.code.name : generator.qualifiedName)
        })
    }
  }

  /// `generator.send(value)`.
  func send(_ receiver: Value, _ value: Value) throws -> Value {
    try step(receiver) { generator in
      if generator.state == .created, !value.isNone {
        throw typeError("can't send non-None value to a just-started \(typeName(of: receiver))")
      }
      return try resume(generator, sending: value)
    } native: { native in
      native.coroutine.resume(.send)
    }
  }

  /// What `throw(type, value)` throws: an instance of the type made of the value, or the value where it is one.
  private func thrown(_ type: Value, _ value: Value) throws -> PyException {
    if let cls = type.typeObject, cls.layout == .exception, !value.isNone {
      if let given = value.exception, given.cls.isSubtype(of: cls) { return given }
      return try raised(call(type, value.tuple?.items ?? [value]), cause: nil)
    }
    guard type.exception != nil || type.typeObject?.layout == .exception else {
      throw typeError(
        "exceptions must be classes or instances deriving from BaseException, not \(typeName(of: type))")
    }
    if !value.isNone { throw typeError("instance exception may not have a separate value") }
    return try raised(type, cause: nil)
  }

  private func step(
    _ receiver: Value, _ run: (PyGenerator) throws -> Exit,
    native: (PyNativeCoroutine) throws -> CoroutineStep
  ) throws -> Value {
    if let coroutine = receiver.object as? PyNativeCoroutine {
      coroutine.isStarted = true
      switch try native(coroutine) {
      case .awaiting(let future): return .object(wrap(future))
      case .turn: return .none
      case .yielded(let value): return self.value(fromLoop: value)
      case .returned(let value): throw stop(self.value(fromLoop: value))
      case .raised(let error): throw error
      }
    }
    guard let generator = receiver.object as? PyGenerator else { return .none }
    try checkResumable(generator)
    if generator.state == .finished {
      if generator is PyCoroutine { throw error(.runtimeError, "cannot reuse already awaited coroutine") }
      throw makeException(types[.stopIteration], [])
    }
    switch try run(generator) {
    case .yielded(let value): return materialized(value)
    case .returned(let value): throw stop(value)
    case .produced(let value): return value
    }
  }

  private func stop(_ value: Value) -> PyException {
    makeException(types[.stopIteration], value.isNone ? [] : [value])
  }
}
