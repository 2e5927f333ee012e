import TaskModel

/// Writes task events as the twin's log writes what CPython's tasks do, so that both can be compared line by line.
///
/// What only one side can know stays out: the program's own lane, resources, and scopes that are no object in CPython.
struct EventLog {
  private(set) var lines: [String] = []
  private var scopes: [ScopeID: ScopeKind] = [:]
  private var resources: [ResourceID: ResourceKind] = [:]
  private var givingATurn: Set<TaskID> = []
  private var startedLines: [TaskID: String] = [:]

  static func lines(of events: [TaskEvent]) -> [String] {
    var log = EventLog()
    for event in events { log.add(event) }
    return log.lines
  }

  private mutating func add(_ event: TaskEvent) {
    switch event.kind {
    case .create(let task, let parent, let name, let coroutine, _, _):
      guard task != .program else { return }
      line(event, "create \(task.number) by \(parent.number) \(name) \(coroutine)")
    case .ready(let task, let waker):
      // A bare yield is ready at once; the twin has no line for it.
      guard task != .program, !givingATurn.contains(task) else { return }
      line(event, "ready \(task.number) by \(text(waker))")
    case .resume(let task, let throwing):
      guard task != .program else { return }
      givingATurn.remove(task)
      line(event, "resume \(task.number)" + (throwing.map { " throwing \($0)" } ?? ""))
    case .suspend(let task, let awaited, let chain):
      guard task != .program else { return }
      if awaited == .turn { givingATurn.insert(task) }
      let sites = chain.filter { $0.file == programName }.map { " \($0.function):\($0.line)" }
      line(event, "suspend \(task.number) on \(text(awaited))\(sites.joined())")
    case .cancel(let task, let by, let reason, let message):
      let message = message.map { " \(pythonText($0))" } ?? ""
      line(event, "cancel \(task.number) by \((by ?? .program).number) \(reason.rawValue)\(message)")
    case .finish(let task, let outcome):
      guard task != .program else { return }
      line(event, "finish \(task.number) \(text(outcome))")
    case .output(let task, .standardOutput, let text):
      printed(text, by: task, event)
    case .output(let task, .standardError, let text):
      for report in Self.reports(in: text) { line(event, "report \(task.number) \(report)") }
    case .stall(let task, let duration, _):
      line(event, "stall \(task.number) \(seconds(nanoseconds(duration)))")
    case .enter(let scope, let kind, let owner, let deadline, _, _):
      scopes[scope] = kind
      // CPython makes no timeout for a wait_for whose deadline is over from the start; the twin sees none.
      if kind == .waitFor, let deadline, deadline <= event.time { scopes[scope] = .wait }
      guard let name = watched(scope) else { return }
      let until = kind == .taskGroup ? "" : " until \(deadline.map { seconds($0.nanoseconds) } ?? "none")"
      line(event, "enter \(name) by \(owner.number)\(until)")
    case .reschedule(let scope, let deadline):
      guard watched(scope) != nil else { return }
      line(event, "reschedule \(deadline.map { seconds($0.nanoseconds) } ?? "none")")
    case .exit(let scope, let outcome):
      guard let name = watched(scope) else { return }
      line(event, "exit \(name) \(text(outcome))")
    case .resource(let resource, let kind, _, _, _, _, _):
      resources[resource] = kind
    case .note, .dropped:
      return
    }
  }

  /// The reports and warnings in what was written to the standard error, without where they were written from.
  private static func reports(in text: String) -> [Substring] {
    text.split(separator: "\n").compactMap { line in
      if let warning = line.firstRange(of: "RuntimeWarning: coroutine ") {
        return line[warning.upperBound...].hasSuffix("awaited") ? line[warning.lowerBound...] : nil
      }
      let isReport =
        ["future: ", "task: ", "Executing "].contains { line.hasPrefix($0) }
        || [" was never retrieved", "it is pending!"].contains { line.hasSuffix($0) }
      return isReport ? line : nil
    }
  }

  /// The name of a scope that the twin sees, too.
  private func watched(_ scope: ScopeID) -> String? {
    switch scopes[scope] {
    case .taskGroup: "task_group"
    case .timeout: "timeout"
    case .waitFor: "wait_for"
    default: nil
    }
  }

  private func text(_ outcome: ScopeOutcome) -> String {
    switch outcome {
    case .clean: "clean"
    case .cancelled: "cancelled"
    case .timedOut: "timed out"
    case .failed(let type, let message, _): "failed \(type): \(message)".replacing("\n", with: "\\n")
    }
  }

  private mutating func line(_ event: TaskEvent, _ text: String) {
    lines.append("\(seconds(event.time.nanoseconds)) \(text)")
  }

  private mutating func printed(_ text: String, by task: TaskID, _ event: TaskEvent) {
    let all = (startedLines.removeValue(forKey: task) ?? "") + text
    var parts = all.split(separator: "\n", omittingEmptySubsequences: false)
    if let rest = parts.popLast(), !rest.isEmpty { startedLines[task] = String(rest) }
    for part in parts { line(event, "print \(task.number) \(part)") }
  }

  private func text(_ waker: Waker) -> String {
    switch waker {
    case .task(.program), .callback: "callback"
    case .task(let task): "task \(task.number)"
    case .timer: "timer"
    case .io: "io"
    }
  }

  private func text(_ awaited: Awaited) -> String {
    switch awaited {
    case .sleep(let until): "sleep \(seconds(until.nanoseconds))"
    case .task(let task): "task \(task.number)"
    case .turn: "turn"
    case .resource(let resource, let operation):
      switch resources[resource] {
      case nil, .future: "future"
      case let kind?: "\(kind.rawValue) \(operation.rawValue)"
      }
    case .io: "future"
    case .executor(let what): "executor \(what)"
    case .scope(let scope):
      switch scopes[scope] {
      case .gather: "gather"
      case .taskGroup: "group"
      case .some: "future"
      case nil: "a scope that was never entered"
      }
    }
  }

  private func text(_ outcome: Outcome) -> String {
    switch outcome {
    case .returned(let value): "returned" + (value.map { " \($0)" } ?? "")
    case .raised(let type, let message): "raised \(type): \(message)".replacing("\n", with: "\\n")
    case .cancelled: "cancelled"
    }
  }
}

/// What the twin calls every program that it runs.
let programName = "program.py"

private func pythonText(_ text: String) -> String { "'\(text)'" }

private func nanoseconds(_ duration: Duration) -> Int64 {
  duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
}

private func seconds(_ nanoseconds: Int64) -> String {
  let fraction = String(nanoseconds % 1_000_000_000)
  return "\(nanoseconds / 1_000_000_000)." + String(repeating: "0", count: 9 - fraction.count) + fraction
}
