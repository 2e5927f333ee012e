package import TaskModel

/// A trace written as text, one event a line, for tests of what is made of traces.
///
///     0    create main by program
///     0    resume main
///     0    suspend main on sleep 1
///     1    ready main
///
/// Times and lengths are in seconds. Tasks, scopes and futures are named by words and numbered as they come up.
package struct EventScript {
  package private(set) var events: [TaskEvent] = []
  private var tasks: [String: TaskID] = ["program": .program]
  private var scopes: [String: ScopeID] = [:]
  private var resources: [String: ResourceID] = [:]
  private var line: [Substring] = []

  /// Reads a script; a line that makes no sense is reported and left out, so that a test on the result fails.
  package init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      self.line = line.split(separator: " ")
      guard self.line.count > 1 else { continue }
      let time = TraceTime(nanoseconds: nanoseconds(take()))
      guard let kind = kind(take()) else {
        print("event script: cannot read `\(line)`")
        continue
      }
      events.append(TaskEvent(kind, at: time))
    }
  }

  /// A trace that is not written but made.
  package init(events: [TaskEvent]) { self.events = events }

  package func task(_ name: String) -> TaskID? { tasks[name] }

  private mutating func kind(_ verb: String) -> TaskEvent.Kind? {
    switch verb {
    case "create":
      let name = take()
      let parent = after("by").map { task(named: $0) } ?? .program
      let coroutine = after("of") ?? name.split(separator: "#").first.map(String.init) ?? name
      let scope = after("in").map { self.scope($0) }
      let id = task(named: name)
      let told = after("named") ?? "Task-\(id.number)"
      return .create(
        id, parent: parent, name: id == .program ? "program.py" : told, coroutine: coroutine, site: nil,
        scope: scope)
    case "thread":
      let name = take()
      return .create(
        task(named: name), parent: .program, name: name, coroutine: TaskEvent.threadCoroutine, site: nil,
        scope: nil)
    case "ready":
      let name = take()
      return .ready(task(named: name), by: after("by").map { .task(task(named: $0)) } ?? .timer)
    case "resume":
      let name = take()
      return .resume(task(named: name), throwing: after("throwing"))
    case "suspend": return suspend()
    case "cancel":
      let name = take()
      let by = after("by").map { task(named: $0) }
      guard let reason = CancelReason(rawValue: take()) else { return nil }
      return .cancel(task(named: name), by: by, reason: reason, message: nil)
    case "finish":
      let name = take()
      return outcome(take()).map { .finish(task(named: name), $0) }
    case "enter": return enter()
    case "exit":
      let scope = scope(take())
      return scopeOutcome(take()).map { .exit(scope, $0) }
    case "reschedule":
      return .reschedule(
        scope(take()), deadline: line.isEmpty ? nil : TraceTime(nanoseconds: nanoseconds(take())))
    case "print": return .output(task(named: take()), .standardOutput, text: rest() + "\n")
    case "complain": return .output(task(named: take()), .standardError, text: rest() + "\n")
    case "stall":
      let task = task(named: take())
      return .stall(task, duration: .nanoseconds(nanoseconds(take())), what: rest())
    case "note": return .note(text: rest(), site: nil)
    case "dropped": return Int(take()).map { .dropped(count: $0) }
    case "future":
      let id = resource(take())
      return .resource(id, .future, name: "", .create, by: .program, size: 0, waiting: 0)
    case let word: return ResourceKind(rawValue: word).flatMap { resourceChange($0) }
    }
  }

  private mutating func suspend() -> TaskEvent.Kind? {
    let task = task(named: take())
    let frames = after("via").map { $0.split(separator: ",").map(String.init) } ?? []
    guard take() == "on", !line.isEmpty else { return nil }
    let awaited: Awaited
    switch take() {
    case "sleep": awaited = .sleep(until: TraceTime(nanoseconds: nanoseconds(take())))
    case "task": awaited = .task(self.task(named: take()))
    case "scope": awaited = .scope(scope(take()))
    case "future": awaited = .resource(resource(take()), to: .wait)
    case "turn": awaited = .turn
    case "io": awaited = .io(rest())
    case "executor": awaited = .executor(rest())
    case "resource":
      let id = resource(take())
      awaited = .resource(id, to: ResourceOperation(rawValue: take()) ?? .wait)
    default: return nil
    }
    let chain = frames.map { SourceSite(file: "program.py", line: 1, function: $0) }
    return .suspend(task, on: awaited, chain: chain)
  }

  /// `lock db acquire by writer-1 size 0`.
  private mutating func resourceChange(_ kind: ResourceKind) -> TaskEvent.Kind? {
    let name = take()
    guard let operation = ResourceOperation(rawValue: take()) else { return nil }
    let by = after("by").map { task(named: $0) } ?? .program
    let size = after("size").flatMap { Int($0) } ?? 0
    let waiting = after("waiting").flatMap { Int($0) } ?? 0
    return .resource(resource(name), kind, name: name, operation, by: by, size: size, waiting: waiting)
  }

  private mutating func enter() -> TaskEvent.Kind? {
    let scope = scope(take())
    guard let kind = ScopeKind(rawValue: take()) else { return nil }
    let owner = after("by").map { task(named: $0) } ?? .program
    let deadline = after("until").map { TraceTime(nanoseconds: nanoseconds($0)) }
    let members = after("with").map { $0.split(separator: ",").map { task(named: String($0)) } } ?? []
    return .enter(scope, kind, owner: owner, deadline: deadline, members: members, site: nil)
  }

  private mutating func outcome(_ word: String) -> Outcome? {
    switch word {
    case "returned": return .returned(value: line.isEmpty ? nil : rest())
    case "raised": return .raised(type: take(), message: rest())
    case "cancelled": return .cancelled(message: line.isEmpty ? nil : rest())
    default: return nil
    }
  }

  private mutating func scopeOutcome(_ word: String) -> ScopeOutcome? {
    switch word {
    case "clean": return .clean
    case "timed_out": return .timedOut
    case "cancelled": return .cancelled
    case "failed":
      let type = take()
      let members = rest().split(separator: "|").map { $0.drop { $0 == " " } }.map(String.init)
      return .failed(type: type, message: "", members: members)
    default: return nil
    }
  }

  // MARK: Words

  private mutating func take() -> String {
    line.isEmpty ? "" : String(line.removeFirst())
  }

  private mutating func rest() -> String {
    defer { line = [] }
    return line.joined(separator: " ")
  }

  /// The word behind a keyword, both taken out of the line.
  private mutating func after(_ keyword: Substring) -> String? {
    guard let place = line.firstIndex(of: keyword), place + 1 < line.count else { return nil }
    let word = String(line[place + 1])
    line.removeSubrange(place...place + 1)
    return word
  }

  private mutating func task(named name: String) -> TaskID {
    if let known = tasks[name] { return known }
    let new = TaskID(Int32(tasks.count))
    tasks[name] = new
    return new
  }

  private mutating func scope(_ name: String) -> ScopeID {
    if let known = scopes[name] { return known }
    let new = ScopeID(Int32(scopes.count + 1))
    scopes[name] = new
    return new
  }

  private mutating func resource(_ name: String) -> ResourceID {
    if let known = resources[name] { return known }
    let new = ResourceID(Int32(resources.count + 1))
    resources[name] = new
    return new
  }

  private func nanoseconds(_ seconds: String) -> Int64 {
    Int64(((Double(seconds) ?? 0) * 1e9).rounded())
  }
}
