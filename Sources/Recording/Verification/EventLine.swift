import TaskModel

/// An event as a line that says all that it carries, so that events are equal where their lines are.
struct EventLine: Equatable {
  var time: TraceTime
  var text: String
  /// Where in the program it happened, where it says so.
  var site: SourceSite?
}

/// What is known of a trace's tasks, scopes and resources, to name them in lines.
struct EventLines {
  private var tasks: [TaskID: String] = [.program: "the program"]
  private var scopes: [ScopeID: String] = [:]
  private var resources: [ResourceID: String] = [:]

  mutating func line(_ event: TaskEvent) -> EventLine {
    let (text, site) = parts(event.kind)
    return EventLine(time: event.time, text: text, site: site)
  }

  private mutating func parts(_ kind: TaskEvent.Kind) -> (String, SourceSite?) {
    switch kind {
    case .create(let task, let parent, let taskName, let coroutine, let site, let scope):
      if task != .program { tasks[task] = "\(taskName) (\(task.number))" }
      let inScope = scope.map { " in \(name($0))" } ?? ""
      return ("\(name(parent)) creates \(name(task)) of \(coroutine)\(inScope)\(text(site))", site)
    case .ready(let task, let waker): return ("\(name(task)) is ready, by \(text(waker))", nil)
    case .resume(let task, let error):
      return ("\(name(task)) runs" + (error.map { ", \($0) is thrown in" } ?? ""), nil)
    case .suspend(let task, let awaited, let chain):
      let places = chain.map { text($0) }.joined()
      return ("\(name(task)) waits for \(text(awaited))\(places)", chain.last)
    case .cancel(let task, let by, let reason, let message):
      let who = by.map(name) ?? "nobody"
      let words = message.map { ", with \($0)" } ?? ""
      return ("\(who) cancels \(name(task)), \(reason.rawValue)\(words)", nil)
    case .finish(let task, let outcome): return ("\(name(task)) ends: \(text(outcome))", nil)
    case .output(let task, let stream, let text):
      return ("\(name(task)) prints to \(stream.rawValue): \(text)", nil)
    case .note(let text, let site): return ("note: \(text)\(self.text(site))", site)
    case .stall(let task, let duration, let what):
      return ("\(name(task)) holds the loop for \(duration): \(what)", nil)
    case .dropped(let count): return ("\(count) events are lost", nil)
    case .enter, .reschedule, .exit: return scopeParts(kind)
    case .resource: return (resourceLine(kind), nil)
    }
  }

  private mutating func scopeParts(_ kind: TaskEvent.Kind) -> (String, SourceSite?) {
    switch kind {
    case .enter(let scope, let kind, let owner, let deadline, let members, let site):
      scopes[scope] = "\(kind.rawValue) \(scope.number)"
      // CPython goes through sets of tasks, whose order says nothing.
      let tasks = members.sorted().map(name).joined(separator: ", ")
      let until = deadline.map { " until \($0.nanoseconds) ns" } ?? ""
      return ("\(name(owner)) begins \(name(scope))\(until) with [\(tasks)]\(text(site))", site)
    case .reschedule(let scope, let deadline):
      return ("\(name(scope)) ends at \(deadline.map { "\($0.nanoseconds) ns" } ?? "no time")", nil)
    case .exit(let scope, let outcome): return ("\(name(scope)) ends: \(text(outcome))", nil)
    default: return ("", nil)
    }
  }

  private mutating func resourceLine(_ kind: TaskEvent.Kind) -> String {
    guard
      case .resource(let resource, let kind, let given, let operation, let by, let size, let waiting) = kind
    else { return "" }
    resources[resource] = "\(kind.rawValue) \(given.isEmpty ? "" : "\(given) ")(\(resource.number))"
    return "\(name(by)): \(operation.rawValue) of \(name(resource)), size \(size), waiting \(waiting)"
  }

  // MARK: Parts

  private func name(_ task: TaskID) -> String { tasks[task] ?? "task \(task.number)" }
  private func name(_ scope: ScopeID) -> String { scopes[scope] ?? "scope \(scope.number)" }
  private func name(_ resource: ResourceID) -> String { resources[resource] ?? "resource \(resource.number)" }

  private func text(_ site: SourceSite?) -> String {
    site.map { " at \($0.file.split(separator: "/").last ?? ""):\($0.line) \($0.function)" } ?? ""
  }

  private func text(_ waker: Waker) -> String {
    switch waker {
    case .task(let task): name(task)
    case .timer: "a timer"
    case .io: "the network"
    case .callback(let what): what.isEmpty ? "the loop" : "the callback \(what)"
    }
  }

  private func text(_ awaited: Awaited) -> String {
    switch awaited {
    case .sleep(let until): "the time \(until.nanoseconds) ns"
    case .task(let task): name(task)
    case .scope(let scope): name(scope)
    case .resource(let resource, let operation): "\(name(resource)), to \(operation.rawValue)"
    case .io(let what): what
    case .executor(let what): "the call \(what)"
    case .turn: "its next turn"
    }
  }

  private func text(_ outcome: Outcome) -> String {
    switch outcome {
    case .returned(let value): "returned \(value ?? "nothing")"
    case .raised(let type, let message): "raised \(type): \(message)"
    case .cancelled(let message): "cancelled" + (message.map { ", with \($0)" } ?? "")
    }
  }

  private func text(_ outcome: ScopeOutcome) -> String {
    switch outcome {
    case .clean: "clean"
    case .failed(let type, let message, let members):
      "failed with \(type): \(message)" + (members.isEmpty ? "" : " of \(members.joined(separator: "; "))")
    case .timedOut: "timed out"
    case .cancelled: "cancelled"
    }
  }
}
