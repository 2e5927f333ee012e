import TaskModel
import Timeline

/// What the loop has before it at a position: who runs, who is ready in which order, and which timers are set.
struct LoopFacts {
  /// The lane that runs now.
  var running: Int?
  /// The lanes that may run, in the order in which they will.
  var ready: [Int] = []
  /// How many are ready in all.
  var readyCount = 0
  /// The lanes that wait for anything but time: what others do, the network, a thread.
  var others: [Int] = []
  /// The timers that are known, the next one first.
  var timers: [Timer] = []

  struct Timer: Hashable {
    var due: TraceTime
    /// Who sleeps until then, or whose deadline it is.
    var lane: Int
    /// The timeout that it belongs to; nil for a sleep.
    var scope: Int?
  }

  /// Of more tasks and scopes than these not all are looked at.
  static let looked = 4096

  init(_ run: RunState) {
    let index = run.trace.index
    let position = run.camera.playhead.position
    let counts = index.counts(at: position)
    readyCount = counts[.ready] + counts[.created]
    running = index.step(at: position).flatMap { Self.runs($0.lane, position, index) ? $0.lane : nil }
    for lane in index.lanes.indices.prefix(Self.looked) where index.lanes[lane].task != .program {
      guard let span = index.span(ofLane: lane, at: position) else { continue }
      switch span.state {
      case .ready, .created: ready.append(lane)
      case .waiting:
        if case .suspend(_, .sleep(let until), _)? = run.trace[span.event]?.kind {
          timers.append(Timer(due: until, lane: lane))
        } else {
          others.append(lane)
        }
      default: break
      }
    }
    // Who was put into the queue first, runs first.
    let since = ready.map { index.span(ofLane: $0, at: position)?.first ?? 0 }
    ready = zip(since, ready).sorted { $0.0 < $1.0 }.map(\.1)
    timers += Self.deadlines(index, position)
    timers.sort { ($0.due, $0.lane) < ($1.due, $1.lane) }
  }

  private static func runs(_ lane: Int, _ position: Int, _ index: TimelineIndex) -> Bool {
    let state = index.state(ofLane: lane, at: position)
    return state == .running || state == .stalled
  }

  /// The deadlines that are set at a position and have not fired.
  private static func deadlines(_ index: TimelineIndex, _ position: Int) -> [Timer] {
    index.scopes.indices.prefix(looked).compactMap { number in
      let scope = index.scopes[number]
      guard Int(scope.entered) < position, scope.exited.map({ Int($0) >= position }) ?? true,
        let deadline = scope.deadlines.last(where: { Int($0.event) < position })?.deadline,
        deadline >= index.time(atPosition: position)
      else { return nil }
      return Timer(due: deadline, lane: scope.owner, scope: number)
    }
  }
}
