import TaskModel

@testable import Trace

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Draws events of every kind with texts of every sort, in an order that tasks can really take.
struct RandomEvents {
  private var random: SeededGenerator
  private var now: Int64 = 0
  private var created: Int32 = 0
  private var running: [TaskID] = []
  private var ready: [TaskID] = []
  private var waiting: [TaskID] = []
  private var scopes: Int32 = 0
  private var openScopes: [ScopeID] = []

  private let drops: Bool

  /// Every fourth seed gives a trace that lost events.
  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    drops = seed % 4 == 3
  }

  static func trace(seed: UInt64, count: Int) -> [TaskEvent] {
    var events = RandomEvents(seed: seed)
    return (0..<count).map { _ in events.next() }
  }

  /// Notes at moments of a trace, in order, with the texts that events have; every third seed has none.
  static func annotations(of store: TraceStore, seed: UInt64) -> [Annotation] {
    guard seed % 3 > 0 else { return [] }
    var random = RandomEvents(seed: seed)
    let positions = (0..<5).map { _ in Int.random(in: 0...store.count, using: &random.random) }
    return positions.sorted().map { position in
      let time = position == 0 ? TraceTime.zero : store.time(position - 1)
      let task = random.chance(2) ? TaskID(Int32.random(in: 0...9, using: &random.random)) : nil
      return Annotation(position: position, time: time, task: task, text: random.text())
    }
  }

  mutating func next() -> TaskEvent {
    if chance(4) { now += Int64.random(in: 0...2_000_000_000, using: &random) }
    return TaskEvent(kind(), at: TraceTime(nanoseconds: now))
  }

  private mutating func kind() -> TaskEvent.Kind {
    switch Int.random(in: 0..<16, using: &random) {
    case 0, 1: return create()
    case 2, 3: if let task = take(\.waiting) { return wake(task) }
    case 4, 5, 6: if let task = take(\.ready) { return resume(task) }
    case 7, 8: if let task = take(\.running) { return suspend(task) }
    case 9: if let task = take(\.running) { return .finish(task, outcome()) }
    case 10: return enter()
    case 11: return leave()
    case 12: return .output(known(), element(OutputStream.allCases), text: text())
    case 13: return resource()
    case 14: return rare()
    default: if let task = live() { return cancel(task) }
    }
    return create()
  }

  private mutating func create() -> TaskEvent.Kind {
    created += 1
    let task = TaskID(created)
    let parent = created == 1 ? TaskID.program : TaskID(Int32.random(in: 0..<created, using: &random))
    ready.append(task)
    let scope = openScopes.isEmpty || chance(2) ? nil : element(openScopes)
    return .create(task, parent: parent, name: text(), coroutine: text(), site: site(), scope: scope)
  }

  private mutating func wake(_ task: TaskID) -> TaskEvent.Kind {
    ready.append(task)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .ready(task, by: .task(known()))
    case 1: return .ready(task, by: .timer)
    case 2: return .ready(task, by: .io(text()))
    default: return .ready(task, by: .callback(text()))
    }
  }

  private mutating func resume(_ task: TaskID) -> TaskEvent.Kind {
    running.append(task)
    return .resume(task, throwing: chance(5) ? "CancelledError" : nil)
  }

  private mutating func suspend(_ task: TaskID) -> TaskEvent.Kind {
    waiting.append(task)
    let chain = (0..<Int.random(in: 0..<5, using: &random)).map { _ in place() }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return .suspend(task, on: .sleep(until: moment()), chain: chain)
    case 1: return .suspend(task, on: .task(known()), chain: chain)
    case 2 where scopes > 0:
      return .suspend(task, on: .scope(ScopeID(Int32.random(in: 1...scopes, using: &random))), chain: chain)
    case 3:
      let id = ResourceID(Int32.random(in: 1...9, using: &random))
      return .suspend(task, on: .resource(id, to: element(ResourceOperation.allCases)), chain: chain)
    case 4: return .suspend(task, on: .io(text()), chain: chain)
    case 5: return .suspend(task, on: .executor(text()), chain: chain)
    default: return .suspend(task, on: .turn, chain: chain)
    }
  }

  private mutating func cancel(_ task: TaskID) -> TaskEvent.Kind {
    .cancel(task, by: chance(2) ? nil : known(), reason: element(CancelReason.allCases), message: maybe())
  }

  private mutating func outcome() -> Outcome {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: .returned(value: maybe())
    case 1: .raised(type: text(), message: text())
    default: .cancelled(message: maybe())
    }
  }

  private mutating func enter() -> TaskEvent.Kind {
    scopes += 1
    openScopes.append(ScopeID(scopes))
    let members = (0..<Int.random(in: 0..<4, using: &random)).map { _ in known() }
    return .enter(
      ScopeID(scopes), element(ScopeKind.allCases), owner: known(), deadline: chance(2) ? nil : moment(),
      members: members, site: site())
  }

  private mutating func leave() -> TaskEvent.Kind {
    guard !openScopes.isEmpty else { return enter() }
    if chance(3) { return .reschedule(element(openScopes), deadline: chance(2) ? nil : moment()) }
    let scope = openScopes.remove(at: Int.random(in: 0..<openScopes.count, using: &random))
    let outcomes: [ScopeOutcome] = [
      .clean, .failed(type: text(), message: text(), members: [text(), text()]),
      .failed(type: text(), message: "", members: []), .timedOut, .cancelled,
    ]
    return .exit(scope, element(outcomes))
  }

  private mutating func resource() -> TaskEvent.Kind {
    let size = element([0, 1, 7, Int(Int32.max), Int(Int32.max) + 1, Int.max, -1, Int.min])
    return .resource(
      ResourceID(Int32.random(in: 1...9, using: &random)), element(ResourceKind.allCases), name: text(),
      element(ResourceOperation.allCases), by: known(), size: size, waiting: element([0, 2, Int.max]))
  }

  private mutating func rare() -> TaskEvent.Kind {
    switch Int.random(in: 0..<(drops ? 3 : 2), using: &random) {
    case 0: .note(text: text(), site: site())
    case 1:
      .stall(known(), duration: .nanoseconds(Int64.random(in: 0 ... .max, using: &random)), what: text())
    default: .dropped(count: Int.random(in: 1...5, using: &random))
    }
  }

  // MARK: Parts

  private mutating func chance(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }

  private mutating func element<T>(_ values: [T]) -> T {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  private mutating func take(_ list: WritableKeyPath<RandomEvents, [TaskID]>) -> TaskID? {
    guard !self[keyPath: list].isEmpty else { return nil }
    let index = Int.random(in: 0..<self[keyPath: list].count, using: &random)
    return self[keyPath: list].remove(at: index)
  }

  private mutating func live() -> TaskID? {
    let tasks = running + ready + waiting
    return tasks.isEmpty ? nil : element(tasks)
  }

  private mutating func known() -> TaskID { TaskID(Int32.random(in: 0...created, using: &random)) }

  private mutating func moment() -> TraceTime {
    TraceTime(nanoseconds: chance(9) ? .max : now + Int64.random(in: 0...5_000_000_000, using: &random))
  }

  private mutating func maybe() -> String? { chance(2) ? nil : text() }

  private mutating func site() -> SourceSite? { chance(3) ? nil : place() }

  private mutating func place() -> SourceSite {
    SourceSite(
      file: element(["gather.py", "a:b.py", "", "日本.py"]), line: element([0, 1, 12, Int(Int32.max)]),
      function: element(["main", "Class.method", "<module>", "f:1:\"g\""]))
  }

  private mutating func text() -> String {
    element([
      "", "One\n", "Task-\(created)", "it's \"quoted\" \\ here", "\u{0}\u{1}\u{1b}[31m\u{7f}",
      "\u{85}\u{9b}2J",
      "\u{202e}reversed\u{2066}", "naïve 日本語 🧵👩‍👩‍👧", "\r\n\t\u{8}\u{c}", String(repeating: "long ", count: 40),
      "e\u{301}", "\u{feff}\u{fffd}\u{10ffff}", "\u{2028}\u{2029}",
    ])
  }
}
