/// How many of a set of lanes are in each state, in the order of positions, with sums that answer for any range of them.
///
/// Thirteen bytes a change, and one block of sums every `blockSize` changes; a question costs two binary searches and two blocks
/// at most, however many lanes there are. A task that blocks the loop counts as running.
package struct FoldHistory: Sendable {
  static let blockSize = 16
  /// How many changes are looked at for one position, at most: what a test of the cost counts.
  package static let mostVisited = blockSize

  private var positions: [UInt32] = []
  private var times: [Int64] = []
  /// The state that a lane left and the one that it took, packed.
  private var moves: [UInt8] = []
  /// The sums before each block of changes.
  private var blocks: [Sums] = []
  private var last = Sums()

  /// For each state, by its raw value, how many lanes are in it, and the positions and times at which lanes took it less those
  /// at which they left it: the lanes times a position less that is how many events they have spent in the state.
  struct Sums: Sendable {
    var counts = SIMD8<Int64>()
    var positions = SIMD8<Int64>()
    var times = SIMD8<Int64>()

    mutating func move(_ move: UInt8, at position: Int64, time: Int64) {
      let (old, new) = (Int(move >> 4), Int(move & 7))
      counts[old] &-= 1
      positions[old] &-= position
      times[old] &-= time
      counts[new] &+= 1
      positions[new] &+= position
      times[new] &+= time
    }
  }

  init() {}

  static func packed(from old: LaneState, to new: LaneState) -> UInt8 { old.rawValue << 4 | new.rawValue }

  /// One of the lanes changes its state; positions do not decrease.
  mutating func append(_ move: UInt8, at position: UInt32, time: Int64) {
    if positions.count % Self.blockSize == 0 { blocks.append(last) }
    positions.append(position)
    times.append(time)
    moves.append(move)
    last.move(move, at: Int64(position), time: time)
  }

  /// From where one of the lanes lives to where none does any more; without an end where some still do.
  package var life: Range<Int> {
    guard let first = positions.first, let last = positions.last else { return 0..<0 }
    let isOver = FoldCounts(numbers: self.last.counts).alive == 0
    return Int(first)..<max(Int(first), isOver ? Int(last) : .max)
  }

  /// How many lanes are in each state at a position.
  package func counts(at position: Int) -> FoldCounts {
    FoldCounts(numbers: sums(at: position).sums.counts)
  }

  /// How the lanes divide a range of positions; `time(p)` is the time of the event that led to position p.
  func mix(_ range: ClosedRange<Int>, time: (Int) -> Int64) -> FoldMix {
    let (first, end) = (range.lowerBound, range.upperBound)
    let (lower, next) = sums(at: first)
    // In most cells of a picture nothing changes.
    let upper = next < positions.count && Int(positions[next]) <= end ? sums(at: end).sums : lower
    var mix = FoldMix(counts: FoldCounts(numbers: upper.counts))
    guard next > 0 || upper.counts != lower.counts else { return mix }
    let (began, ended) = (time(first), time(end))
    mix.events =
      Self.spent(upper.counts, upper.positions, Int64(end))
      &- Self.spent(lower.counts, lower.positions, Int64(first))
    mix.nanoseconds =
      Self.spent(upper.counts, upper.times, ended) &- Self.spent(lower.counts, lower.times, began)
    mix.length = Int64(end - first)
    mix.duration = ended &- began
    return mix
  }

  private static func spent(_ counts: SIMD8<Int64>, _ moments: SIMD8<Int64>, _ now: Int64) -> SIMD8<Int64> {
    counts &* SIMD8(repeating: now) &- moments
  }

  /// The sums over the changes up to a position, and how many those are.
  private func sums(at position: Int) -> (sums: Sums, changes: Int) {
    let next = positions.partitioningIndex { Int($0) > position }
    let block = next / Self.blockSize
    guard block < blocks.count else { return (last, next) }
    var sums = blocks[block]
    for change in block * Self.blockSize..<next {
      sums.move(moves[change], at: Int64(positions[change]), time: times[change])
    }
    return (sums, next)
  }
}

/// How many of a set of lanes are in each state.
package struct FoldCounts: Hashable, Sendable {
  var numbers = SIMD8<Int64>()

  package subscript(state: LaneState) -> Int { Int(numbers[Int(state.rawValue)]) }

  /// How many live.
  package var alive: Int {
    self[.created] + self[.ready] + self[.running] + self[.waiting] + self[.cancelling]
  }
}

/// How a set of lanes divides a range of the trace among their states.
package struct FoldMix: Hashable, Sendable {
  var events = SIMD8<Int64>()
  var nanoseconds = SIMD8<Int64>()
  var length: Int64 = 0
  var duration: Int64 = 0
  /// As of the end of the range.
  package var counts = FoldCounts()

  /// Whether a lane is in the state anywhere in the range, however briefly.
  package func contains(_ state: LaneState) -> Bool {
    events[Int(state.rawValue)] > 0 || counts[state] > 0
  }

  /// How much of the range a lane is in the state, in lanes: 1 for one lane all the time, or two for half of it.
  ///
  /// By time, or where the range has none (or `byEvents`) by events.
  package func lanes(in state: LaneState, byEvents: Bool) -> Double {
    if !byEvents, duration > 0 { return Double(nanoseconds[Int(state.rawValue)]) / Double(duration) }
    return length > 0 ? Double(events[Int(state.rawValue)]) / Double(length) : Double(counts[state])
  }
}
