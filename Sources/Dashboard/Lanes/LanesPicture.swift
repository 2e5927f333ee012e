package import Screen
package import TaskModel
package import Timeline

/// The picture of a timeline's lanes, and what stands where in it.
package struct LanesPicture: Sendable {
  package var grid: Grid
  /// What each row of the grid shows, from the top.
  package var rows: [RowContent]
  /// The first column of the time axis.
  package var axisColumn: Int
  /// For each column of the axis, the position behind what it shows.
  package var positions: [Int]
  /// The first row of lanes that is shown, which is the camera's unless that lies behind the last one.
  package var firstRow: Int
  /// How many rows of lanes are shown, and how many there are.
  package var shownRows: Int
  package var rowCount: Int
  /// Whether they stand apart, with room for what arrows say between them.
  package var isSpaced: Bool
  /// Whether something that was printed is not there, or not the whole of it.
  package var cutsOutput: Bool
  package var axis: AxisLayout
  /// How many spans were looked at to draw it: what a test of the cost counts.
  package var visitedSpans: Int

  package enum RowContent: Hashable, Sendable {
    case blank
    case ruler
    case minimap
    case task(TaskID)
    /// A scope, with the task that owns it.
    case scope(ScopeID, owner: TaskID)
    case resource(ResourceID)
    case output
    case summary
  }

  /// The rows from the top to the last one with anything in it.
  package var usedRows: Int { (rows.lastIndex { $0 != .blank } ?? -1) + 1 }

  /// The task whose lane, or whose scope, stands in a row.
  package func task(atRow row: Int) -> TaskID? {
    guard rows.indices.contains(row) else { return nil }
    switch rows[row] {
    case .task(let task): return task
    case .scope(_, let owner): return owner
    case .blank, .ruler, .minimap, .resource, .output, .summary: return nil
    }
  }

  /// The position that a playhead takes when it is put on a column of the grid; nil left of the axis.
  package func position(atColumn column: Int) -> Int? {
    guard column >= axisColumn, !positions.isEmpty else { return nil }
    return positions[min(column - axisColumn, positions.count - 1)]
  }
}
