package import TaskModel

/// A task as a timeline knows it: its states, and where in the trace its story stands.
///
/// Events are held as offsets into the trace; what they carry is read from it when it is drawn.
package struct Lane: Sendable {
  package let task: TaskID
  /// The lane of the task that created it; nil for a task of the program itself.
  package var parent: Int?
  package var history = LaneHistory()
  package fileprivate(set) var created: UInt32?
  package internal(set) var finished: UInt32?
  package internal(set) var ending: Ending?
  /// The scope that created it: an index of the timeline's scopes.
  package internal(set) var scope: Int?
  /// The requests to cancel it.
  package internal(set) var cancels: [UInt32] = []
  /// Where it was woken to be told of such a request, which its state tells already.
  package internal(set) var hiddenWakes: [UInt32] = []
  /// What its steps caused in others: creations, wakes and cancels.
  package internal(set) var causes: [UInt32] = []
  /// What it printed.
  package internal(set) var outputs: [UInt32] = []
  /// Where exceptions reached it: resumes that throw, and failing exits of its scopes.
  package internal(set) var surfaced: [UInt32] = []
  /// The sleeps that a cancellation cut short.
  package internal(set) var cutSleeps: [CutSleep] = []
  /// The calls of `wait_for` that it made: indices of the timeline's scopes.
  package internal(set) var waitScopes: [Int32] = []
  package internal(set) var stalls = 0
  /// What says that its step holds the loop, while it does.
  package internal(set) var holding: UInt32?
  /// From 1: which of the tasks of the same coroutine it is.
  package internal(set) var sameCoroutine = 1
  /// The index of its coroutine's name.
  package internal(set) var coroutine: Int32 = -1

  /// The state as of the last event, apart from what the history says: whether a cancellation is on its way.
  var cancelPending = false
  /// The last resume that delivered a cancellation.
  var delivered: UInt32?
  var sleepsUntil: Int64 = -1
  /// It waits for I/O or a thread.
  var isOutside = false
  var waitsSince: Int64 = 0
  /// The index of the resource for which it waits; -1 for none.
  var awaitedResource: Int32 = -1

  package enum Ending: UInt8, Hashable, Sendable {
    case returned
    case raised
    case cancelled
  }

  /// A sleep that a cancellation ended early.
  package struct CutSleep: Hashable, Sendable {
    /// The resume that ended it.
    package var event: UInt32
    package var until: TraceTime
  }

  /// The last sleep that was cut short.
  package var cutSleep: CutSleep? { cutSleeps.last }

  init(task: TaskID, created: UInt32?) {
    self.task = task
    self.created = created
  }
}

/// A TaskGroup, a timeout, a gather ... as a timeline knows it.
package struct Scope: Sendable {
  package let id: ScopeID
  package let kind: ScopeKind
  /// The lane of its owner.
  package let owner: Int
  package let entered: UInt32
  package internal(set) var exited: UInt32?
  package internal(set) var ending: Ending?
  /// The lanes of its members, in order of creation.
  package internal(set) var members: [Int32] = []
  /// Where its members failed.
  package internal(set) var failures: [UInt32] = []
  /// Every deadline it had, from the event that set it; nil: it had none from there on.
  package internal(set) var deadlines: [(event: UInt32, deadline: TraceTime?)] = []

  package enum Ending: UInt8, Hashable, Sendable {
    case clean
    case failed
    case timedOut
    case cancelled
  }

  package var deadline: TraceTime? { deadlines.last?.deadline }
}

/// A lock, event, queue, future ... as a timeline knows it.
package struct Resource: Sendable {
  package let id: ResourceID
  package let kind: ResourceKind
  package internal(set) var changes: [UInt32] = []
  /// Who held it when, in the order of taking it.
  package internal(set) var holdings: [Holding] = []
  /// Who began to wait for it when, in order.
  package internal(set) var waits: [Wait] = []
  /// Where tasks that waited were cancelled instead, in order: its own events do not tell of that.
  package internal(set) var givenUp: [UInt32] = []
  /// It has a row: a task has waited for it.
  var hasRow = false
  /// The holdings that have not ended, as places among them.
  var open: [Int] = []

  /// A stretch in which a task held it.
  package struct Holding: Hashable, Sendable {
    /// The lane of the task.
    package var lane: Int
    package var from: UInt32
    package var to: UInt32?
  }

  /// The beginning of a task's wait.
  package struct Wait: Hashable, Sendable {
    /// The lane of the task.
    package var lane: Int
    package var from: UInt32
  }

  /// How many waits are looked at to say who waits for it.
  static let waitsLooked = 256

  /// How many holdings are looked at to say who holds it: enough for any that a reader could take in.
  private static let looked = 64

  /// The lanes of those that hold it at a position, the one that has held it longest first.
  package func holders(at position: Int) -> [Int] { holdings(at: position).map(\.lane) }

  /// How many tasks have given up waiting since an event, at a position.
  package func givenUp(since event: Int, at position: Int) -> Int {
    let first = givenUp.partitioningIndex { Int($0) > event }
    return max(0, givenUp.partitioningIndex { Int($0) >= position } - first)
  }

  /// Who holds it at a position and since when, the one that has held it longest first.
  package func holdings(at position: Int) -> [Holding] {
    let next = holdings.partitioningIndex { Int($0.from) >= position }
    let recent = holdings[max(0, next - Self.looked)..<next]
    return recent.filter { $0.to.map { Int($0) >= position } ?? true }
  }
}
