import TaskModel

/// Tells the outer future of a shield what became of the inner one.
private final class ShieldedEnd: DoneObserver {
  var callbackName: String { "shield.<locals>._inner_done_callback" }

  private let outer: Future

  init(_ outer: Future) { self.outer = outer }

  func futureIsDone(_ inner: Future) throws {
    if outer.isCancelled {
      inner.markRetrieved()
    } else if inner.isCancelled {
      try outer.cancel()
    } else if let error = try inner.exception() {
      try outer.setException(error)
    } else {
      try outer.setResult(try inner.result())
    }
  }
}

/// Lets go of the inner future when nobody waits through the shield any more.
private final class ShieldDropped: DoneObserver {
  var callbackName: String { "shield.<locals>._outer_done_callback" }

  private let inner: Future
  private let end: ShieldedEnd

  init(_ inner: Future, _ end: ShieldedEnd) {
    self.inner = inner
    self.end = end
  }

  func futureIsDone(_ outer: Future) {
    if !inner.isDone { inner.removeDoneCallback(end) }
  }
}

extension EventLoop {
  /// A future that ends as `awaitable` does, and whose cancellation does not reach it (CPython `shield`).
  package func shield(_ awaitable: Awaitable) throws -> Future {
    if case .future(let future) = awaitable, future.isDone { return try ensureFuture(awaitable) }
    let known: [Future] = if case .future(let future) = awaitable { [future] } else { [] }
    let scope = session.enterScope(.shield, members: known)
    let call = LibraryCall()
    let inner = try ensureFuture(awaitable, scope: scope, for: call)
    // An eager task may have ended already.
    guard !inner.isDone else {
      let outcome = inner.isCancelled ? .cancelled : session.scopeOutcome(of: inner.peekedException)
      session.emit(.exit(scope, outcome))
      return inner
    }
    let outer = ScopeFuture.of(scope, loop: self)
    call.hold(outer)
    let end = ShieldedEnd(outer)
    inner.addDoneCallback(end)
    outer.addDoneCallback(ShieldDropped(inner, end))
    return outer
  }
}
