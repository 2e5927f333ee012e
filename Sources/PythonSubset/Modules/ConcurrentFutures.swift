import AsyncioLoop

extension Machine {
  /// What `concurrent.futures`, written in Python, needs of the loop: futures, and threads on the virtual clock.
  func fillConcurrentFutures(_ names: PyDict) {
    fillThreadFuture(names)
    fillThreadPool(names)
    function(names, "_arrival", .exactly(1)) { m, a in
      guard let future = a[0].wrapped(as: ThreadFuture.self) else {
        throw m.noAttribute(a[0], m.intern("_condition"))
      }
      return future.arrival.map { .int($0) } ?? .none
    }
    function(names, "_wait_for_arrivals", .exactly(4)) { m, a in
      let futures: [ThreadFuture] = try m.values(of: a[0]).map { try m.wrapped($0) }
      let (count, stopsAtFailure) = (try m.index(a[2]), try m.isTrue(a[3]))
      try m.session.wait(
        for: futures, timeout: m.timeoutArgument(a[1]), count: count, stopsAtFailure: stopsAtFailure)
      return .none
    }
  }

  /// The threads behind a `ThreadPoolExecutor`; nil where an object is none.
  func threadPool(_ executor: Value) -> ThreadPool? {
    guard executor.object is PyInstance else { return nil }
    return (try? findAttribute(executor, intern("_pool")))??.wrapped()
  }

  private func fillThreadPool(_ names: PyDict) {
    let type = types.named("_ThreadPool", module: "concurrent.futures.thread")
    names.set(intern("_ThreadPool"), .object(type))
    initializer(type, "__init__(self, max_workers, thread_name_prefix, prepare)") { m, a in
      let size = try m.floatValue(a[1]).map { Int(min($0.rounded(.up), 1e9)) }
      let prefix = try m.isTrue(a[2]) ? try m.string(a[2]) : nil
      let function = a[3]
      let prepare = function.isNone ? nil : { [unowned m] in m.prepare(function) }
      return .object(
        PyWrapper(
          try ThreadPool(maxWorkers: size, prefix: prefix, session: m.session, prepare: prepare), type))
    }
    method(type, "submit(self, fn, /, *args, **kwargs)") { (m, pool: ThreadPool, a) in
      let call = m.call(a[1], with: a.dropFirst(2))
      return .object(m.wrap(try pool.submit(m.callbackName(a[1]), call)))
    }
    method(type, "shutdown(self, wait, cancel_futures)") { (m, pool: ThreadPool, a) in
      try pool.shutDown(waits: m.isTrue(a[1]), cancelsCalls: m.isTrue(a[2]))
      return .none
    }
  }

  /// Calls a pool's initializer; where it fails, the error for all calls.
  private func prepare(_ function: Value) -> (any Error)? {
    do {
      _ = try call(function, [])
      return nil
    } catch {
      session.hooks.standardError("Exception in initializer:\n" + session.hooks.traceback(error))
      let text = "A thread initializer failed, the thread pool is not usable anymore"
      return try? threadError("BrokenThreadPool", [.text(text)])
    }
  }

  // MARK: Futures

  func wrap(_ future: ThreadFuture) -> PyWrapper {
    if let known = future.wrapper as? PyWrapper { return known }
    let made = PyWrapper(future, threadFutureType)
    future.wrapper = made
    return made
  }

  private var threadFutureType: PyType {
    types.named("ThreadFuture", shownAs: "Future", module: "concurrent.futures._base")
  }

  private func fillThreadFuture(_ names: PyDict) {
    let type = threadFutureType
    names.set(intern("Future"), .object(type))
    initializer(type, "__init__(self)") { m, _ in
      .object(m.wrap(ThreadFuture(callName: "a call", session: m.session)))
    }
    method(type, "result(self, timeout=None)") { (m, future: ThreadFuture, a) in
      try m.wait(for: future, a[1])
      return m.value(fromLoop: try future.result())
    }
    method(type, "exception(self, timeout=None)") { (m, future: ThreadFuture, a) in
      try m.wait(for: future, a[1])
      guard case .finished(.failure(let error)) = future.state else { return .none }
      return m.pythonException(error).map { .object($0) } ?? .none
    }
    method(type, "done(self)") { (_, future: ThreadFuture, _) in .bool(future.isDone) }
    method(type, "running(self)") { (_, future: ThreadFuture, _) in .bool(future.isRunning) }
    method(type, "cancelled(self)") { (_, future: ThreadFuture, _) in .bool(future.isCancelled) }
    method(type, "cancel(self)") { (_, future: ThreadFuture, _) in .bool(future.cancel()) }
    method(type, "add_done_callback(self, fn)") { (_, future: ThreadFuture, a) in
      let callback = a[1]
      future.addDoneCallback { [unowned self] future in
        _ = try call(callback, [.object(wrap(future))])
      }
      return .none
    }
    method(type, "set_result(self, result)") { (m, future: ThreadFuture, a) in
      try m.checkUnsettled(future)
      future.finish(.success(a[1]))
      return .none
    }
    method(type, "set_exception(self, exception)") { (m, future: ThreadFuture, a) in
      try m.checkUnsettled(future)
      future.finish(.failure(try m.raised(a[1], cause: nil)))
      return .none
    }
  }

  /// Waits until a future is done.
  ///
  /// - Throws: TimeoutError, or `concurrent.futures.CancelledError`.
  private func wait(for future: ThreadFuture, _ timeout: Value) throws {
    if !future.isDone { try future.wait(timeout: timeoutArgument(timeout)) }
    if future.isCancelled { throw try threadError("CancelledError", []) }
  }

  private func checkUnsettled(_ future: ThreadFuture) throws {
    let state: String
    switch future.state {
    case .pending, .running: return
    case .cancelled: state = future.arrival == nil ? "CANCELLED" : "CANCELLED_AND_NOTIFIED"
    case .finished: state = "FINISHED"
    }
    throw try threadError("InvalidStateError", [.text("\(state): \(representation(.object(wrap(future))))")])
  }

  /// An exception of `concurrent.futures`, which has some of asyncio's names for classes of its own.
  private func threadError(_ name: String, _ arguments: [Value]) throws -> PyException {
    guard let cls = try module(named: "concurrent.futures")?.attributes.get(intern(name))?.typeObject else {
      return error(.runtimeError, "concurrent.futures has no \(name)")
    }
    return makeException(cls, arguments)
  }
}
