import AsyncioLoop

/// A lock, an event, a queue ... as the program sees it.
final class PyPrimitive: PyObject, NativeRepresentation, NativeText {
  let primitive: Primitive
  private let className: String

  init(_ primitive: Primitive, _ className: String) {
    self.primitive = primitive
    self.className = className
    super.init(.other)
    primitive.wrapper = self
  }

  override func type(in machine: Machine) -> PyType { machine.types.named(className) }

  func representation(_ machine: Machine) throws -> String { try primitive.representation() }

  func text(_ machine: Machine) throws -> String {
    try (primitive as? Queue)?.text() ?? primitive.representation()
  }
}

extension Machine {
  /// The classes of `asyncio.locks`; those of `asyncio.queues` are with the queues.
  func fillPrimitives(_ names: PyDict) {
    names.set(intern("BrokenBarrierError"), .object(types[.brokenBarrierError]))
    fillLock(names)
    fillEvent(names)
    fillSemaphores(names)
    fillCondition(names)
    fillBarrier(names)
    fillQueues(names)
  }

  /// A class of asyncio's own, made by a function that gets the arguments of `__init__`, the class in the place of `self`.
  func primitiveClass(
    _ names: PyDict, _ name: String, module: String = "asyncio.locks", base: PyType? = nil,
    _ parameters: [String], required: Int, make: @escaping (Machine, Arguments) throws -> Primitive
  ) -> PyType {
    let type = types.named(name, module: module, base: base)
    names.set(intern(name), .object(type))
    let initializer = PyNative(
      "\(name).__init__", .named(["self"] + parameters, required: required + 1)
    ) { m, a in .object(PyPrimitive(try make(m, a), name)) }
    type.attributes.set(
      self.names.new, .object(PyMethodWrapper(.object(initializer), isClassMethod: false)))
    return type
  }

  /// A method that asyncio has in Python: its parameters can be named.
  func primitiveMethod<P>(
    _ type: PyType, _ name: String, _ parameters: [String] = [], required: Int? = nil,
    _ body: @escaping (Machine, P, Arguments) throws -> Value
  ) {
    let arity = PyNative.Arity.named(["self"] + parameters, required: (required ?? parameters.count) + 1)
    let native = PyNative(name, owner: type.name, arity) { m, a in
      guard let primitive = (a[0].object as? PyPrimitive)?.primitive as? P else {
        throw m.typeError(
          "descriptor '\(name)' for '\(type.name)' objects doesn't apply to a "
            + "'\(m.typeName(of: a[0]))' object")
      }
      return try body(m, primitive, a)
    }
    native.isPython = true
    type.attributes.set(intern(name), .object(native))
  }

  /// `async with`, for what is acquired and released.
  private func fillContext(_ type: PyType) {
    primitiveMethod(type, "__aenter__") { (m, lock: any Acquirable, _) in
      m.deferred("_ContextManagerMixin.__aenter__", returning: Value.none) { _ in try lock.acquire() }
    }
    primitiveMethod(type, "__aexit__", ["exc_type", "exc", "tb"]) { (m, lock: any Acquirable, _) in
      m.immediate("_ContextManagerMixin.__aexit__") { _ in
        try lock.release()
        return .none
      }
    }
  }

  private func fillAcquirable(_ type: PyType) {
    primitiveMethod(type, "locked") { (_, lock: any Acquirable, _) in .bool(lock.isLocked) }
    primitiveMethod(type, "release") { (_, lock: any Acquirable, _) in
      try lock.release()
      return .none
    }
    primitiveMethod(type, "acquire") { (m, lock: any Acquirable, _) in
      m.deferred("\(type.name).acquire") { _ in try lock.acquire() }
    }
    fillContext(type)
  }

  private func fillLock(_ names: PyDict) {
    let type = primitiveClass(names, "Lock", [], required: 0) { m, _ in
      Lock(name: m.boundName, session: m.session)
    }
    fillAcquirable(type)
  }

  private func fillEvent(_ names: PyDict) {
    let type = primitiveClass(names, "Event", [], required: 0) { m, _ in
      Event(name: m.boundName, session: m.session)
    }
    primitiveMethod(type, "is_set") { (_, event: Event, _) in .bool(event.isSet) }
    primitiveMethod(type, "set") { (_, event: Event, _) in
      event.set()
      return .none
    }
    primitiveMethod(type, "clear") { (_, event: Event, _) in
      event.clear()
      return .none
    }
    primitiveMethod(type, "wait") { (m, event: Event, _) in
      m.deferred("Event.wait") { _ in try event.wait() }
    }
  }

  private func fillSemaphores(_ names: PyDict) {
    let type = primitiveClass(names, "Semaphore", ["value"], required: 0) { m, a in
      try Semaphore(m.countArgument(a[1], or: 1), name: m.boundName, session: m.session)
    }
    fillAcquirable(type)
    _ = primitiveClass(names, "BoundedSemaphore", base: type, ["value"], required: 0) { m, a in
      try Semaphore(m.countArgument(a[1], or: 1), isBounded: true, name: m.boundName, session: m.session)
    }
  }

  private func fillCondition(_ names: PyDict) {
    let type = primitiveClass(names, "Condition", ["lock"], required: 0) { m, a in
      let lock = a[1].or(.none)
      if lock.isNone { return Condition(name: m.boundName, session: m.session) }
      guard let acquirable = (lock.object as? PyPrimitive)?.primitive as? any Acquirable else {
        throw m.error(.attributeError, "'\(m.typeName(of: lock))' object has no attribute 'locked'")
      }
      return Condition(lock: acquirable, name: m.boundName, session: m.session)
    }
    primitiveMethod(type, "locked") { (_, condition: Condition, _) in .bool(condition.isLocked) }
    primitiveMethod(type, "release") { (_, condition: Condition, _) in
      try condition.lock.release()
      return .none
    }
    primitiveMethod(type, "acquire") { (m, condition: Condition, _) in
      m.deferred("\(condition.lock is Lock ? "Lock" : "Semaphore").acquire") { _ in
        try condition.lock.acquire()
      }
    }
    primitiveMethod(type, "__aenter__") { (m, condition: Condition, _) in
      m.deferred("_ContextManagerMixin.__aenter__", returning: Value.none) { _ in try condition.lock.acquire()
      }
    }
    primitiveMethod(type, "__aexit__", ["exc_type", "exc", "tb"]) { (m, condition: Condition, _) in
      m.immediate("_ContextManagerMixin.__aexit__") { _ in
        try condition.lock.release()
        return .none
      }
    }
    primitiveMethod(type, "wait") { (m, condition: Condition, _) in
      m.deferred("Condition.wait") { _ in try condition.wait() }
    }
    primitiveMethod(type, "wait_for", ["predicate"]) { (m, condition: Condition, a) in
      let predicate = a[1]
      return m.deferred("Condition.wait_for") { m in
        try condition.wait { [unowned m] in
          let answer = try m.call(predicate, [])
          return (answer, try m.isTrue(answer))
        }
      }
    }
    primitiveMethod(type, "notify", ["n"], required: 0) { (m, condition: Condition, a) in
      try condition.notify(m.countArgument(a[1], or: 1))
      return .none
    }
    primitiveMethod(type, "notify_all") { (_, condition: Condition, _) in
      try condition.notifyAll()
      return .none
    }
  }

  private func fillBarrier(_ names: PyDict) {
    let type = primitiveClass(names, "Barrier", ["parties"], required: 1) { m, a in
      try Barrier(parties: m.countArgument(a[1], or: 1), name: m.boundName, session: m.session)
    }
    for (name, coroutine) in [("wait", "Barrier.wait"), ("__aenter__", "Barrier.__aenter__")] {
      primitiveMethod(type, name) { (m, barrier: Barrier, _) in
        m.deferred(coroutine) { _ in try barrier.wait() }
      }
    }
    primitiveMethod(type, "__aexit__", ["exc_type", "exc", "tb"]) { (m, _: Barrier, _) in
      m.immediate("Barrier.__aexit__") { _ in .none }
    }
    primitiveMethod(type, "reset") { (m, barrier: Barrier, _) in
      m.deferred("Barrier.reset") { _ in try barrier.reset() }
    }
    primitiveMethod(type, "abort") { (m, barrier: Barrier, _) in
      m.deferred("Barrier.abort") { _ in try barrier.abort() }
    }
    func barrier(_ value: Value) -> Barrier? { (value.object as? PyPrimitive)?.primitive as? Barrier }
    attribute(type, "parties", get: { _, v in .int(barrier(v)?.parties ?? 0) })
    attribute(type, "n_waiting", get: { _, v in .int(barrier(v)?.waitingCount ?? 0) })
    attribute(type, "broken", get: { _, v in .bool(barrier(v)?.isBroken ?? false) })
  }

  /// A whole number that a constructor or method compares with 0.
  func countArgument(_ value: Value, or standard: Int) throws -> Int {
    if value.isUndefined { return standard }
    guard let number = value.bigInteger else {
      throw typeError("'<' not supported between instances of '\(typeName(of: value))' and 'int'")
    }
    return Int(clamping: number)
  }
}

/// An object of Python's own whose `str()` is not its `repr()`.
protocol NativeText: AnyObject {
  func text(_ machine: Machine) throws -> String
}
