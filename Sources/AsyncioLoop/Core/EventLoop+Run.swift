import TaskModel

extension EventLoop {
  /// Runs until the future is done; returns its result or raises its exception (CPython `run_until_complete`).
  package func runUntilComplete(_ awaitable: @autoclosure () throws -> Awaitable) throws -> Any {
    try checkOpen()
    try checkNotRunning()
    let awaitable = try awaitable()
    let future = try ensureFuture(awaitable)
    var isNew = false
    if case .coroutine = awaitable { isNew = true }
    if isNew { (future as? Task)?.reportsDestruction = false }
    let stopper = Stopper(loop: self)
    future.addDoneCallback(stopper)
    defer { future.removeDoneCallback(stopper) }
    do {
      try runForever()
    } catch {
      if isNew, future.isDone { future.markRetrieved() }
      throw error
    }
    guard future.isDone else { throw LoopError(.runtime, "Event loop stopped before Future completed.") }
    do {
      return try future.result()
    } catch {
      session.leaving([future], with: error)
      throw error
    }
  }

  /// Makes a task of a coroutine; a future is what it is (CPython `ensure_future`).
  package func ensureFuture(_ awaitable: Awaitable) throws -> Future {
    try ensureFuture(awaitable, scope: nil)
  }

  /// The same for a function of the library's, whose variables hold the future from then on.
  func ensureFuture(
    _ awaitable: Awaitable, scope: TaskModel.ScopeID?, for call: LibraryCall
  ) throws -> Future {
    guard taskFactory != nil else { return try ensureFuture(awaitable, scope: scope) }
    let future = try session.calling(call) { try ensureFuture(awaitable, scope: scope) }
    call.hold(future)
    return future
  }

  func ensureFuture(_ awaitable: Awaitable, scope: TaskModel.ScopeID?) throws -> Future {
    switch awaitable {
    case .future(let future):
      guard future.loop === self else {
        throw LoopError(
          .value, "The future belongs to a different loop than the one specified as the loop argument")
      }
      return future
    case .coroutine(let coroutine):
      do {
        return try createTask(coroutine, name: nil, context: nil, order: Order(scope: scope))
      } catch {
        coroutine.close()
        throw error
      }
    }
  }
}

/// Something that can be awaited. An interpreter wraps its other awaitables in a coroutine.
package enum Awaitable {
  case future(Future)
  case coroutine(any Coroutine)

  var object: AnyObject {
    switch self {
    case .future(let future): future
    case .coroutine(let coroutine): coroutine
    }
  }

  /// Tells one from another by identity, as `gather` merges duplicates.
  var identity: ObjectIdentifier { ObjectIdentifier(object) }
}

/// Stops the loop when the future it runs for is done.
private final class Stopper: DoneObserver {
  var callbackName: String { "_run_until_complete_cb" }

  private let loop: EventLoop

  init(loop: EventLoop) { self.loop = loop }

  func futureIsDone(_ future: Future) {
    // It asks for the exception, which therefore counts as retrieved.
    if !future.isCancelled { future.markRetrieved() }
    // A program that raised SystemExit or KeyboardInterrupt has left the loop already.
    if let error = future.peekedException, error.endsProgram { return }
    loop.stop()
  }
}
