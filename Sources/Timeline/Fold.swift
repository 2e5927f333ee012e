/// A folded subtree: its task and all that is not drawn below it, in one row.
package struct Fold: Sendable {
  /// How many rows it has taken in.
  package internal(set) var rows = RowTally()
  /// How many tasks it stands for, its own included.
  package internal(set) var tasks = 0
  /// What they do, all together.
  package internal(set) var history = FoldHistory()
  /// The events with which they failed, were cancelled, or ended in any way, in order.
  package internal(set) var failures: [UInt32] = []
  package internal(set) var cancellations: [UInt32] = []
  package internal(set) var endings: [UInt32] = []
  /// The positions at which one of them began to block the loop, and those at which it no longer did, in order.
  var stalls: [(first: UInt32, end: UInt32)] = []

  /// Whether one of them blocks the loop anywhere in a range of positions.
  package func isStalled(in range: ClosedRange<Int>) -> Bool {
    let next = stalls.partitioningIndex { Int($0.first) > range.upperBound }
    return next > 0 && Int(stalls[next - 1].end) > range.lowerBound
  }

  /// How many of some events, in order, have happened at a position.
  package static func count(_ events: [UInt32], at position: Int) -> Int {
    events.partitioningIndex { Int($0) >= position }
  }

  /// The last of some events, in order, that is in a range.
  package static func last(_ events: [UInt32], in range: Range<Int>) -> Int? {
    let next = count(events, at: range.upperBound)
    return next > 0 && Int(events[next - 1]) >= range.lowerBound ? Int(events[next - 1]) : nil
  }
}

extension TimelineIndex {
  /// How the lanes of a fold divide a range of positions; without times where only events are to be compared.
  package func mix(of fold: Fold, in positions: ClosedRange<Int>, timed: Bool = true) -> FoldMix {
    fold.history.mix(positions) { timed ? moments.time(ofEvent: $0 - 1) : 0 }
  }

  /// Fills folds with what their lanes did: for each lane, `foldOfLane` is the number of its fold, or -1.
  ///
  /// In one pass over all states and one over all positions.
  func fill(_ folds: inout [Fold], foldOfLane: [Int32]) {
    // At most one lane changes its state at one position.
    var foldAt = [Int32](repeating: -1, count: count + 2)
    var moveAt = [UInt8](repeating: 0, count: count + 2)
    for (lane, fold) in foldOfLane.enumerated() where fold >= 0 {
      var old = LaneState.absent
      let history = lanes[lane].history
      for number in 0..<history.count {
        let span = history[number]
        if span.state == .stalled {
          folds[Int(fold)].stalls.append((UInt32(span.first), UInt32(span.end ?? count)))
        }
        let new = span.state == .stalled ? .running : span.state
        guard new != old else { continue }
        foldAt[span.first] = fold
        moveAt[span.first] = FoldHistory.packed(from: old, to: new)
        old = new
      }
      folds[Int(fold)].tasks += 1
      end(lane, in: &folds[Int(fold)])
    }
    for fold in folds.indices { folds[fold].sort() }
    for instant in 0..<moments.instantStarts.count {
      let time = moments.instantTimes[instant]
      for event in Int(moments.instantStarts[instant])..<moments.end(ofInstant: instant)
      where foldAt[event + 1] >= 0 {
        folds[Int(foldAt[event + 1])].history.append(moveAt[event + 1], at: UInt32(event + 1), time: time)
      }
    }
  }

  private func end(_ lane: Int, in fold: inout Fold) {
    guard let finished = lanes[lane].finished else { return }
    fold.endings.append(finished)
    if lanes[lane].ending == .raised { fold.failures.append(finished) }
    if lanes[lane].ending == .cancelled { fold.cancellations.append(finished) }
  }
}

extension Fold {
  fileprivate mutating func sort() {
    endings.sort()
    failures.sort()
    cancellations.sort()
    stalls.sort { $0.first < $1.first }
  }
}
