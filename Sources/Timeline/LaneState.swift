/// What a task does at one moment, as a reader of its lane sees it.
package enum LaneState: UInt8, Hashable, Sendable, CaseIterable {
  /// It does not exist yet.
  case absent
  /// It exists, has not run, and waits for its first turn.
  case created
  /// It may go on and waits its turn: what this costs is the loop's latency.
  case ready
  case running
  /// It runs and holds the loop up: nothing else can run.
  case stalled
  case waiting
  /// It was asked to stop, and has not been told yet.
  case cancelling
  case ended

  /// Whether the task's lane has a bar here.
  package var isAlive: Bool { self != .absent && self != .ended }
}

/// How many tasks are in each state.
package struct StateCounts: Hashable, Sendable {
  var numbers = SIMD8<UInt32>(repeating: 0)

  package init() {}

  package subscript(state: LaneState) -> Int { Int(numbers[Int(state.rawValue)]) }

  /// How many live.
  package var alive: Int {
    LaneState.allCases.reduce(0) { $1.isAlive ? $0 + self[$1] : $0 }
  }

  mutating func move(from old: LaneState, to new: LaneState) {
    if old != .absent { numbers[Int(old.rawValue)] &-= 1 }
    if new != .absent { numbers[Int(new.rawValue)] &+= 1 }
  }
}
