import TaskModel

/// Traces as a loop may emit them, by chance, and the same ones every time for a seed.
struct RandomTrace {
  private var generator: SplitMix
  private var time: Int64 = 0
  private(set) var events: [TaskEvent] = []
  private var alive: [Int32] = []
  private var running: Int32?
  /// Who waits for the first step of an eager task that it made.
  private var makers: [Int32] = []
  private var tasks: Int32 = 1
  private var scopes: [(id: Int32, owner: Int32)] = []
  private var nextScope: Int32 = 1

  /// With `strays`, events about what was never created, repeated creations and endings are among them.
  init(seed: UInt64, count: Int, strays: Bool = false) {
    generator = SplitMix(state: seed)
    if generator.next(2) == 0 {
      emit(.create(.program, parent: .program, name: "p.py", coroutine: "<module>", site: nil, scope: nil))
      emit(.resume(.program, throwing: nil))
    }
    while events.count < count {
      if running == nil, generator.next(3) == 0 { time += Int64(generator.next(4)) * 250_000_000 }
      if strays, generator.next(10) == 0 { emitStray() } else { emitNext() }
    }
  }

  private mutating func emit(_ kind: TaskEvent.Kind) {
    events.append(TaskEvent(kind, at: TraceTime(nanoseconds: time)))
  }

  private mutating func emitNext() {
    let kind = generator.next(20)
    switch kind {
    case 0, 1: create()
    case 2: if let running { emit(.output(TaskID(running), .standardOutput, text: "x\n")) }
    case 3: enter()
    case 4: exit()
    case 5: cancel()
    case 6: stall()
    case 7, 8:
      if let task = chosen() { emit(.ready(TaskID(task), by: running.map { .task(TaskID($0)) } ?? .timer)) }
    case 9 where running != nil: finish()
    default: if running == nil { resume() } else { suspend() }
    }
  }

  private mutating func chosen() -> Int32? {
    alive.isEmpty ? nil : alive[generator.next(alive.count)]
  }

  private mutating func create() {
    let scope = scopes.isEmpty || generator.next(2) == 0 ? nil : scopes[generator.next(scopes.count)].id
    emit(
      .create(
        TaskID(tasks), parent: TaskID(running ?? chosen() ?? 0), name: "Task-\(tasks)",
        coroutine: generator.next(8) == 0 ? TaskEvent.threadCoroutine : "c\(generator.next(3))", site: nil,
        scope: scope.map { ScopeID($0) }))
    alive.append(tasks)
    if let maker = running, generator.next(4) == 0 {
      makers.append(maker)
      running = tasks
      emit(.resume(TaskID(tasks), throwing: nil))
    }
    tasks += 1
  }

  private mutating func resume() {
    guard let task = chosen() else { return }
    running = task
    emit(.resume(TaskID(task), throwing: generator.next(5) == 0 ? "CancelledError" : nil))
  }

  private mutating func suspend() {
    guard let task = running else { return }
    let until = TraceTime(nanoseconds: time + Int64(generator.next(5)) * 500_000_000)
    let awaited: [Awaited] = [.sleep(until: until), .sleep(until: until), .turn, .io("x"), .executor("y")]
    emit(.suspend(TaskID(task), on: awaited[generator.next(awaited.count)], chain: []))
    running = makers.popLast()
  }

  private mutating func finish() {
    guard let task = running else { return }
    let outcomes: [Outcome] = [
      .returned(value: nil), .raised(type: "ValueError", message: "no"), .cancelled(message: nil),
    ]
    emit(.finish(TaskID(task), outcomes[generator.next(3)]))
    alive.removeAll { $0 == task }
    running = makers.popLast()
  }

  private mutating func cancel() {
    guard let task = chosen() else { return }
    emit(.cancel(TaskID(task), by: running.map { TaskID($0) }, reason: .explicit, message: nil))
  }

  private mutating func stall() {
    guard let task = running else { return }
    let length = Int64(1 + generator.next(3)) * 250_000_000
    time += length
    emit(.stall(TaskID(task), duration: .nanoseconds(length), what: "time.sleep"))
  }

  private mutating func enter() {
    guard let owner = running else { return }
    let kind = ScopeKind.allCases[generator.next(ScopeKind.allCases.count)]
    let deadline = generator.next(2) == 0 ? nil : TraceTime(nanoseconds: time + 1_000_000_000)
    emit(.enter(ScopeID(nextScope), kind, owner: TaskID(owner), deadline: deadline, members: [], site: nil))
    scopes.append((nextScope, owner))
    nextScope += 1
  }

  private mutating func exit() {
    guard !scopes.isEmpty else { return }
    let scope = scopes.remove(at: generator.next(scopes.count))
    let outcomes: [ScopeOutcome] = [
      .clean, .timedOut, .cancelled, .failed(type: "E", message: "", members: ["E: x"]),
    ]
    emit(.exit(ScopeID(scope.id), outcomes[generator.next(4)]))
  }

  private mutating func emitStray() {
    let task = TaskID(Int32(generator.next(4)) * 1_000_000 - 7)
    let kinds: [TaskEvent.Kind] = [
      .resume(task, throwing: nil), .finish(task, .returned(value: nil)), .ready(task, by: .task(task)),
      .suspend(task, on: .task(task), chain: []), .cancel(task, by: task, reason: .timeout, message: nil),
      .exit(ScopeID(Int32(generator.next(9)) - 3), .timedOut),
      .create(task, parent: task, name: "", coroutine: "", site: nil, scope: ScopeID(.max)),
      .stall(task, duration: .nanoseconds(Int64.max), what: ""), .dropped(count: .max),
      .enter(
        ScopeID(.min), .timeout, owner: task, deadline: TraceTime(nanoseconds: .min), members: [task],
        site: nil),
      .reschedule(ScopeID(.min), deadline: TraceTime(nanoseconds: .max)),
      .resource(ResourceID(.max), .lock, name: "", .acquire, by: task, size: 0, waiting: 0),
    ]
    emit(kinds[generator.next(kinds.count)])
  }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}
