import AsyncioLoop

/// What waits for time or for others (CPython 3.13 `tasks.py`).
extension Machine {
  private func delay(_ value: Value) throws -> Double {
    guard let seconds = try floatValue(value) else {
      throw typeError("'<=' not supported between instances of '\(typeName(of: value))' and 'int'")
    }
    return seconds
  }

  /// A sleep whose arguments are looked at when it is awaited.
  private func sleepLater(_ delay: Value, _ result: Value) -> Value {
    deferred("sleep") { m in
      let seconds = try m.delay(delay)
      // A turn of the loop needs no loop: whoever drives the coroutine resumes it.
      if seconds <= 0, m.session.runningLoop == nil { return OneTurn(result) }
      return try m.runningLoop().sleep(seconds, returning: result)
    }
  }

  /// A number of seconds from now; nil: for ever.
  func timeoutArgument(_ value: Value) throws -> Double? {
    value.isUndefined || value.isNone ? nil : try addend(value)
  }

  func fillWaiting(_ names: PyDict) {
    function(names, "async sleep(delay, result=None)") { m, a in
      let result = a[1].or(.none)
      if case .object = a[0] {
        return m.sleepLater(a[0], result)
      }
      guard let seconds = try m.floatValue(a[0]), let loop = m.session.runningLoop else {
        return m.sleepLater(a[0], result)
      }
      return m.coroutine(loop.sleep(seconds, returning: result))
    }
    function(names, "gather(*coros_or_futures, return_exceptions=False)") { m, a in
      let returns = try m.isTrue(a[0].or(.bool(false)))
      var awaitables: [Awaitable] = []
      for value in a.positional(from: 1) {
        do {
          // It looks whether it has the same one already.
          if m.loopAwaitable(value) == nil { _ = try m.hash(value) }
          awaitables.append(try m.requiredAwaitable(value))
        } catch {
          // Those before it are tasks by then.
          if !awaitables.isEmpty { try m.eventLoop(of: awaitables).beginGathering(awaitables) }
          m.leave(LibraryCall(a.positional(from: 1).compactMap(\.object)), with: error)
          throw error
        }
      }
      return .object(m.wrap(try m.eventLoop(of: awaitables).gather(awaitables, returnExceptions: returns)))
    }
    function(names, "async wait_for(fut, timeout)") { m, a in
      let (value, timeout) = (a[0], a[1])
      return m.deferred("wait_for") { m in
        let seconds = timeout.isNone ? nil : try m.delay(timeout)
        // What cannot be awaited fails in an `await`, unless the time is over before one.
        if m.loopAwaitable(value) == nil, seconds ?? 1 > 0 { _ = try m.awaitable(value) }
        return try m.runningLoop().waitFor(m.requiredAwaitable(value), timeout: seconds)
      }
    }
    function(names, "shield(arg)") { m, a in
      if let done = (a[0].object as? PyFuture)?.future, done.isDone { return a[0] }
      return .object(try m.shielded(m.requiredAwaitable(a[0])))
    }
    function(names, "async wait(fs, *, timeout=None, return_when=ALL_COMPLETED)") { m, a in
      let (futures, timeout, condition) = (a[0], a[1], a[2])
      return m.deferred("wait") { m in
        let (waited, condition) = try m.waited(futures, until: condition)
        let loop = try m.runningLoop()
        let seconds = try m.timeoutArgument(timeout)
        return try loop.wait(waited.map(m.future), timeout: seconds, condition: condition)
      }
    }
    function(names, "as_completed(fs, *, timeout=None)") { m, a in
      if a[0].object?.kind == .future || m.isCoroutineObject(a[0]) {
        throw m.typeError("expect an iterable of futures, not \(m.typeName(of: a[0]))")
      }
      let awaitables = try m.values(of: a[0]).map { try m.requiredAwaitable($0) }
      let timeout = awaitables.isEmpty ? nil : try m.timeoutArgument(a[1])
      let type = m.types.named("_AsCompletedIterator", module: "asyncio.tasks")
      return .object(PyAsCompleted(try m.runningLoop().asCompleted(awaitables, timeout: timeout), type))
    }
  }

  /// What `wait` is given to wait for, without repetitions, and until when.
  private func waited(_ futures: Value, until condition: Value) throws -> ([Value], WaitCondition) {
    if futures.object?.kind == .future || isCoroutineObject(futures) {
      throw typeError("expect a list of futures, not \(typeName(of: futures))")
    }
    guard try isTrue(futures) else { throw valueError("Set of Tasks/Futures is empty.") }
    guard
      let condition = condition.isUndefined
        ? .allCompleted : WaitCondition(rawValue: condition.string?.value ?? "")
    else {
      throw valueError("Invalid return_when value: \(try string(condition))")
    }
    let known = PySet()
    var items: [Value] = []
    for item in try values(of: futures) where try !known.contains(item, in: self) {
      try known.insert(item, in: self)
      items.append(item)
    }
    if items.contains(where: isCoroutineObject) {
      throw typeError("Passing coroutines is forbidden, use tasks explicitly.")
    }
    if items.isEmpty { throw error(.assertionError, "Set of Futures is empty.") }
    return (items, condition)
  }

  private func future(_ value: Value) throws -> Future {
    guard let future = (value.object as? PyFuture)?.future else {
      throw noAttribute(value, intern("add_done_callback"))
    }
    return future
  }
}

/// What `asyncio.as_completed` gives: to be gone over with `for` or `async for`.
final class PyAsCompleted: PyWrapper, NativeIterable, NativeAsyncIterable {
  private let arrivals: AsCompleted

  init(_ arrivals: AsCompleted, _ cls: PyType) {
    self.arrivals = arrivals
    super.init(arrivals, cls)
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
