import TaskModel

extension TraceCheck {
  struct Scope {
    var owner: TaskID
    var isOpen = true
  }

  mutating func enter(_ scope: ScopeID, _ kind: ScopeKind, _ owner: TaskID) {
    if tasks[owner]?.state == .ended { note(.actsAfterFinish(owner, event: "enter")) }
    scopes[scope] = Scope(owner: owner)
    if kind.endsWithItsOwner, tasks[owner]?.isOnLoop == true { tasks[owner]?.scopes.insert(scope) }
  }

  mutating func exit(_ scope: ScopeID) {
    guard let known = scopes[scope] else { return }
    scopes[scope]?.isOpen = false
    tasks[known.owner]?.scopes.remove(scope)
  }
}

extension ScopeKind {
  /// Whether the task that enters it leaves it: what stands for a future may outlive the task that made it.
  fileprivate var endsWithItsOwner: Bool {
    switch self {
    case .taskGroup, .timeout, .waitFor, .wait: true
    case .gather, .asCompleted, .shield: false
    }
  }
}
