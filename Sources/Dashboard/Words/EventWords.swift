import TaskModel
import Timeline

/// A single event of a trace in words: when, in which step, who, what, of whom.
struct EventWords {
  let words: LaneWords
  private var index: TimelineIndex { words.index }

  struct Line: Hashable {
    var time: String
    /// The number that the ruler shows; nil between two steps.
    var step: Int?
    var who: String
    var what: String
    /// What it is, for its look.
    var role: Role
  }

  func line(_ event: Int) -> Line {
    let told = words.events(event)
    let (who, what, role) = parts(told, event)
    return Line(
      time: words.duration(told.time.since(.zero)), step: step(event), who: who, what: what, role: role)
  }

  private func step(_ event: Int) -> Int? {
    guard let step = index.step(at: event + 1), step.last.map({ $0 >= event }) ?? true else { return nil }
    return step.ordinal + 1
  }

  private func parts(_ told: TaskEvent, _ event: Int) -> (who: String, what: String, role: Role) {
    switch told.kind {
    case .create(let task, let parent, _, _, _, _):
      let who = task == parent ? "" : words.name(of: parent)
      return (who, who.isEmpty ? "\(words.name(of: task)) begins" : "creates \(words.name(of: task))", .text)
    case .ready(let task, let waker): return wake(task, waker)
    case .resume(let task, let exception):
      let isThrown = exception != nil
      let what = exception.map { "gets \($0) from its await" } ?? (isFirst(task, event) ? "starts" : "runs")
      return (words.name(of: task), what, isThrown ? .cancelled : .strong)
    case .suspend(let task, _, let chain):
      let place = chain.last.flatMap { $0.line > 0 ? " (line \($0.line))" : nil } ?? ""
      return (words.name(of: task), StepStory(words: words).closing(event) + place, .text)
    case .cancel(let task, let by, let reason, let message): return cancel(task, by, reason, message)
    case .finish(let task, let outcome):
      return (words.name(of: task), StepStory(words: words).closing(event), outcome.role)
    case .enter(_, let kind, let owner, let deadline, let members, _):
      let length = deadline.map { words.duration($0.since(told.time)) }
      return (words.name(of: owner), beginning(kind, length, members), .scope)
    case .reschedule(let id, let deadline):
      let moment = deadline.map { "to \(words.duration($0.since(.zero)))" } ?? "away"
      return (owner(of: id), "moves its deadline \(moment)", .deadline)
    case .exit(let id, let outcome): return leave(id, outcome)
    case .resource(let id, _, _, let operation, let task, let size, _):
      return (words.name(of: task), use(of: words.title(of: id), operation, size), .scope)
    case .output(let task, let stream, let text):
      let line =
        TerminalSequences.removed(from: text).split(
          omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).first ?? ""
      let role: Role = stream == .standardError ? .outputError : .output
      return (words.name(of: task), "prints \"\(line)\"", role)
    case .note(let text, _): return ("", text, .note)
    case .stall(let task, let length, let what):
      let why = what.isEmpty ? "" : " (\(what))"
      let held = length > .zero ? "held the loop for \(words.duration(length))" : "holds the loop"
      return (words.name(of: task), held + why, .stalledLabel)
    case .dropped(let count): return ("", "\(DurationText.count(count, "event")) were lost here", .error)
    }
  }

  private func isFirst(_ task: TaskID, _ event: Int) -> Bool {
    guard let lane = index.lane(of: task), let number = index.lanes[lane].history.index(at: event) else {
      return true
    }
    return number == 0 && index.lanes[lane].history[number].state != .running
  }

  private func wake(_ task: TaskID, _ waker: Waker) -> (String, String, Role) {
    let name = words.name(of: task)
    return switch waker {
    case .task(let by): (words.name(of: by), "wakes \(name)", .wakeArrow)
    case .timer: ("a timer", "wakes \(name)", .wakeArrow)
    case .io(let what): ("I/O", "wakes \(name)" + (what.isEmpty ? "" : ": \(what)"), .wakeArrow)
    case .callback(let what):
      ("the loop", "wakes \(name)" + (what.isEmpty ? "" : ", from \(what)"), .wakeArrow)
    }
  }

  private func cancel(_ task: TaskID, _ by: TaskID?, _ reason: CancelReason, _ message: String?) -> (
    String, String, Role
  ) {
    let name = words.name(of: task)
    let by = by.map { words.name(of: $0) }
    let text = message.map { " (\($0))" } ?? ""
    let who: String
    let why: String
    switch reason {
    case .explicit: (who, why) = (by ?? "a callback", "")
    case .siblingFailed: (who, why) = ("TaskGroup", ": \(by.map { "\($0) failed" } ?? "a sibling failed")")
    case .timeout: (who, why) = ("a deadline", ": its time has come")
    case .shutdown: (who, why) = ("the loop", ": it closes")
    case .passedOn: (who, why) = (by ?? "its awaiter", ": it was asked itself")
    case .interrupt: (who, why) = ("Ctrl-C", "")
    }
    return (who, "asks \(name) to stop\(why)\(text)", .cancelArrow)
  }

  // MARK: Scopes and resources

  private func owner(of id: ScopeID) -> String {
    index.scope(of: id).map { words.name(ofLane: index.scopes[$0].owner) } ?? ""
  }

  private func beginning(_ kind: ScopeKind, _ length: String?, _ members: [TaskID]) -> String {
    let tasks = members.isEmpty ? "" : " of " + LaneWords.list(members.map { words.name(of: $0) })
    return switch kind {
    case .taskGroup: "opens a TaskGroup"
    case .timeout: "sets a deadline" + (length.map { " of \($0)" } ?? "")
    case .waitFor: "begins wait_for" + (length.map { " with a deadline of \($0)" } ?? "")
    case .gather: "begins a gather\(tasks)"
    case .wait: "begins a wait for the first\(tasks)"
    case .asCompleted: "begins as_completed\(tasks)"
    case .shield: "shields\(tasks.dropFirst(3))"
    }
  }

  private func leave(_ id: ScopeID, _ outcome: ScopeOutcome) -> (String, String, Role) {
    let name = index.scope(of: id).map { words.name(ofScope: $0) } ?? "scope \(id.number)"
    return switch outcome {
    case .clean: (owner(of: id), "\(name) ends", .scope)
    case .failed(let type, let message, _):
      (owner(of: id), "\(name) raises \(type): \(DisplayedLine.first(of: message))", .raised)
    case .timedOut: (owner(of: id), "\(name) fires: TimeoutError", .deadlineFired)
    case .cancelled: (owner(of: id), "\(name) is cancelled", .cancelled)
    }
  }

  private func use(of title: String, _ operation: ResourceOperation, _ size: Int) -> String {
    switch operation {
    case .create: "makes \(title)"
    case .wait: "queues up for \(title)"
    case .taskDone: "is done with an item of \(title)"
    default: StepStory(words: words).use(of: title, operation, size) ?? "uses \(title)"
    }
  }
}

extension Outcome {
  fileprivate var role: Role {
    switch self {
    case .returned: .returned
    case .raised: .raised
    case .cancelled: .cancelled
    }
  }
}
