package import TaskModel

/// A stretch of a lane in which the state does not change.
///
/// Positions count events that have happened: the state holds from `first` on, up to but not including `end`.
package struct Span: Hashable, Sendable {
  package var state: LaneState
  package var first: Int
  /// The position of the next state; nil where this one lasts to the end of the trace.
  package var end: Int?

  package init(state: LaneState, first: Int, end: Int?) {
    self.state = state
    self.first = first
    self.end = end
  }

  /// The event that began the state, an offset into the trace.
  package var event: Int { max(0, first - 1) }
}

/// A task's turn on the loop: from a resume to the suspend or finish that ends it.
package struct Step: Hashable, Sendable {
  /// From 0, among all steps of tasks; the program's own code outside tasks is not numbered.
  package var ordinal: Int
  package var lane: Int
  /// The offset of its resume.
  package var first: Int
  /// The offset of the suspend or finish that ends it; nil while it runs.
  package var last: Int?
}

/// All events of one time.
package struct Instant: Hashable, Sendable {
  package var ordinal: Int
  package var time: TraceTime
  /// The offsets of its events.
  package var events: Range<Int>
}
