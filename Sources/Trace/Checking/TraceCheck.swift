package import TaskModel

/// Checks that a trace tells only of what asyncio can do: who runs was made ready, who waits waits for what there is.
///
/// It is stricter than reading a trace is, which `TraceValidator` guards and which comes before it. Where events are
/// missing nothing can be said of those behind them: there it stops.
package struct TraceCheck: Sendable {
  enum TaskState { case ready, running, waiting, ended }

  struct Task {
    var state = TaskState.ready
    /// Whether it is a task of a loop: a process or a thread runs beside all of them.
    var isOnLoop = true
    var resumed = TraceTime.zero
    /// The task in whose step its own step is under way, as a task's that is started eagerly.
    var outer: TaskID?
    var awaited: ResourceID?
    /// The scopes that it has entered and must leave.
    var scopes: Set<ScopeID> = []
  }

  var tasks: [TaskID: Task] = [:]
  var scopes: [ScopeID: Scope] = [:]
  var resources: [ResourceID: Resource] = [:]
  private var running = 0
  /// The task that the last event created.
  private var newest: TaskID?
  private var time = TraceTime.zero

  /// How many events have been looked at.
  package private(set) var events = 0
  /// The offset of the event that tells of missing ones; nil where there is none.
  package private(set) var end: Int?
  /// How many loops ran a task at one time.
  package private(set) var loops = 0
  package private(set) var count = 0
  /// The first violations.
  package private(set) var violations: [Violation] = []

  /// How many violations are kept.
  package static let mostKept = 100

  package init() {}

  /// Takes the next event of the trace into account.
  package mutating func take(_ event: TaskEvent) {
    guard end == nil else { return }
    time = event.time
    defer { events += 1 }
    switch event.kind {
    case .create(let task, _, _, let coroutine, _, let scope): create(task, coroutine, scope)
    case .ready(let task, _): ready(task)
    case .resume(let task, _): resume(task)
    case .suspend(let task, let awaited, _): suspend(task, awaited)
    case .cancel: break
    case .finish(let task, _): finish(task)
    case .enter(let scope, let kind, let owner, _, _, _): enter(scope, kind, owner)
    case .reschedule(let scope, _): if scopes[scope]?.isOpen != true { note(.movedAfterExit(scope)) }
    case .exit(let scope, _): exit(scope)
    case .resource(let number, let kind, let name, let operation, _, let size, let waiting):
      change(number, kind, name, operation, size, waiting)
    case .output(let task, _, _): mustLive(task, "output")
    case .stall(let task, let duration, _): stall(task, duration)
    case .note: break
    case .dropped: end = events
    }
    if case .create = event.kind { return }
    newest = nil
  }

  mutating func note(_ rule: Violation.Rule) {
    count += 1
    if violations.count < Self.mostKept { violations.append(Violation(rule, event: events, at: time)) }
  }

  private mutating func mustLive(_ task: TaskID, _ event: String) {
    if tasks[task]?.state == .ended { note(.actsAfterFinish(task, event: event)) }
  }

  // MARK: Tasks

  private mutating func create(_ task: TaskID, _ coroutine: String, _ scope: ScopeID?) {
    tasks[task] = Task()
    let isOnLoop = coroutine != "<module>" && coroutine != TaskEvent.threadCoroutine
    tasks[task]?.isOnLoop = isOnLoop
    if let scope, scopes[scope]?.isOpen != true { note(.joinsLeft(task, scope)) }
    newest = task
  }

  private mutating func ready(_ task: TaskID) {
    switch tasks[task]?.state {
    case .ready: note(.readyTwice(task))
    case .running: note(.readyWhileRunning(task))
    default: tasks[task]?.state = .ready
    }
  }

  private mutating func resume(_ task: TaskID) {
    if tasks[task]?.state != .ready { note(.resumedUnready(task)) }
    endWait(task)
    tasks[task]?.state = .running
    tasks[task]?.resumed = time
    guard tasks[task]?.isOnLoop == true else { return }
    // Who runs right after its creation does so in its creator's step.
    let outer = newest == task ? innermost : nil
    tasks[task]?.outer = outer
    if outer == nil {
      running += 1
      loops = max(loops, running)
    }
    stack.append(task)
  }

  private mutating func suspend(_ task: TaskID, _ awaited: Awaited) {
    leave(task, as: .waiting)
    switch awaited {
    case .task(let other) where tasks[other]?.state == .ended: note(.waitsForEnded(task, on: other))
    case .scope(let scope) where scopes[scope]?.isOpen != true: note(.waitsForLeft(task, on: scope))
    case .resource(let resource, _): beginWait(task, resource)
    default: break
    }
  }

  private mutating func finish(_ task: TaskID) {
    if tasks[task]?.state != .running { note(.finishedWhileNotRunning(task)) }
    endWait(task)
    leave(task, as: .ended)
    let open = tasks[task]?.scopes ?? []
    for scope in open.sorted(by: { $0.number < $1.number }) { note(.leftOpen(scope, by: task)) }
    tasks[task] = Task(state: .ended)
  }

  private mutating func stall(_ task: TaskID, _ duration: Duration) {
    mustLive(task, "stall")
    guard let known = tasks[task], known.isOnLoop, known.state == .running else { return }
    if duration > time.since(known.resumed) { note(.longerThanItsStep(task)) }
  }

  // MARK: Steps

  /// The tasks of loops whose steps are under way, the latest last.
  private var stack: [TaskID] = []
  private var innermost: TaskID? { stack.last }

  /// A step is over.
  private mutating func leave(_ task: TaskID, as state: TaskState) {
    tasks[task]?.state = state
    guard let place = stack.lastIndex(of: task) else { return }
    for inner in stack[(place + 1)...] where tasks[inner]?.outer == task {
      note(.outlivesStep(inner, of: task))
      tasks[inner]?.outer = nil
      running += 1
    }
    stack.remove(at: place)
    if tasks[task]?.outer == nil { running -= 1 }
    tasks[task]?.outer = nil
  }
}
