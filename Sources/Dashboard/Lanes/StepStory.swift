import TaskModel
import Timeline

/// The steps of a run in words, one line each: why a task ran, behind whom, what it did, and what it waits for then.
struct StepStory {
  let words: LaneWords
  /// What was said about the moments in a range of events.
  private let captions: (Range<Int>) -> [Caption]
  private let index: TimelineIndex
  private let events: (Int) -> TaskEvent

  init(words: LaneWords, captions: @escaping (Range<Int>) -> [Caption] = { _ in [] }) {
    (self.words, self.captions) = (words, captions)
    (index, events) = (words.index, words.events)
  }

  struct Line: Hashable {
    /// Who acts in a line.
    enum Actor: Hashable {
      case task
      /// The loop, or a callback of it, between two steps.
      case loop
      /// The one who tells the story: a caption of the program, or a note that somebody added.
      case teller
    }

    var actor = Actor.task
    /// The number that the ruler shows; nil for what is no step.
    var step: Int?
    var time: TraceTime
    var who: String
    var text: String
  }

  /// More events of one step than these are not told.
  private static let limit = 256

  /// The lines of the steps that have begun at a position: of all of them, or of as many of the last ones as fill the
  /// limit.
  func lines(at position: Int, limit: Int) -> [Line] {
    var groups: [[Line]] = []
    var count = 0
    var ordinal = index.stepsBegun(at: position) - 1
    while count < limit, ordinal >= 0 {
      let group = lines(ofStep: ordinal, before: position)
      count += group.count
      groups.append(group)
      ordinal -= 1
    }
    return groups.reversed().flatMap { $0 }
  }

  /// What a step did, and what the loop did between it and the next one, as far as it had happened at a position.
  func lines(ofStep ordinal: Int, before position: Int) -> [Line] {
    guard let step = index.step(ordinal) else { return [] }
    let end = min(index.step(ordinal + 1)?.first ?? index.count, position)
    return [line(step, before: end)] + told(step.first..<max(step.first, end)) + between(step, before: end)
  }

  private func told(_ events: Range<Int>) -> [Line] {
    captions(events).map { Line(actor: .teller, time: $0.moment.time, who: "", text: $0.text) }
  }

  private func line(_ step: Step, before end: Int) -> Line {
    var told = [opening(step)]
    var deeds = Deeds()
    for event in (step.first + 1..<max(step.first + 1, end)).prefix(Self.limit) {
      take(event, of: index.lanes[step.lane].task, isWithin: event <= step.last ?? .max, &deeds)
    }
    told += deeds.phrases(words)
    if let last = step.last, last < end {
      let passesOn = if case .finish(_, .raised(deeds.raised, _)) = events(last).kind { true } else { false }
      told.append(passesOn ? "fails with it" : closing(last))
    }
    return Line(
      step: step.ordinal + 1, time: index.time(ofEvent: step.first), who: words.name(ofLane: step.lane),
      text: told.joined(separator: "; "))
  }

  // MARK: Why it runs

  private func opening(_ step: Step) -> String {
    let lane = index.lanes[step.lane]
    let number = lane.history.index(at: step.first)
    let ready = number.map { lane.history[$0] }
    let before = number.flatMap { $0 > 0 ? lane.history[$0 - 1] : nil }
    var text = "goes on"
    switch ready.map({ events($0.event).kind }) {
    case .create: text = "starts"
    case .ready(_, .timer):
      text = "its time has come"
      if let before, case .suspend(_, .sleep, _) = events(before.event).kind {
        text = "its sleep ends" + late(before)
      }
    case .ready(_, .task(let by)):
      text =
        "woken by \(isOver(by, at: ready?.event ?? step.first) ? "the end of " : "")\(words.name(of: by))"
    case .ready(_, .io(let what)): text = "woken by \(what)"
    case .ready(_, .callback): text = "woken by the loop"
    default: break
    }
    if case .resume(_, let exception?) = events(step.first).kind {
      text = "gets \(exception)" + (exception == "CancelledError" ? "" : " from its await")
    }
    let others = ready.map { earlier(step, since: $0.first) } ?? []
    return others.isEmpty ? text : text + ", behind \(list(others))"
  }

  /// Whether a task had ended in an earlier step than the one in which an event happened.
  private func isOver(_ task: TaskID, at event: Int) -> Bool {
    guard let lane = index.lane(of: task), let finished = index.lanes[lane].finished else { return false }
    return index.stepsBegun(at: Int(finished)) < index.stepsBegun(at: event)
  }

  /// How much later a sleep ended than it was to: the loop was held up.
  private func late(_ span: Span) -> String {
    guard let due = words.due(span), let end = span.end else { return "" }
    return ", \(words.duration(index.time(ofEvent: end - 1).since(due))) late"
  }

  /// The tasks that ran while this one was ready.
  private func earlier(_ step: Step, since position: Int) -> [String] {
    var names: [String] = []
    for ordinal in (index.stepsBegun(at: position)..<max(step.ordinal, index.stepsBegun(at: position)))
      .prefix(20)
    {
      guard let other = index.step(ordinal), other.lane != step.lane else { continue }
      let name = words.name(ofLane: other.lane)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func list(_ names: [String]) -> String {
    guard names.count > 1 else { return names.first ?? "" }
    if names.count > 3 { return names.prefix(2).joined(separator: ", ") + " and \(names.count - 2) more" }
    return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }

  // MARK: What it does

  /// What a step did to others, gathered so that ten creations make one phrase.
  private struct Deeds {
    var created: [TaskID] = []
    var cancelled: [TaskID] = []
    var woken: [TaskID] = []
    var printed: [String] = []
    var others: [String] = []
    /// The type of what a scope has raised last.
    var raised: String?

    func phrases(_ words: LaneWords) -> [String] {
      var phrases = others
      func add(_ verb: String, _ tasks: [TaskID]) {
        guard !tasks.isEmpty else { return }
        let names = tasks.prefix(3).map { words.name(of: $0) }.joined(separator: ", ")
        phrases.append("\(verb) \(names)" + (tasks.count > 3 ? " and \(tasks.count - 3) more" : ""))
      }
      add("creates", created)
      if let first = printed.first {
        let more = printed.count > 1 ? " and \(DurationText.count(printed.count - 1, "more line"))" : ""
        phrases.append("prints \"\(first)\"\(more)")
      }
      add("cancels", cancelled)
      add("wakes", woken)
      return phrases
    }
  }

  private func take(_ event: Int, of task: TaskID, isWithin: Bool, _ deeds: inout Deeds) {
    switch events(event).kind {
    case .ready(let woken, .task(task)) where !deeds.cancelled.contains(woken) && !isAsked(woken, event):
      deeds.woken.append(woken)
    case .create(let child, task, _, _, _, _) where isWithin: deeds.created.append(child)
    case .cancel(let other, task?, .explicit, _) where isWithin: deeds.cancelled.append(other)
    case .output(task, _, let text):
      deeds.printed += TerminalSequences.removed(from: text).split(whereSeparator: \.isNewline).map(
        String.init)
    // How long it does is told when it is over.
    case .stall(task, .zero, _): break
    case .stall(task, let length, let what):
      deeds.others.append("holds the loop for \(words.duration(length))" + (what.isEmpty ? "" : " (\(what))"))
    case .enter(_, let kind, task, let deadline?, _, _)
    where isWithin && (kind == .timeout || kind == .waitFor):
      deeds.others.append("sets a deadline of \(words.duration(deadline.since(index.time(ofEvent: event))))")
    case .enter(_, .taskGroup, task, _, _, _) where isWithin: deeds.others.append("opens a TaskGroup")
    case .resource(let id, let kind, _, let operation, task, let size, _) where isWithin && kind != .future:
      deeds.others += use(of: words.title(of: id), operation, size).map { [$0] } ?? []
    case .exit(let id, let outcome) where isWithin:
      deeds.others += end(of: id, outcome).map { [$0] } ?? []
      if case .failed(let type, _, _) = outcome { deeds.raised = type }
    default: break
    }
  }

  /// Whether a wake only hands a cancellation on.
  private func isAsked(_ task: TaskID, _ event: Int) -> Bool {
    index.lane(of: task).map { index.state(ofLane: $0, at: event) == .cancelling } ?? false
  }

  private func end(of id: ScopeID, _ outcome: ScopeOutcome) -> String? {
    guard let scope = index.scope(of: id) else { return nil }
    let name = words.name(ofScope: scope)
    switch outcome {
    case .clean: return nil
    case .failed(let type, _, _): return "\(name) raises \(type)"
    case .timedOut: return "\(name) raises TimeoutError"
    case .cancelled: return nil
    }
  }

  /// What a step did with a lock, a queue ...; beginning to wait is told at the step's end.
  func use(of title: String, _ operation: ResourceOperation, _ size: Int) -> String? {
    switch operation {
    case .acquire: "takes \(title)"
    case .release: "gives \(title) back"
    case .put: "puts into \(title), \(size) in it now"
    case .get: "gets from \(title), \(size) in it now"
    case .set: "sets \(title)"
    case .clear: "clears \(title)"
    case .notify: "notifies \(title)"
    case .close: "closes \(title)"
    case .create, .wait, .taskDone, .join: nil
    }
  }

  // MARK: How it ends

  /// How a step ends, as the suspend or finish at an offset says.
  func closing(_ event: Int) -> String {
    let told = events(event)
    switch told.kind {
    case .suspend(_, .sleep(let until), _):
      let place = words.inner(event).map { " in \($0)" } ?? ""
      return "sleeps \(words.duration(until.since(told.time)))\(place), until"
        + " \(words.duration(until.since(.zero)))"
    case .suspend(_, .turn, _): return "lets the others run"
    case .suspend(_, .scope(let id), _)
    where index.scope(of: id).map { index.scopes[$0].kind == .taskGroup } == true:
      return "waits for the tasks of its TaskGroup"
    case .suspend(_, .task(let task), _): return "waits for " + words.name(of: task)
    case .suspend(_, let awaited, _):
      return "waits for " + words.leaf(awaited, since: told.time, at: event + 1)
    case .finish(_, .returned(let value)):
      return value.map { $0 == "None" ? "returns" : "returns \(DisplayedLine.first(of: $0))" } ?? "returns"
    case .finish(_, .raised(let type, let message)):
      return "fails with \(type)" + (message.isEmpty ? "" : ": \(DisplayedLine.first(of: message))")
    case .finish(_, .cancelled): return "ends cancelled"
    default: return "gives the loop back"
    }
  }

  // MARK: Between steps

  /// The requests to cancel that the loop's callbacks made behind a step: those of one reason are one line.
  private func between(_ step: Step, before end: Int) -> [Line] {
    guard let last = step.last, last + 1 < end else { return [] }
    var asked: [(reason: CancelReason, by: TaskID?, event: Int, names: [String])] = []
    for event in (last + 1..<end).prefix(Self.limit) {
      guard case .cancel(let task, let by, let reason, _) = events(event).kind else { continue }
      let name = words.name(of: task)
      if let same = asked.lastIndex(where: { $0.reason == reason && $0.by == by }) {
        asked[same].names.append(name)
      } else {
        asked.append((reason, by, event, [name]))
      }
    }
    return asked.map { reason, by, event, names in
      let (who, why) = source(reason, by, event)
      return Line(
        actor: .loop, time: index.time(ofEvent: event), who: who,
        text: "asks \(list(names)) to stop" + (why.map { ": \($0)" } ?? ""))
    }
  }

  /// Who asks, and why.
  private func source(_ reason: CancelReason, _ by: TaskID?, _ event: Int) -> (who: String, why: String?) {
    switch reason {
    case .siblingFailed: ("TaskGroup", by.map { "\(words.name(of: $0)) failed" })
    case .timeout: (deadline(firingAt: event), "its time has come")
    case .shutdown: ("the loop", index.isStandstill(before: event) ? "nothing else can go on" : "it closes")
    case .passedOn: (by.map { words.name(of: $0) } ?? "its awaiter", "it was asked itself")
    case .interrupt: ("Ctrl-C", nil)
    case .explicit: (by.map { words.name(of: $0) } ?? "a callback", nil)
    }
  }

  /// The name of the deadline that asks a task to stop at an event.
  private func deadline(firingAt event: Int) -> String {
    let fired = index.totals.timeouts
    let next = fired.partitioningIndex { Int(index.scopes[$0].exited ?? .max) >= event }
    guard case .cancel(let task, _, _, _) = events(event).kind, let lane = index.lane(of: task),
      let scope = fired[next...].prefix(8).first(where: {
        index.scopes[$0].owner == lane && Int(index.scopes[$0].entered) < event
      })
    else { return "a deadline" }
    return words.name(ofScope: scope)
  }
}
