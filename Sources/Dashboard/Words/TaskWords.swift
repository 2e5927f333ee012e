import TaskModel
import Timeline

/// What there is to say about a task at the playhead, in words: the answer to "why is it not running?".
struct TaskWords {
  let run: RunState
  let isASCII: Bool
  let words: LaneWords
  var index: TimelineIndex { run.trace.index }
  var position: Int { run.camera.playhead.position }
  var now: TraceTime { run.camera.playhead.time }
  var graph: WaitGraph { WaitGraph(index: index, events: words.events, position: position) }

  init(_ run: RunState, ascii: Bool) {
    self.run = run
    isASCII = ascii
    words = LaneWords(run, ascii ? .ascii : .unicode)
  }

  /// A name that tells the task from all others.
  func name(_ lane: Int) -> String { index.lanes.indices.contains(lane) ? words.name(ofLane: lane) : "?" }

  func state(_ lane: Int) -> LaneState { index.state(ofLane: lane, at: position) }

  /// What a lane's coroutine is called.
  func coroutine(_ lane: Int) -> String { words.coroutine(ofLane: lane) ?? name(lane) }

  /// What matters most about the whole run; nil where nothing does.
  var summary: String? { RunSummary.sentences(index, words).last }

  func scopeName(_ scope: Int) -> String { words.name(ofScope: scope) }

  func name(of task: TaskID?) -> String {
    guard let task else { return "the loop" }
    return index.lane(of: task).map(name) ?? "task \(task.number)"
  }

  /// One sentence without its subject: the state, since when, for what, until when, by whom, behind whom.
  func sentence(_ lane: Int) -> String {
    guard let span = index.span(ofLane: lane, at: position) else { return "does not exist yet." }
    let event = run.trace[span.event]
    switch span.state {
    case .absent: return "does not exist yet."
    case .created:
      let waited = waited(event).map { "has waited \($0)" } ?? "was created \(moment(event)), and waits"
      return "\(waited) for its first turn\(behind(lane))."
    case .ready:
      let waited = waited(event).map { "has been ready for \($0)" } ?? "is ready"
      let behind = behind(lane)
      return "\(waited), \(waker(event))\(behind.hasPrefix(" ") ? "," : "")\(behind)."
    case .running where index.lanes[lane].task == .program && index.isInLoop(at: position):
      return "runs its tasks in a loop, and goes on when that ends."
    case .running: return "is running, \(moment(event)).\(thrown(event))"
    case .stalled:
      return "is running and blocks the loop\(whereItStands(lane)): nothing else can run meanwhile."
    case .waiting:
      if let due = words.due(span), run.camera.playhead.time > due { return overdue(lane, since: due) }
      return waiting(lane, event)
    case .cancelling: return cancelling(lane)
    case .ended: return ending(lane)
    }
  }

  /// Where the step was last seen that holds the loop now.
  private func whereItStands(_ lane: Int) -> String {
    guard let told = index.lanes[lane].holding.flatMap({ run.trace[Int($0)]?.kind }),
      case .stall(_, _, let what) = told, !what.isEmpty
    else { return "" }
    return ", in \(what)"
  }

  /// Its sleep is over, and the loop, held up by a step, has not seen to it.
  private func overdue(_ lane: Int, since due: TraceTime) -> String {
    let holder = index.step(at: position).flatMap { $0.lane == lane ? nil : name($0.lane) }
    return "is ready since \(duration(due.since(.zero))): its sleep is over, but"
      + " \(holder ?? "the program") holds the loop."
  }

  /// What a state was, for a history.
  func phrase(_ span: Span) -> String {
    let event = run.trace[span.event]
    switch (span.state, event?.kind) {
    case (.created, .create(_, let parent, _, _, _, _)): return "created by \(name(of: parent))"
    case (.ready, _): return "ready: \(waker(event))"
    case (.running, .resume(_, let exception?)): return "runs: its await raised \(exception)"
    case (.running, _): return "runs"
    case (.stalled, _): return "blocks the loop"
    case (.waiting, .suspend(_, let awaited, _)):
      return "waits for \(self.awaited(awaited, at: event?.time ?? .zero, position: span.first))"
    case (.cancelling, .cancel): return "asked to stop\(event.map(reason) ?? "")"
    case (.cancelling, _): return "waits, though asked to stop"
    case (.ended, .finish(_, .returned(let value))): return value.map { "returned \($0)" } ?? "returned"
    case (.ended, .finish(_, .raised(let type, let message))):
      return "raised \(message.isEmpty ? type : "\(type): \(message)")"
    case (.ended, _): return "cancelled"
    default: return span.state == .waiting ? "waits" : "\(span.state)"
    }
  }

  /// What the task will run behind: who runs now, and who is ready and comes first.
  private func behind(_ lane: Int) -> String {
    var others: [Int] = []
    if let step = index.step(at: position), step.lane != lane {
      let state = index.state(ofLane: step.lane, at: position)
      if state == .running || state == .stalled { others.append(step.lane) }
    }
    var ordinal = index.stepsBegun(at: position)
    var isFound = false
    // Far ahead in the queue, numbers no longer help anybody.
    while ordinal < index.stepCount, others.count < 100, let step = index.step(ordinal) {
      if step.lane == lane {
        isFound = true
        break
      }
      let state = index.state(ofLane: step.lane, at: position)
      if state == .ready || state == .created || state == .cancelling, !others.contains(step.lane) {
        others.append(step.lane)
      }
      ordinal += 1
    }
    guard isFound || !others.isEmpty else { return "" }
    if others.isEmpty { return ": it is the next one" }
    let names = others.count <= 3 ? list(others.map(name)) : "\(others.count) tasks"
    return " behind \(names)" + (holder(besides: lane).map { ": \($0)" } ?? "")
  }

  /// `parse has held the loop for 3 ms`: whose step all others wait for; nil where it has only begun.
  private func holder(besides lane: Int) -> String? {
    guard let step = index.step(at: position), step.lane != lane, step.last.map({ $0 >= position }) ?? true
    else { return nil }
    let held = now.since(index.time(ofEvent: step.first))
    return held > .zero ? "\(name(step.lane)) has held the loop for \(duration(held))" : nil
  }

  /// `a`, `a and b`, `a, b and 3 more`.
  func list(_ names: [String], limit: Int = 3) -> String { LaneWords.list(names, limit: limit) }

  private func thrown(_ event: TaskEvent?) -> String {
    guard case .resume(_, let exception?)? = event?.kind else { return "" }
    return " Its await raised \(exception)."
  }

  private func waker(_ event: TaskEvent?) -> String {
    guard case .ready(_, let waker)? = event?.kind else { return "it may go on" }
    switch waker {
    case .task(let task): return "woken by \(name(of: task))"
    case .timer: return "its time has come"
    case .io(let what): return "woken by \(what)"
    case .callback(let what): return what.isEmpty ? "woken by a callback" : "woken by the callback \(what)"
    }
  }

  /// What a task waited for, as its history tells it.
  private func awaited(_ awaited: Awaited, at time: TraceTime, position: Int) -> String {
    switch awaited {
    case .sleep(let until): "its sleep of \(duration(until.since(time)))"
    case .task(let task): "the end of \(name(of: task))"
    case .scope(let id): index.scope(of: id).map { scope($0) } ?? "a group of tasks"
    case .resource(let id, let operation): words.resource(id, to: operation, at: position)
    case .io(let what): Self.connection(what)
    case .executor(let what): "a thread: \(what)"
    case .turn: "its next turn: it gave way to the others"
    }
  }

  /// `its gather of 3`.
  func scope(_ number: Int) -> String {
    let count = index.scopes[number].members.count
    return switch index.scopes[number].kind {
    case .taskGroup: "the tasks of its TaskGroup"
    case .gather: "its gather of \(count)"
    case .timeout, .waitFor: "what it gave a deadline"
    case .wait: "its wait of \(count)"
    case .asCompleted: "the next of \(count) to finish"
    case .shield: "what it shields"
    }
  }

  // MARK: Cancelling and ending

  private func cancelling(_ lane: Int) -> String {
    guard let request = lastCancel(lane), let event = run.trace[request] else { return "was asked to stop." }
    return
      "was asked to stop \(moment(event))\(reason(event)); it learns of it at its next turn\(behind(lane))."
  }

  private func lastCancel(_ lane: Int) -> Int? {
    index.lanes[lane].cancels.last { Int($0) < position }.map(Int.init)
  }

  /// By whom and why, as far as that says more than "cancelled".
  func reason(_ event: TaskEvent) -> String {
    guard case .cancel(_, let by, let reason, let message) = event.kind else { return "" }
    let text = message.map { " (\($0))" } ?? ""
    switch reason {
    case .explicit: return by.map { " by \(name(of: $0))" } ?? " by a callback" + text
    case .siblingFailed: return ": a sibling failed" + text
    case .timeout: return ": a deadline passed" + text
    case .shutdown: return ": the loop is closing" + text
    case .passedOn:
      return (by.map { ": \(name(of: $0)), which awaited it," } ?? ": its awaiter") + " was cancelled" + text
    case .interrupt: return ": the program was interrupted" + text
    }
  }

  private func ending(_ lane: Int) -> String {
    guard let finished = index.lanes[lane].finished, let event = run.trace[Int(finished)],
      case .finish(_, let outcome) = event.kind
    else { return "has ended." }
    switch outcome {
    case .returned(let value):
      guard let value, value != "None" else { return "returned \(moment(event))." }
      return "returned \(value) \(moment(event))."
    case .raised(let type, let message):
      return "raised \(message.isEmpty ? type : "\(type): \(message)") \(moment(event))."
    case .cancelled:
      let why = lastCancel(lane).flatMap { run.trace[$0] }.map(reason) ?? ""
      return "was cancelled \(moment(event))\(why)."
    }
  }

  // MARK: Times

  func duration(_ duration: Duration) -> String { DurationText.short(duration, ascii: isASCII) }

  private func moment(_ event: TaskEvent?) -> String {
    guard let event else { return "now" }
    return "at \(duration(event.time.since(.zero)))"
  }

  /// How long ago an event was; nil where no time has passed.
  func waited(_ event: TaskEvent?) -> String? {
    event.flatMap { $0.time < now ? duration(now.since($0.time)) : nil }
  }
}
