import TaskModel

/// What the tasks of one coroutine did up to a position, all together.
package struct CoroutineStatistics: Hashable, Sendable {
  /// One of its lanes: what it is called can be asked of that.
  package var lane: Int
  package var tasks = 0
  package var ended = 0
  package var raised = 0
  package var cancelled = 0
  package var running = Duration.zero
  /// Able to run, and waiting its turn: the loop's latency.
  package var ready = Duration.zero
  package var waiting = Duration.zero
  package var longestStep = Duration.zero
  /// How long each of those lived that have ended, in order.
  package var lives: [Duration] = []

  /// The life that a share of all, 0...1, did not exceed (nearest rank); nil where none has ended.
  package func life(atMost share: Double) -> Duration? {
    guard !lives.isEmpty else { return nil }
    let rank = Int((share * Double(lives.count)).rounded(.up))
    return lives[min(max(1, rank), lives.count) - 1]
  }
}

extension TimelineIndex {
  /// The statistics of each coroutine, those whose tasks ran and were ready longest first, then those with most tasks.
  ///
  /// Looks at so many tasks and at so many spans of each at most, and not at the program's own code.
  package func statistics(at position: Int, lanes limit: Int, spans: Int) -> [CoroutineStatistics] {
    var all: [Int32: CoroutineStatistics] = [:]
    for (number, lane) in lanes.enumerated().prefix(limit) {
      guard lane.task != .program, let created = lane.created, Int(created) < position else { continue }
      var sum = all[lane.coroutine] ?? CoroutineStatistics(lane: number)
      add(number, at: position, spans: spans, to: &sum)
      all[lane.coroutine] = sum
    }
    for key in all.keys { all[key]?.lives.sort() }
    return all.values.sorted {
      ($1.running + $1.ready, $1.tasks, $0.lane) < ($0.running + $0.ready, $0.tasks, $1.lane)
    }
  }

  private func add(_ number: Int, at position: Int, spans: Int, to sum: inout CoroutineStatistics) {
    let lane = lanes[number]
    let mix = mix(ofLane: number, in: 0...position)
    sum.tasks += 1
    sum.running += mix.duration(in: .running) + mix.duration(in: .stalled)
    sum.ready += mix.duration(in: .ready) + mix.duration(in: .created)
    sum.waiting += mix.duration(in: .waiting) + mix.duration(in: .cancelling)
    sum.longestStep = max(sum.longestStep, longestStep(ofLane: number, at: position, spans: spans))
    guard let finished = lane.finished, Int(finished) < position, let created = lane.created else { return }
    sum.ended += 1
    if lane.ending == .raised { sum.raised += 1 }
    if lane.ending == .cancelled { sum.cancelled += 1 }
    sum.lives.append(time(ofEvent: Int(finished)).since(time(ofEvent: Int(created))))
  }

  /// The longest stretch in which a lane ran, a part that blocked the loop included.
  private func longestStep(ofLane number: Int, at position: Int, spans: Int) -> Duration {
    let history = lanes[number].history
    guard let last = history.index(at: position) else { return .zero }
    var longest = Duration.zero
    var began: TraceTime?
    for place in max(0, last - spans)...last {
      let span = history[place]
      guard span.state == .running || span.state == .stalled else {
        began = nil
        continue
      }
      let start = began ?? time(atPosition: span.first)
      began = start
      longest = max(longest, time(atPosition: min(span.end ?? position, position)).since(start))
    }
    return longest
  }
}
