import TaskModel

/// The result of a call that a worker makes: `concurrent.futures.Future`.
package final class ThreadFuture {
  package enum State {
    case pending
    case running
    case cancelled
    case finished(Result<Any, any Error>)
  }

  package private(set) var state = State.pending
  /// Its place among all that have ended, in their order; nil: it has not, or it was cancelled and no thread has noticed.
  package private(set) var arrival: Int?
  /// What is called, for those who wait for it.
  package let callName: String
  /// The interpreter's object for it.
  package weak var wrapper: AnyObject?
  private let session: LoopSession
  private var callbacks: [(ThreadFuture) throws -> Void] = []

  package init(callName: String, session: LoopSession) {
    self.callName = callName
    self.session = session
  }

  package var isDone: Bool {
    switch state {
    case .pending, .running: false
    case .cancelled, .finished: true
    }
  }

  package var isCancelled: Bool { if case .cancelled = state { true } else { false } }
  package var isRunning: Bool { if case .running = state { true } else { false } }

  /// False where the call has begun: it cannot be taken back.
  @discardableResult
  package func cancel() -> Bool {
    switch state {
    case .pending: settle(.cancelled)
    case .cancelled: break
    case .running, .finished: return false
    }
    return true
  }

  /// Says that the call begins; false where it was cancelled.
  func begin() -> Bool {
    guard case .pending = state else {
      if arrival == nil { arrival = session.nextArrival() }
      return false
    }
    state = .running
    return true
  }

  package func finish(_ result: Result<Any, any Error>) {
    arrival = session.nextArrival()
    settle(.finished(result))
  }

  private func settle(_ state: State) {
    self.state = state
    let all = callbacks
    callbacks = []
    for callback in all { run(callback) }
  }

  /// Has `callback` called when it is done, by the thread that settles it; at once, if it is done.
  package func addDoneCallback(_ callback: @escaping (ThreadFuture) throws -> Void) {
    if isDone { run(callback) } else { callbacks.append(callback) }
  }

  private func run(_ callback: (ThreadFuture) throws -> Void) {
    do {
      try callback(self)
    } catch {
      session.hooks.standardError("exception calling callback\n" + session.hooks.traceback(error))
    }
  }

  /// Blocks until it is done; nil: as long as it takes.
  ///
  /// - Throws: TimeoutError.
  package func wait(timeout: Double? = nil) throws {
    if isDone { return }
    try session.wait(for: .executor(callName), timeout: timeout) { [unowned self] in isDone }
  }

  /// What it came to.
  ///
  /// - Throws: what the call raised, CancelledError, TimeoutError where it is not done.
  package func result() throws -> Any {
    switch state {
    case .finished(let result): return try result.get()
    case .cancelled: throw LoopError(.cancelled)
    case .pending, .running: throw LoopError(.timeout)
    }
  }

  fileprivate var hasFailed: Bool { if case .finished(.failure) = state { true } else { false } }
}

extension LoopSession {
  /// Blocks until so many of the futures have ended, or one of them has failed, where that is enough, or so many seconds are
  /// over.
  package func wait(
    for futures: [ThreadFuture], timeout: Double?, count: Int, stopsAtFailure: Bool = false
  ) throws {
    func isEnough() -> Bool {
      futures.count { $0.arrival != nil } >= count || stopsAtFailure && futures.contains(where: \.hasFailed)
    }
    if isEnough() { return }
    do {
      try wait(for: .executor("\(futures.count) calls"), timeout: timeout, until: isEnough)
    } catch let error as LoopError where error.kind == .timeout {
      return
    }
  }
}
