import AsyncioLoop
import TaskModel

/// Keeps a session's events, and writes them as lines that a person can read.
final class EventLog: TaskEventObserver {
  private(set) var events: [TaskEvent] = []
  private var names: [TaskID: String] = [.program: "program"]
  private var resources: [ResourceID: String] = [:]

  func record(_ event: TaskEvent) {
    if case .resource(let id, let kind, let name, _, _, _, _) = event.kind, !name.isEmpty {
      resources[id] = kind.title(name)
    }
    if case .create(let task, _, let name, _, _, _) = event.kind { names[task] = name }
    events.append(event)
  }

  /// One line an event: `0.5 a resume CancelledError`.
  var lines: [String] { events.map { "\(seconds($0.time)) \(text($0.kind))" } }

  /// The lines that begin, after their time, with one of these: a task, a task and what happened to it, a scope.
  func lines(about subjects: String...) -> [String] {
    lines.filter { line in
      let fact = line.drop { $0 != " " }.dropFirst()
      return subjects.contains { fact.hasPrefix($0) }
    }
  }

  var text: String { lines.joined(separator: "\n") }

  private func name(_ task: TaskID?) -> String { task.map { names[$0] ?? "?\($0.number)" } ?? "nobody" }

  private func seconds(_ time: TraceTime) -> String {
    let milliseconds = time.nanoseconds / 1_000_000
    let rest = milliseconds % 1000
    guard rest != 0 else { return "\(milliseconds / 1000)" }
    let digits = String(rest + 1000).dropFirst()
    return "\(milliseconds / 1000).\(String(digits.reversed().drop { $0 == "0" }.reversed()))"
  }

  private func text(_ kind: TaskEvent.Kind) -> String {
    switch kind {
    case .create(let task, let parent, _, _, _, let scope):
      return "\(name(task)) create by \(name(parent))" + (scope.map { " in scope \($0.number)" } ?? "")
    case .ready(let task, let waker): return "\(name(task)) ready by \(text(waker))"
    case .resume(let task, let error): return "\(name(task)) resume" + (error.map { " \($0)" } ?? "")
    case .suspend(let task, let awaited, _): return "\(name(task)) suspend on \(text(awaited))"
    case .cancel(let task, let by, let reason, let message):
      return "\(name(task)) cancel by \(name(by)) \(reason.rawValue)" + (message.map { " '\($0)'" } ?? "")
    case .finish(let task, let outcome): return "\(name(task)) finish \(text(outcome))"
    case .enter(let scope, let kind, let owner, let deadline, let members, _):
      let until = deadline.map { " until \(seconds($0))" } ?? ""
      let of = members.isEmpty ? "" : " of \(members.map { name($0) }.joined(separator: ","))"
      return "scope \(scope.number) enter \(kind.rawValue) by \(name(owner))\(until)\(of)"
    case .reschedule(let scope, let deadline):
      return "scope \(scope.number) reschedule \(deadline.map(seconds) ?? "never")"
    case .exit(let scope, let outcome): return "scope \(scope.number) exit \(text(outcome))"
    case .resource(let id, let kind, let resource, let operation, let by, let size, let waiting):
      let title = resource.isEmpty ? "\(kind.rawValue) \(id.number)" : kind.title(resource)
      let facts = kind == .future ? "" : "size \(size), "
      return "\(title) \(operation.rawValue) by \(name(by)), \(facts)\(waiting) waiting"
    case .stall(let task, let duration, let what): return "\(name(task)) stall \(duration) \(what)"
    default: return "\(kind)"
    }
  }

  private func text(_ waker: Waker) -> String {
    switch waker {
    case .task(let task): name(task)
    case .timer: "timer"
    case .io(let what): "io \(what)"
    case .callback(let what): "callback \(what)"
    }
  }

  private func text(_ awaited: Awaited) -> String {
    switch awaited {
    case .sleep(let until): "sleep until \(seconds(until))"
    case .task(let task): name(task)
    case .scope(let scope): "scope \(scope.number)"
    case .resource(let id, .wait): resources[id] ?? "future \(id.number)"
    case .resource(let id, let operation): "\(resources[id] ?? "?") to \(operation.rawValue)"
    case .io(let what), .executor(let what): what
    case .turn: "turn"
    }
  }

  private func text(_ outcome: Outcome) -> String {
    switch outcome {
    case .returned(let value): "returned" + (value.map { " \($0)" } ?? "")
    case .raised(let type, let message): "raised \(type)" + (message.isEmpty ? "" : ": \(message)")
    case .cancelled(let message): "cancelled" + (message.map { " '\($0)'" } ?? "")
    }
  }

  private func text(_ outcome: ScopeOutcome) -> String {
    switch outcome {
    case .clean: "clean"
    case .failed(let type, let message, let members):
      "failed \(type): \(message)" + (members.isEmpty ? "" : " [\(members.joined(separator: "; "))]")
    case .timedOut: "timed out"
    case .cancelled: "cancelled"
    }
  }
}
