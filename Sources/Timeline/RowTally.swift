/// How many rows there are somewhere, and how many of their tasks failed or were cancelled.
package struct RowTally: Hashable, Sendable {
  package var rows = 0
  package var raised = 0
  package var cancelled = 0

  package init(rows: Int = 0, raised: Int = 0, cancelled: Int = 0) {
    self.rows = rows
    self.raised = raised
    self.cancelled = cancelled
  }

  /// Counts a row of a task that ended so, or of anything else.
  mutating func add(_ ending: Lane.Ending?) {
    rows += 1
    if ending == .raised { raised += 1 }
    if ending == .cancelled { cancelled += 1 }
  }

  package static func += (sum: inout RowTally, more: RowTally) {
    sum = RowTally(
      rows: sum.rows + more.rows, raised: sum.raised + more.raised, cancelled: sum.cancelled + more.cancelled)
  }

  package static func - (all: RowTally, part: RowTally) -> RowTally {
    RowTally(
      rows: all.rows - part.rows, raised: all.raised - part.raised, cancelled: all.cancelled - part.cancelled)
  }
}
