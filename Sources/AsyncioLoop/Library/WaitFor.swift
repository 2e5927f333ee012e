import TaskModel

/// `asyncio.wait_for`: awaits something in a timeout (CPython 3.13 `tasks.py`).
final class WaitFor: NativeCoroutine {
  private let awaitable: Awaitable
  private let delay: Double?
  private var timeout: Timeout?
  private var late: Late?

  /// What is awaited after a deadline that was over from the start.
  private struct Late {
    let future: Future
    let scope: ScopeID
    let releaser: Releaser
  }

  init(_ awaitable: Awaitable, delay: Double?, loop: EventLoop) {
    self.awaitable = awaitable
    self.delay = delay
    super.init(name: "wait_for", loop: loop)
  }

  override func start() throws -> Progress {
    if let delay, delay <= 0 { return try startLate() }
    let timeout = Timeout(at: delay.map { session.now + $0 }, kind: .waitFor, session: session)
    if case .future(let future) = awaitable {
      try timeout.enter(members: [future])
    } else {
      try timeout.enter()
    }
    self.timeout = timeout
    return .awaiting(awaitable)
  }

  /// Cancels at once what is not done, and waits until it is.
  private func startLate() throws -> Progress {
    if case .future(let future) = awaitable, future.isDone { return .returned(try outcome(of: future).get()) }
    let scope = session.nextScopeID()
    let known: [Future] = if case .future(let future) = awaitable { [future] } else { [] }
    session.emit(
      .enter(
        scope, .waitFor, owner: session.currentTask?.id ?? .program, deadline: session.traceTime,
        members: known.compactMap { ($0 as? Task)?.id }, site: session.hooks.currentSite()))
    let future = try loop.ensureFuture(awaitable, scope: scope, for: LibraryCall())
    if future.isDone {
      session.emit(.exit(scope, .clean))
      return .returned(try outcome(of: future).get())
    }
    let waiter = loop.createFuture()
    waiter.awaited = .scope(scope)
    let releaser = Releaser(waiter)
    late = Late(future: future, scope: scope, releaser: releaser)
    future.addDoneCallback(releaser)
    _ = try future.requestCancel(message: nil, reason: .timeout)
    return .awaiting(.future(waiter))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    if let late { return try finish(late, result) }
    switch result {
    case .success(let value):
      try timeout?.exit(nil)
      return .returned(value)
    case .failure(let error):
      if case .future(let future) = awaitable {
        session.leaving([future], with: error)
      } else {
        session.leaving([], with: error)
      }
      try timeout?.exit(error)
      throw error
    }
  }

  private func finish(_ late: Late, _ waited: Result<Any, any Error>) throws -> Progress {
    late.future.removeDoneCallback(late.releaser)
    do {
      _ = try waited.get()
    } catch {
      session.leaving([late.future], with: error)
      session.emit(.exit(late.scope, session.scopeOutcome(of: error)))
      throw error
    }
    do {
      let value = try outcome(of: late.future).get()
      session.emit(.exit(late.scope, .clean))
      return .returned(value)
    } catch  where error.isCancellation {
      session.emit(.exit(late.scope, .timedOut))
      let timeout = LoopError(.timeout, raisedFrom: error)
      session.leaving([late.future], with: timeout)
      throw timeout
    } catch {
      session.leaving([late.future], with: error)
      session.emit(.exit(late.scope, session.scopeOutcome(of: error)))
      throw error
    }
  }
}

/// Gives a waiter its turn when a future is done.
final class Releaser: DoneObserver {
  var callbackName: String { "_release_waiter()" }

  private let waiter: Future

  init(_ waiter: Future) { self.waiter = waiter }

  func futureIsDone(_ future: Future) { waiter.setResultUnlessDone(()) }
}

extension EventLoop {
  /// Awaits something, and cancels it if it takes longer than `timeout` seconds; nil: as long as it takes.
  package func waitFor(_ awaitable: Awaitable, timeout: Double?) -> any Coroutine {
    WaitFor(awaitable, delay: timeout, loop: self)
  }
}
