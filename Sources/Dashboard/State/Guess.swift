import TaskModel
import Timeline

/// The question that a covered future asks: who runs next?
struct Guess {
  /// Who may be chosen with a digit: lanes, in the order of their rows.
  let choices: [Int]
  /// The step that comes next.
  let next: Step
  /// When it begins.
  private let time: TraceTime
  private let facts: LoopFacts

  /// More are no question for a room.
  static let mostChoices = 5

  fileprivate init(_ run: RunState, next: Step) {
    let index = run.trace.index
    facts = LoopFacts(run)
    self.next = next
    time = index.time(ofEvent: next.first)
    let position = run.camera.playhead.position
    let looked = index.lanes.indices.prefix(LoopFacts.looked).filter { index.lanes[$0].task != .program }
    func lanes(_ state: LaneState) -> [Int] {
      looked.filter { index.state(ofLane: $0, at: position) == state }
    }
    // Who may run comes before those who wait.
    var others: [Int] = []
    let candidates = facts.ready + lanes(.cancelling) + facts.timers.map(\.lane) + lanes(.waiting)
    for lane in candidates where lane != next.lane && !others.contains(lane) {
      others.append(lane)
      if others.count == Self.mostChoices - 1 { break }
    }
    func rank(_ lane: Int) -> Int { index.row(ofNode: index.node(ofLane: lane)) ?? 0 }
    choices = ([next.lane] + others).sorted { rank($0) < rank($1) }
  }

  /// Why the next step is that of the one it is, in words.
  func reason(_ words: TaskWords) -> String {
    let name = words.name(next.lane)
    if words.state(next.lane) == .cancelling {
      return "\(name) was asked to stop, and is the first to learn of it."
    }
    let others = facts.ready.filter { $0 != next.lane }
    if facts.ready.first == next.lane {
      guard !others.isEmpty else { return "\(name) is the only one that is ready." }
      return "\(name) stands first in the queue, before \(words.list(others.map(words.name)))."
    }
    guard facts.ready.isEmpty else { return "it is the turn of \(name)." }
    // A timer that is due later is not what wakes it.
    guard let timer = facts.timers.first(where: { $0.lane == next.lane && $0.due == time }) else {
      return "nobody is ready, and what wakes \(name) comes first."
    }
    return
      "nobody is ready, and the time of \(name) comes first, at \(words.duration(timer.due.since(.zero)))."
  }

  /// Why somebody else does not run next.
  func objection(to lane: Int, _ words: TaskWords) -> String {
    let name = words.name(lane)
    switch words.state(lane) {
    case .ready, .created: return "\(name) is ready, too, but "
    case .waiting: return "\(name) still waits; "
    case .ended: return "\(name) has ended; "
    case .absent: return "\(name) does not exist yet; "
    case .cancelling: return "\(name) was asked to stop, too, but "
    case .running, .stalled: return ""
    }
  }
}

/// How often a guess was right.
struct GuessTally: Hashable, Sendable {
  var right = 0
  var asked = 0
}

extension RunState {
  /// Whether the question is asked: the future is covered, and the next step is that of a task that is there already.
  var asksWhoIsNext: Bool { nextStepToGuess != nil }

  private var nextStepToGuess: Step? {
    guard camera.hidesFuture, !play.isPlaying, !play.follows else { return nil }
    let index = trace.index
    let position = camera.playhead.position
    guard let step = index.step(index.stepsBegun(at: position)) else { return nil }
    return index.state(ofLane: step.lane, at: position).isAlive ? step : nil
  }

  /// The question at the playhead; nil where none is asked.
  var guess: Guess? { nextStepToGuess.map { Guess(self, next: $0) } }
}
