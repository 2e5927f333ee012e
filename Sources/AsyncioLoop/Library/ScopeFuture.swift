import TaskModel

/// A future that stands for a scope and ends it when it is done.
final class ScopeFuture: Future {
  /// Makes the future of `scope`.
  static func of(_ scope: ScopeID, loop: EventLoop) -> ScopeFuture {
    let future = ScopeFuture(loop: loop)
    future.awaited = .scope(scope)
    return future
  }

  override func didSettle() {
    guard case .scope(let scope) = awaited else { return }
    session.emit(.exit(scope, isCancelled ? .cancelled : session.scopeOutcome(of: peekedException)))
  }
}
