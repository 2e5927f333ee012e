import Screen
package import TaskModel
package import Timeline

/// What is said about lanes in words: names, what a task waits for, how it ended.
///
/// Where there may be too little room, several wordings are given, the longest first.
package struct LaneWords {
  package let index: TimelineIndex
  package let events: (Int) -> TaskEvent
  package let glyphs: GlyphSet

  package init(index: TimelineIndex, events: @escaping (Int) -> TaskEvent, glyphs: GlyphSet) {
    self.index = index
    self.events = events
    self.glyphs = glyphs
  }

  var isASCII: Bool { glyphs == .ascii }

  /// A duration or a moment of the run, in units that suit the run's length.
  func duration(_ duration: Duration) -> String {
    DurationText.short(duration, beside: index.end.since(.zero), ascii: isASCII)
  }

  /// The longest of some wordings that fits in `width` cells.
  static func fitting(_ wordings: some Sequence<String>, _ width: Int) -> String? {
    wordings.first { DisplayText.width($0) <= width }
  }

  // MARK: Names

  /// The name of a lane: what the program calls the task, or else its coroutine, numbered where there are several; a thread
  /// is told from tasks by the word.
  package func name(ofLane lane: Int) -> String {
    let task = index.lanes[lane].task
    guard let created = index.lanes[lane].created,
      case .create(_, _, let name, let coroutine, _, _) = events(Int(created)).kind
    else { return task == .program ? "program" : "task \(task.number)" }
    if task == .program { return name }
    if coroutine == TaskEvent.threadCoroutine { return "thread \(name)" }
    guard coroutine.isEmpty == false, name.isEmpty || Self.isDefault(name) else { return name }
    let function = Self.function(coroutine)
    guard index.coroutineCounts[Int(index.lanes[lane].coroutine)] > 1 else { return function }
    return "\(function) #\(index.lanes[lane].sameCoroutine)"
  }

  package func name(of task: TaskID) -> String {
    index.lane(of: task).map { name(ofLane: $0) } ?? "task \(task.number)"
  }

  /// Whether a name is one that asyncio gives, such as `Task-3`.
  private static func isDefault(_ name: String) -> Bool {
    name.hasPrefix("Task-") && name.dropFirst(5).utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// A qualified name without the functions around it.
  static func function(_ name: String) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: true)
    guard let local = parts.lastIndex(of: "<locals>") else { return name }
    let rest = parts[parts.index(after: local)...].joined(separator: ".")
    return rest.isEmpty ? name : rest
  }

  func name(ofScope scope: Int) -> String {
    let scope = index.scopes[scope]
    switch scope.kind {
    case .taskGroup: return "TaskGroup"
    case .gather: return "gather"
    case .wait: return "wait"
    case .asCompleted: return "as_completed"
    case .shield: return "shield"
    case .timeout, .waitFor:
      guard let first = scope.deadlines.first?.deadline else { return "deadline" }
      return "deadline " + duration(first.since(index.time(ofEvent: Int(scope.entered))))
    }
  }

  /// The name of a row of scopes that follow each other.
  func name(ofScopes scopes: [Int32]) -> String {
    let names = Set(scopes.prefix(4).map { name(ofScope: Int($0)) })
    return names.count > 1 ? "deadlines" : names.first ?? ""
  }

  // MARK: Waiting

  /// What a task waits for, as the suspend at an offset says: `wait_for ▸ slow_operation ▸ sleep 3 s`.
  package func waiting(_ event: Int) -> [String] {
    let told = events(event)
    guard case .suspend(let task, let awaited, let chain) = told.kind else { return [] }
    let leaf = self.leaf(awaited, since: told.time, at: event + 1)
    var frames = chain.map { Self.function($0.function) }
    if let lane = index.lane(of: task), let own = frames.first, own == coroutine(ofLane: lane) {
      frames.removeFirst()
    }
    while let last = frames.last, last.isEmpty || last.contains("__aexit__") || Self.repeats(last, leaf) {
      frames.removeLast()
    }
    if isWithinWaitFor(task, event), frames.first != "wait_for" { frames.insert("wait_for", at: 0) }
    let into = " \(glyphs.into) "
    var wordings: [String] = []
    if frames.count > 0 { wordings.append((frames + [leaf]).joined(separator: into)) }
    if frames.count > 2, let first = frames.first, let last = frames.last {
      wordings.append([first, glyphs.ellipsis, last, leaf].joined(separator: into))
    }
    if frames.count > 1, let last = frames.last { wordings.append(last + into + leaf) }
    wordings.append(leaf)
    if case .resource(let id, let operation) = awaited {
      wordings.append(operation == .join ? "\(title(of: id)).join" : title(of: id))
    }
    if case .sleep(let until) = awaited { wordings.append(duration(until.since(told.time))) }
    if case .scope(let id) = awaited, let scope = index.scope(of: id) {
      wordings.append(name(ofScope: scope))
    }
    return wordings
  }

  /// When the sleep of a span was over while the loop was held up, so that nobody saw to it; nil where it was not.
  func due(_ span: Span) -> TraceTime? {
    guard case .suspend(_, .sleep(let until), _) = events(span.event).kind else { return nil }
    return until < (span.end.map { index.time(ofEvent: $0 - 1) } ?? index.end) ? until : nil
  }

  /// The coroutine in which a task slept when its sleep was cut short; nil where that is the task's own.
  func sleeper(ofLane lane: Int, cut: Lane.CutSleep) -> String? {
    let history = index.lanes[lane].history
    guard var number = history.index(at: Int(cut.event)) else { return nil }
    // Between the sleep and its end lies no more than the request to cancel.
    for _ in 0..<4 where number >= 0 {
      if case .suspend(_, .sleep, _) = events(history[number].event).kind {
        return inner(history[number].event)
      }
      number -= 1
    }
    return nil
  }

  /// The innermost coroutine of the program in which a task waits, as the suspend at an offset says; nil where that is the
  /// task's own.
  func inner(_ event: Int) -> String? {
    guard case .suspend(let task, _, let chain) = events(event).kind, let lane = index.lane(of: task) else {
      return nil
    }
    let functions = chain.map { Self.function($0.function) }
    let last = functions.last { $0 != "sleep" && $0 != "wait_for" && !$0.contains("__aexit__") }
    return last == coroutine(ofLane: lane) ? nil : last
  }

  /// Whether a task was in a call of `wait_for` at an event.
  private func isWithinWaitFor(_ task: TaskID, _ event: Int) -> Bool {
    guard let lane = index.lane(of: task) else { return false }
    let scopes = index.lanes[lane].waitScopes
    let behind = scopes.partitioningIndex { Int(index.scopes[Int($0)].entered) > event }
    return behind > 0 && Int(index.scopes[Int(scopes[behind - 1])].exited ?? .max) > event
  }

  /// Whether a frame says no more than the leaf: `sleep` before `sleep 1 s`.
  private static func repeats(_ frame: String, _ leaf: String) -> Bool {
    leaf == frame || leaf.hasPrefix(frame + " ")
  }

  func coroutine(ofLane lane: Int) -> String? {
    guard let created = index.lanes[lane].created,
      case .create(_, _, _, let coroutine, _, _) = events(Int(created)).kind
    else { return nil }
    return Self.function(coroutine)
  }

  func leaf(_ awaited: Awaited, since time: TraceTime, at position: Int) -> String {
    switch awaited {
    case .sleep(let until): return "sleep " + duration(until.since(time))
    case .task(let task): return "await " + name(of: task)
    case .turn: return "next turn"
    case .io(let what): return what.isEmpty ? "I/O" : what
    case .executor(let what): return what.isEmpty ? "a thread" : "thread: " + what
    case .resource(let id, let operation): return resource(id, to: operation, at: position)
    case .scope(let id):
      guard let scope = index.scope(of: id) else { return "scope \(id.number)" }
      let members = index.scopes[scope].members.count
      switch index.scopes[scope].kind {
      case .taskGroup: return "tasks of the TaskGroup"
      case .gather: return "gather of \(members)"
      case .wait: return "wait for \(members)"
      case .asCompleted: return "as_completed, of \(members)"
      case .shield: return "shield"
      case .timeout, .waitFor: return "wait_for"
      }
    }
  }

  /// What held the loop up, as the stall at an offset says.
  func stalling(_ event: Int) -> [String] {
    guard case .stall(_, let length, let what) = events(event).kind else { return [] }
    guard length > .zero else {
      return (what.isEmpty ? [] : [what + ", blocks the loop", what]) + ["blocks the loop"]
    }
    // `time.sleep(1)` says how long, `time.sleep` does not.
    let says = what.hasSuffix(")") && !what.hasSuffix("()")
    let known = what.isEmpty ? duration(length) : says ? what : "\(what) \(duration(length))"
    return [known + ", blocks the loop", known, duration(length)]
  }
}
