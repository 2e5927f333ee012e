import AsyncioLoop

/// A lock, an event, a queue ... as the program sees it.
final class PyPrimitive: PyWrapper, NativeText {
  private let primitive: Primitive

  init(_ primitive: Primitive, _ cls: PyType) {
    self.primitive = primitive
    super.init(primitive, cls)
    primitive.wrapper = self
  }

  override func representation(_ machine: Machine) throws -> String { try primitive.representation() }

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

  /// A class of asyncio's own, made by a function that gets the arguments of `__init__`.
  func primitiveClass(
    _ names: PyDict, _ name: String, module: String = "asyncio.locks", base: PyType? = nil,
    layout: PyType.Layout = .native, _ header: Header, owner: String? = nil,
    make: @escaping (Machine, Arguments) throws -> Primitive
  ) -> PyType {
    let type = types.named(name, module: module, base: base, layout: layout)
    names.set(intern(name), .object(type))
    initializer(type, header, owner: owner) { m, a in .object(PyPrimitive(try make(m, a), type)) }
    return type
  }

  /// `async with`, for what is acquired and released.
  private func fillContext(_ type: PyType) {
    let owner = "_ContextManagerMixin"
    method(type, "async __aenter__(self)", owner: owner) { (m, lock: any Acquirable, _) in
      m.deferred("\(owner).__aenter__", returning: Value.none) { _ in try lock.acquire() }
    }
    method(type, "async __aexit__(self, exc_type, exc, tb)", owner: owner) { (m, lock: any Acquirable, _) in
      m.immediate("\(owner).__aexit__") { _ in
        try lock.release()
        return .none
      }
    }
  }

  private func fillAcquirable(_ type: PyType) {
    method(type, "locked(self)") { (_, lock: any Acquirable, _) in .bool(lock.isLocked) }
    method(type, "release(self)") { (_, lock: any Acquirable, _) in
      try lock.release()
      return .none
    }
    method(type, "async acquire(self)") { (m, lock: any Acquirable, _) in
      m.deferred("\(type.name).acquire") { _ in try lock.acquire() }
    }
    fillContext(type)
  }

  private func fillLock(_ names: PyDict) {
    let type = primitiveClass(names, "Lock", "__init__(self)") { m, _ in
      Lock(name: m.boundName, session: m.session)
    }
    fillAcquirable(type)
    fact(type, "_locked") { (lock: Lock) in .bool(lock.isLocked) }
  }

  /// An attribute that CPython keeps to itself but that programs look at.
  func fact<Wrapped>(_ type: PyType, _ name: String, _ get: @escaping (Wrapped) -> Value) {
    attribute(type, name, get: { m, v in get(try m.wrapped(v)) })
  }

  private func fillEvent(_ names: PyDict) {
    let type = primitiveClass(names, "Event", "__init__(self)") { m, _ in
      Event(name: m.boundName, session: m.session)
    }
    fact(type, "_value") { (event: Event) in .bool(event.isSet) }
    method(type, "is_set(self)") { (_, event: Event, _) in .bool(event.isSet) }
    method(type, "set(self)") { (_, event: Event, _) in
      event.set()
      return .none
    }
    method(type, "clear(self)") { (_, event: Event, _) in
      event.clear()
      return .none
    }
    method(type, "async wait(self)") { (m, event: Event, _) in
      m.deferred("Event.wait") { _ in try event.wait() }
    }
  }

  private func fillSemaphores(_ names: PyDict) {
    let type = primitiveClass(names, "Semaphore", "__init__(self, value=1)") { m, a in
      try Semaphore(m.countArgument(a[1], or: 1), name: m.boundName, session: m.session)
    }
    fillAcquirable(type)
    fact(type, "_value") { (semaphore: Semaphore) in .int(semaphore.value) }
    let bounded = primitiveClass(names, "BoundedSemaphore", base: type, "__init__(self, value=1)") { m, a in
      try Semaphore(m.countArgument(a[1], or: 1), isBounded: true, name: m.boundName, session: m.session)
    }
    fact(bounded, "_bound_value") { (semaphore: Semaphore) in .int(semaphore.bound ?? 0) }
    method(bounded, "release(self)") { (_, semaphore: Semaphore, _) in
      try semaphore.release()
      return .none
    }
  }

  private func fillCondition(_ names: PyDict) {
    let type = primitiveClass(names, "Condition", "__init__(self, lock=None)") { m, a in
      let lock = a[1].or(.none)
      if lock.isNone { return Condition(name: m.boundName, session: m.session) }
      let acquirable: any Acquirable = try m.wrapped(lock, asking: "locked")
      return Condition(lock: acquirable, name: m.boundName, session: m.session)
    }
    // A condition has these methods of its lock, whose names they keep.
    method(type, "locked(self)", owner: "Lock") { (_, condition: Condition, _) in .bool(condition.isLocked) }
    method(type, "release(self)", owner: "Lock") { (_, condition: Condition, _) in
      try condition.lock.release()
      return .none
    }
    method(type, "async acquire(self)", owner: "Lock") { (m, condition: Condition, _) in
      m.deferred("\(condition.lock is Lock ? "Lock" : "Semaphore").acquire") { _ in
        try condition.lock.acquire()
      }
    }
    let owner = "_ContextManagerMixin"
    method(type, "async __aenter__(self)", owner: owner) { (m, condition: Condition, _) in
      m.deferred("\(owner).__aenter__", returning: Value.none) { _ in try condition.lock.acquire()
      }
    }
    method(type, "async __aexit__(self, exc_type, exc, tb)", owner: owner) { (m, condition: Condition, _) in
      m.immediate("\(owner).__aexit__") { _ in
        try condition.lock.release()
        return .none
      }
    }
    method(type, "async wait(self)") { (m, condition: Condition, _) in
      m.deferred("Condition.wait") { _ in try condition.wait() }
    }
    method(type, "async wait_for(self, predicate)") { (m, condition: Condition, a) in
      let predicate = a[1]
      return m.deferred("Condition.wait_for") { m in
        try condition.wait { [unowned m] in
          let answer = try m.call(predicate, [])
          return (answer, try m.isTrue(answer))
        }
      }
    }
    method(type, "notify(self, n=1)") { (m, condition: Condition, a) in
      try condition.notify(m.countArgument(a[1], or: 1))
      return .none
    }
    method(type, "notify_all(self)") { (_, condition: Condition, _) in
      try condition.notifyAll()
      return .none
    }
  }

  private func fillBarrier(_ names: PyDict) {
    let type = primitiveClass(names, "Barrier", "__init__(self, parties)") { m, a in
      try Barrier(parties: m.countArgument(a[1], or: 1), name: m.boundName, session: m.session)
    }
    for name in ["wait", "__aenter__"] {
      method(type, "async \(name)(self)") { (m, barrier: Barrier, _) in
        m.deferred("Barrier.\(name)") { _ in try barrier.wait() }
      }
    }
    method(type, "async __aexit__(self, *args)") { (m, _: Barrier, _) in
      m.immediate("Barrier.__aexit__") { _ in .none }
    }
    method(type, "async reset(self)") { (m, barrier: Barrier, _) in
      m.deferred("Barrier.reset") { _ in try barrier.reset() }
    }
    method(type, "async abort(self)") { (m, barrier: Barrier, _) in
      m.deferred("Barrier.abort") { _ in try barrier.abort() }
    }
    func barrier(_ value: Value) -> Barrier? { value.wrapped() }
    attribute(type, "parties", get: { _, v in .int(barrier(v)?.parties ?? 0) })
    attribute(type, "n_waiting", get: { _, v in .int(barrier(v)?.waitingCount ?? 0) })
    attribute(type, "broken", get: { _, v in .bool(barrier(v)?.isBroken ?? false) })
  }

  /// A whole number that a constructor or method compares with 0.
  func countArgument(_ value: Value, or standard: Int, comparison: String = "<") throws -> Int {
    if value.isUndefined { return standard }
    if let number = value.bigInteger { return Int(clamping: number) }
    if case .float = value {
      throw typeError("taskviz counts in whole numbers; run the program under real CPython")
    }
    throw typeError("'\(comparison)' not supported between instances of '\(typeName(of: value))' and 'int'")
  }
}

/// An object of Python's own whose `str()` is not its `repr()`.
protocol NativeText: AnyObject {
  func text(_ machine: Machine) throws -> String
}
