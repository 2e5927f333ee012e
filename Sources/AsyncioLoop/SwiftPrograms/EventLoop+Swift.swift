/// Programs in Swift on the loop, for tests and benchmarks.
///
///     try session.run { loop in
///       try await loop.value(of: loop.sleep(1))
///     }
extension LoopSession {
  /// `asyncio.run` for a Swift body.
  package func run<T>(_ main: @escaping (EventLoop) async throws -> T) throws -> T {
    // A closure with a list of captures would not stay with its caller.
    let body = SwiftBody.of(name: "main", session: self) {
      guard let loop = self.runningLoop else { throw LoopError(.runtime, "no running event loop") }
      return try await main(loop)
    }
    let result = try run(body)
    guard let result = result as? T else { throw LoopError(.type, "main returned \(type(of: result))") }
    return result
  }
}

extension EventLoop {
  /// A coroutine of a Swift body; it runs when a task is made of it or something awaits it.
  package func coroutine<T>(
    _ name: String = #function, _ body: @escaping () async throws -> T
  ) -> any Coroutine {
    SwiftBody.of(name: name, session: session, body)
  }

  /// Makes a task of a Swift body.
  @discardableResult
  package func task<T>(_ name: String, _ body: @escaping () async throws -> T) throws -> Task {
    try createTask(coroutine(name, body), name: name)
  }

  /// Waits for a future or a task, and gives its result or raises its exception.
  @discardableResult
  package func value(of future: Future) async throws -> Any {
    if !future.isDone { try await runningBody().pause(on: .awaiting(future)) }
    return try future.result()
  }

  /// Runs a coroutine in the task that calls this.
  @discardableResult
  package func value(of coroutine: any Coroutine) async throws -> Any {
    try await runningBody().value(of: coroutine)
  }

  /// `await queue.put(item)`, without a coroutine where there is room.
  package func put(_ item: Any, into queue: Queue) async throws {
    if queue.isFull { try await value(of: queue.put(item)) } else { try queue.putNow(item) }
  }

  /// `await queue.get()`, without a coroutine where there is an item.
  package func get(from queue: Queue) async throws -> Any {
    queue.isEmpty ? try await value(of: queue.get()) : try queue.getNow()
  }

  /// Gives the loop one turn: `sleep(0)`.
  package func turn() async throws { try await runningBody().pause(on: .turn) }

  /// `async with asyncio.TaskGroup()`.
  package func withTaskGroup<T>(_ body: (TaskGroup) async throws -> T) async throws -> T {
    let group = TaskGroup(session: session)
    try group.enter()
    let result: T
    do {
      result = try await body(group)
    } catch {
      try await value(of: group.exit(error))
      throw error
    }
    try await value(of: group.exit(nil))
    return result
  }

  /// `async with asyncio.timeout()`.
  package func withTimeout<T>(
    after delay: Double?, _ body: (Timeout) async throws -> T
  ) async throws -> T {
    let timeout = session.timeout(after: delay)
    try timeout.enter()
    let result: T
    do {
      result = try await body(timeout)
    } catch {
      try timeout.exit(error)
      throw error
    }
    try timeout.exit(nil)
    return result
  }

  private func runningBody() throws -> SwiftBody {
    guard let body = session.stepExecutor.runningBody else {
      throw LoopError(.runtime, "await of the loop's in a task that is not the loop's")
    }
    return body
  }
}
