import TaskModel

extension EventLoop {
  /// Has a thread of a pool, or of the loop's own, make a call; the future's result is the call's.
  package func runInExecutor(
    _ pool: ThreadPool? = nil, _ callName: String, _ body: @escaping () throws -> Any
  ) throws -> Future {
    try checkOpen()
    return wrap(try (pool ?? standardPool()).submit(callName, body))
  }

  private func standardPool() throws -> ThreadPool {
    if isPoolShutDown { throw LoopError(.runtime, "Executor shutdown has been called") }
    if let defaultPool { return defaultPool }
    let made = try ThreadPool(prefix: "asyncio", session: session)
    defaultPool = made
    return made
  }

  /// A future of the loop that ends as the other one does; cancelling it cancels that one (CPython `wrap_future`).
  package func wrap(_ source: ThreadFuture) -> Future {
    let future = createFuture()
    future.awaited = .executor(source.callName)
    future.addDoneCallback(
      DoneCallback(function: source, name: "_chain_future.<locals>._call_check_cancel") { future in
        if future.isCancelled { source.cancel() }
      })
    source.addDoneCallback { [weak self] source in
      guard let self, !isClosed else { return }
      let cause = session.currentCause
      try callSoon(name: "_chain_future.<locals>._set_state") {
        self.session.cause = cause
        try Self.copyState(of: source, to: future)
      }
    }
    return future
  }

  private static func copyState(of source: ThreadFuture, to future: Future) throws {
    if future.isCancelled { return }
    guard !future.isDone else { throw LoopError(.assertion) }
    switch source.state {
    case .pending, .running: return
    case .cancelled: try future.cancel()
    case .finished(.success(let value)): try future.setResult(value)
    case .finished(.failure(let error)): try future.setException(error)
    }
  }

  /// Runs a coroutine in a task of this loop, for a thread to wait for (CPython `run_coroutine_threadsafe`).
  package func submit(_ awaitable: Awaitable, named name: String) throws -> ThreadFuture {
    let result = ThreadFuture(callName: name, session: session)
    try callSoon(name: "run_coroutine_threadsafe.<locals>.callback") {
      do {
        try self.chain(self.ensureFuture(awaitable), to: result)
      } catch {
        if result.begin() { result.finish(.failure(error)) }
        throw error
      }
    }
    return result
  }

  /// Has a thread's future end as one of the loop's does; cancelling it cancels that one.
  private func chain(_ source: Future, to result: ThreadFuture) throws {
    result.addDoneCallback { [weak self] result in
      if result.isCancelled { try self?.callSoon(name: "Future.cancel") { try source.cancel() } }
    }
    source.addDoneCallback(
      DoneCallback(function: result, name: "_chain_future.<locals>._call_set_state") { source in
        if source.isCancelled { result.cancel() }
        guard result.begin() else { return }
        result.finish(
          Result {
            if let error = try source.exception() { throw error }
            return try source.result()
          })
      })
  }

  /// Waits until the calls that threads of its own make are made, and takes no more.
  package func shutDownDefaultExecutor() -> any Coroutine { ExecutorShutdown(loop: self) }
}

private final class ExecutorShutdown: NativeCoroutine {
  init(loop: EventLoop) {
    super.init(name: "BaseEventLoop.shutdown_default_executor", loop: loop)
  }

  override func start() throws -> Progress {
    loop.isPoolShutDown = true
    guard let pool = loop.defaultPool else { return .returned(()) }
    let future = loop.createFuture()
    future.awaited = .executor("the threads of its pool")
    let loop = loop
    let end = { _ = try? loop.callSoon { future.setResultUnlessDone(()) } }
    pool.whenEnded = end
    try pool.shutDown(waits: false)
    if pool.hasEnded { end() }
    return .awaiting(.future(future))
  }
}
