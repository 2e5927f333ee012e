package import TaskModel

extension LoopSession {
  /// Records what happened, now; without an observer the event is not even made.
  @inline(__always)
  package func emit(_ kind: @autoclosure () -> TaskEvent.Kind) {
    if let observer { observer.record(TaskEvent(kind(), at: traceTime)) }
  }

  /// Begins a scope of the running task and names it.
  func enterScope(
    _ kind: ScopeKind, deadline: Double? = nil, members: [Future] = []
  ) -> ScopeID {
    let id = nextScopeID()
    emit(
      .enter(
        id, kind, owner: currentTask?.id ?? .program, deadline: deadline.map { TraceTime(seconds: $0) },
        members: members.compactMap { ($0 as? Task)?.id }, site: hooks.currentSite()))
    return id
  }

  /// How a scope ended that passes `error` on, or ends in peace.
  func scopeOutcome(of error: (any Error)?) -> ScopeOutcome {
    guard let error else { return .clean }
    if error.isCancellation { return .cancelled }
    let members = (error as? any LoopException)?.members ?? []
    return .failed(
      type: error.loopTypeName, message: error.loopMessage,
      members: members.map { "\($0.loopTypeName): \($0.loopMessage)" })
  }
}
