/// The states of one lane in the order of their positions, with sums that answer for any range of them.
///
/// Five bytes a state, and one block of sums every `blockSize` states, so that a cell of a picture that covers a
/// million states costs two binary searches and at most two blocks.
package struct LaneHistory: Sendable {
  static let blockSize = 32

  /// Where each state begins; increases strictly.
  private var positions: [UInt32] = []
  private var states: [UInt8] = []
  /// The sums over the states before each block.
  private var blocks: [Totals] = []
  /// When the last state began, and the sums of all states before it.
  private var lastTime: Int64 = 0
  private var before = Totals()

  /// For each state, by its raw value: how many events and nanoseconds it lasted.
  struct Totals: Sendable {
    var events = SIMD8<UInt32>(repeating: 0)
    var time = SIMD8<Int64>(repeating: 0)
  }

  init() {}

  package var count: Int { positions.count }
  var last: LaneState { states.last.flatMap(LaneState.init) ?? .absent }
  var lastPosition: Int { positions.last.map(Int.init) ?? 0 }

  /// Begins a state; one that begins where the last one did takes its place.
  mutating func begin(_ state: LaneState, at position: UInt32, time: Int64) {
    if positions.last == position {
      states[states.count - 1] = state.rawValue
      return
    }
    if let from = positions.last {
      let last = Int(states[states.count - 1])
      before.events[last] &+= position &- from
      before.time[last] &+= time &- lastTime
    }
    if positions.count % Self.blockSize == 0 { blocks.append(before) }
    positions.append(position)
    states.append(state.rawValue)
    lastTime = time
  }

  /// The index of the state that holds at a position; nil before the first one.
  package func index(at position: Int) -> Int? {
    let next = positions.partitioningIndex { Int($0) > position }
    return next == 0 ? nil : next - 1
  }

  package subscript(index: Int) -> Span {
    Span(
      state: LaneState(rawValue: states[index]) ?? .absent, first: Int(positions[index]),
      end: index + 1 < positions.count ? Int(positions[index + 1]) : nil)
  }

  package func state(at position: Int) -> LaneState {
    index(at: position).flatMap { LaneState(rawValue: states[$0]) } ?? .absent
  }

  /// How the lane divides a range of positions: from the state that holds at its lower bound to that at its upper one.
  ///
  /// `time(p)` is the time of the event that led to position p.
  func mix(_ range: ClosedRange<Int>, time: (Int) -> Int64) -> LaneMix {
    guard !positions.isEmpty else { return LaneMix() }
    let upper = totals(upTo: range.upperBound, time: time)
    let lower = totals(upTo: range.lowerBound, time: time)
    var mix = LaneMix()
    mix.events = upper.totals.events &- lower.totals.events
    mix.nanoseconds = upper.totals.time &- lower.totals.time
    mix.visited = upper.visited + lower.visited
    for state in LaneState.allCases where mix.events[Int(state.rawValue)] > 0 { mix.insert(state) }
    mix.insert(state(at: range.lowerBound))
    mix.insert(state(at: range.upperBound))
    return mix
  }

  private func totals(upTo position: Int, time: (Int) -> Int64) -> (totals: Totals, visited: Int) {
    guard let holds = index(at: position) else { return (Totals(), 0) }
    let block = holds / Self.blockSize
    var sum = blocks[block]
    var visited = 0
    for i in block * Self.blockSize...holds {
      let from = Int(positions[i])
      let to = i == holds ? position : Int(positions[i + 1])
      let state = Int(states[i])
      sum.events[state] &+= UInt32(truncatingIfNeeded: to - from)
      sum.time[state] &+= time(to) &- time(from)
      visited += 1
    }
    return (sum, visited)
  }
}

/// How a lane divides a range of the trace among its states.
package struct LaneMix: Hashable, Sendable {
  var events = SIMD8<UInt32>(repeating: 0)
  var nanoseconds = SIMD8<Int64>(repeating: 0)
  private var present: UInt8 = 0
  /// How many states were looked at to answer: what a test of the cost counts.
  package var visited = 0

  init() {}

  mutating func insert(_ state: LaneState) { present |= 1 << state.rawValue }

  /// Whether the state holds anywhere in the range, however briefly.
  package func contains(_ state: LaneState) -> Bool { present & (1 << state.rawValue) != 0 }

  package func events(in state: LaneState) -> Int { Int(events[Int(state.rawValue)]) }

  package func duration(in state: LaneState) -> Duration { .nanoseconds(nanoseconds[Int(state.rawValue)]) }

  /// The share of the range in a state, 0...1: of its time, or where it has none (or `byEvents`), of its events.
  package func share(of state: LaneState, byEvents: Bool) -> Double {
    let time = nanoseconds.wrappedSum()
    if !byEvents, time > 0 { return Double(nanoseconds[Int(state.rawValue)]) / Double(time) }
    let all = events.wrappedSum()
    return all > 0 ? Double(events[Int(state.rawValue)]) / Double(all) : 0
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element satisfies a predicate that is false up to some element and true from there on.
  package func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
