/// Checks that each event can have happened after those before it: one small state machine a task and a scope.
///
/// After events were dropped, what does not fit is accepted and counted: what is missing may explain it. Times that go
/// back and ids far out of range never are.
package struct TraceValidator: Sendable {
  private enum TaskState: UInt8 { case unknown, ready, running, waiting, ended }
  private enum ScopeState: UInt8 { case unknown, open, closed }

  private var tasks: [TaskState] = [.ready]
  private var scopes: [ScopeState] = [.unknown]
  private var resourceCount = 0
  private var programWasCreated = false
  private var hasDropped = false
  private var now: Int64 = 0

  /// How many events did not fit what came before, after events had been dropped.
  package private(set) var misfits = 0

  /// Ids are given in order, but a filtered trace may have gaps.
  private static let slack = 4096

  package init() {}

  /// Takes an event into account, or says how it contradicts the events before it.
  package mutating func check(_ row: EventRow, at time: Int64, in store: TraceStore) throws(Contradiction) {
    if time < now { throw .timeGoesBack(from: now, to: time) }
    do throws(Contradiction) {
      try apply(row, store)
    } catch {
      if case .idTooLarge = error { throw error }
      guard hasDropped else { throw error }
      misfits += 1
      settle(row)
    }
    now = time
  }

  private mutating func apply(_ row: EventRow, _ store: TraceStore) throws(Contradiction) {
    switch row.code {
    case .create: try create(row)
    case .ready:
      if row.detail == 0 { try known(row.a) }
      if try subject(row, "ready") == .waiting { tasks[Int(row.task)] = .ready }
    case .resume:
      if try subject(row, "resume") == .running { throw .resumedWhileRunning(row.task) }
      tasks[Int(row.task)] = .running
    case .suspend:
      if try subject(row, "suspend") != .running { throw .suspendedWhileNotRunning(row.task) }
      switch row.detail {
      case 1: try known(row.a)
      case 2: _ = try scope(row.a)
      case 3: try resource(row.a)
      default: break
      }
      tasks[Int(row.task)] = .waiting
    case .cancel:
      if row.a >= 0 { try known(row.a) }
      _ = try subject(row, "cancel")
    case .finish:
      _ = try subject(row, "finish")
      tasks[Int(row.task)] = .ended
    case .enter: try enter(row, store)
    case .reschedule: _ = try scope(row.a)
    case .exit:
      if try scope(row.a) == .closed { throw .scopeExitedTwice(row.a) }
      scopes[Int(row.a)] = .closed
    case .resource:
      try known(row.task)
      if store.identities.indices.contains(Int(row.a)) { try resource(store.identities[Int(row.a)].resource) }
    case .output, .stall: try known(row.task)
    case .note: break
    case .dropped: hasDropped = true
    }
  }

  private mutating func create(_ row: EventRow) throws(Contradiction) {
    if row.task == 0 {
      if programWasCreated { throw .taskCreatedTwice(0) }
      programWasCreated = true
      return
    }
    try grow(&tasks, to: row.task, "task", .unknown)
    if tasks[Int(row.task)] != .unknown { throw .taskCreatedTwice(row.task) }
    try known(row.a)
    if row.b >= 0 { _ = try scope(row.b) }
    tasks[Int(row.task)] = .ready
  }

  private mutating func enter(_ row: EventRow, _ store: TraceStore) throws(Contradiction) {
    try grow(&scopes, to: row.a, "scope", .unknown)
    if scopes[Int(row.a)] != .unknown { throw .scopeEnteredTwice(row.a) }
    try known(row.task)
    for member in store.members(ofEnter: row) { try known(member) }
    scopes[Int(row.a)] = .open
  }

  private func subject(_ row: EventRow, _ event: String) throws(Contradiction) -> TaskState {
    try known(row.task)
    let state = tasks[Int(row.task)]
    if state == .ended { throw .afterFinish(row.task, event: event) }
    return state
  }

  @inline(__always)
  private func known(_ task: Int32) throws(Contradiction) {
    guard tasks.indices.contains(Int(task)), tasks[Int(task)] != .unknown else {
      throw .taskNeverCreated(task)
    }
  }

  private func scope(_ number: Int32) throws(Contradiction) -> ScopeState {
    guard scopes.indices.contains(Int(number)), scopes[Int(number)] != .unknown else {
      throw .scopeNeverEntered(number)
    }
    return scopes[Int(number)]
  }

  private mutating func resource(_ number: Int32) throws(Contradiction) {
    guard Int(number) <= 2 * resourceCount + Self.slack else { throw .idTooLarge("resource", number) }
    resourceCount = max(resourceCount, Int(number))
  }

  private func grow<State>(
    _ states: inout [State], to number: Int32, _ what: String, _ state: State
  ) throws(Contradiction) {
    guard number >= 0, Int(number) <= 2 * states.count + Self.slack else { throw .idTooLarge(what, number) }
    if Int(number) >= states.count {
      states.append(contentsOf: repeatElement(state, count: Int(number) + 1 - states.count))
    }
  }

  /// Takes an event that does not fit at its word.
  private mutating func settle(_ row: EventRow) {
    let state: TaskState
    switch row.code {
    case .create, .ready: state = .ready
    case .resume: state = .running
    case .suspend: state = .waiting
    case .finish: state = .ended
    default: return
    }
    if tasks.indices.contains(Int(row.task)) { tasks[Int(row.task)] = state }
  }
}
