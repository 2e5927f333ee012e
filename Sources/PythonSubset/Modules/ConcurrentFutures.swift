import AsyncioLoop

/// A `concurrent.futures.Future`, as the program sees it.
final class PyThreadFuture: PyObject, NativeRepresentation {
  let future: ThreadFuture

  init(_ future: ThreadFuture) {
    self.future = future
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("ThreadFuture", shownAs: "Future", module: "concurrent.futures._base")
  }

  override func isSame(as other: PyObject) -> Bool { (other as? PyThreadFuture)?.future === future }

  func representation(_ machine: Machine) -> String {
    let address = machine.address(self)
    switch future.state {
    case .pending: return "<Future at \(address) state=pending>"
    case .running: return "<Future at \(address) state=running>"
    case .cancelled: return "<Future at \(address) state=cancelled>"
    case .finished(.success(let value)):
      let type = machine.typeName(of: machine.value(fromLoop: value))
      return "<Future at \(address) state=finished returned \(type)>"
    case .finished(.failure(let error)):
      return "<Future at \(address) state=finished raised \(error.loopTypeName)>"
    }
  }
}

/// A `ThreadPoolExecutor`, as the program sees it.
final class PyThreadPool: PyObject {
  let pool: ThreadPool

  init(_ pool: ThreadPool) {
    self.pool = pool
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("ThreadPoolExecutor", module: "concurrent.futures.thread")
  }
}

extension Machine {
  /// The module `concurrent.futures`, its threads on the virtual clock.
  func fillConcurrentFutures(_ names: PyDict) {
    names.set(intern("TimeoutError"), .object(types[.timeoutError]))
    fillThreadFuture(names)
    let type = types.named("ThreadPoolExecutor", module: "concurrent.futures.thread")
    names.set(intern("ThreadPoolExecutor"), .object(type))
    let parameters = ["cls", "max_workers", "thread_name_prefix"]
    let initializer = PyNative("ThreadPoolExecutor.__init__", .named(parameters, required: 1)) { m, a in
      let size = a[1].isUndefined || a[1].isNone ? nil : try m.index(a[1])
      let prefix = a[2].string?.value ?? ""
      return .object(
        PyThreadPool(
          try ThreadPool(maxWorkers: size, prefix: prefix.isEmpty ? nil : prefix, session: m.session)))
    }
    type.attributes.set(
      self.names.new, .object(PyMethodWrapper(.object(initializer), isClassMethod: false)))
    fillPoolMethods(type)
  }

  private func pool(_ value: Value) throws -> ThreadPool {
    guard let pool = (value.object as? PyThreadPool)?.pool else {
      throw typeError("a ThreadPoolExecutor was expected")
    }
    return pool
  }

  private func fillPoolMethods(_ type: PyType) {
    method(type, "submit", .any) { m, a in
      guard a.count > 1 else {
        throw m.typeError("ThreadPoolExecutor.submit() missing 1 required positional argument: 'fn'")
      }
      let (function, rest) = (a[1], a.positional(from: 2))
      let keywords = a.names.indices.map { a[a.count + $0] }
      let keywordNames = a.names
      let future = try m.pool(a[0]).submit(m.callbackName(function)) { [unowned m] in
        try m.call(function, rest + keywords, names: keywordNames)
      }
      return .object(PyThreadFuture(future))
    }
    method(type, "map", .any) { m, a in
      try m.checkKeywords(a, "map", allowed: ["timeout", "chunksize"])
      let (function, pool) = (a[1], try m.pool(a[0]))
      let columns = try (2..<max(2, a.count)).map { try m.values(of: a[$0]) }
      let count = columns.map(\.count).min() ?? 0
      var futures = try (0..<count).map { row in
        try pool.submit(m.callbackName(function)) { [unowned m] in
          try m.call(function, columns.map { $0[row] })
        }
      }[...]
      return .object(
        FunctionIterator("generator") { m in
          guard let next = futures.popFirst() else { return nil }
          return m.value(fromLoop: try next.result())
        })
    }
    method(type, "shutdown", .named(["self", "wait", "cancel_futures"], required: 1, positional: 2)) { m, a in
      try m.pool(a[0]).shutDown(
        waits: m.isTrue(a[1].or(.bool(true))), cancelsCalls: m.isTrue(a[2].or(.bool(false))))
      return .none
    }
    method(type, "__enter__", .exactly(1)) { _, a in a[0] }
    method(type, "__exit__", .exactly(4)) { m, a in
      try m.pool(a[0]).shutDown()
      return .bool(false)
    }
  }

  private func fillThreadFuture(_ names: PyDict) {
    let type = types.named("ThreadFuture", shownAs: "Future", module: "concurrent.futures._base")
    names.set(intern("Future"), .object(type))
    constructor(type) { m, _ in
      .object(PyThreadFuture(ThreadFuture(callName: "a call", session: m.session)))
    }
    func future(_ value: Value) throws -> ThreadFuture {
      guard let future = (value.object as? PyThreadFuture)?.future else {
        throw self.typeError("a Future was expected")
      }
      return future
    }
    method(type, "result", .named(["self", "timeout"], required: 1)) { m, a in
      m.value(fromLoop: try future(a[0]).result(timeout: m.timeoutArgument(a[1])))
    }
    method(type, "exception", .named(["self", "timeout"], required: 1)) { m, a in
      let future = try future(a[0])
      do {
        _ = try future.result(timeout: m.timeoutArgument(a[1]))
        return .none
      } catch {
        guard case .finished(.failure) = future.state else { throw error }
        return m.pythonException(error).map { .object($0) } ?? .none
      }
    }
    method(type, "done", .exactly(1)) { _, a in .bool(try future(a[0]).isDone) }
    method(type, "running", .exactly(1)) { _, a in .bool(try future(a[0]).isRunning) }
    method(type, "cancelled", .exactly(1)) { _, a in .bool(try future(a[0]).isCancelled) }
    method(type, "cancel", .exactly(1)) { _, a in .bool(try future(a[0]).cancel()) }
    method(type, "add_done_callback", .exactly(2)) { m, a in
      let callback = a[1]
      try future(a[0]).addDoneCallback { [unowned m] future in
        _ = try m.call(callback, [.object(PyThreadFuture(future))])
      }
      return .none
    }
    method(type, "set_result", .exactly(2)) { _, a in
      try future(a[0]).finish(.success(a[1]))
      return .none
    }
    method(type, "set_exception", .exactly(2)) { m, a in
      try future(a[0]).finish(.failure(m.raised(a[1], cause: nil)))
      return .none
    }
  }
}
