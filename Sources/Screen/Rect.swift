/// A part of a grid, in cells; an empty one has a width or height of 0, never less.
package struct Rect: Hashable, Sendable {
  package var column: Int
  package var row: Int
  package let width: Int
  package let height: Int

  package init(column: Int = 0, row: Int = 0, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package var isEmpty: Bool { width == 0 || height == 0 }

  /// The column right of the last one.
  package var endColumn: Int { column.saturatingAdd(width) }

  /// The row below the last one.
  package var endRow: Int { row.saturatingAdd(height) }

  package func contains(column: Int, row: Int) -> Bool {
    column >= self.column && row >= self.row && column < endColumn && row < endRow
  }

  package func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top, width: min(endColumn, other.endColumn) - left,
      height: min(endRow, other.endRow) - top)
  }

  /// What is left after taking away this many cells at each edge.
  package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    Rect(column: column + left, row: row + top, width: width - left - right, height: height - top - bottom)
  }

  /// The first `rows` rows (as many as there are) and the rest.
  package func split(top rows: Int) -> (top: Rect, rest: Rect) {
    let rows = min(max(0, rows), height)
    return (
      Rect(column: column, row: row, width: width, height: rows),
      Rect(column: column, row: row + rows, width: width, height: height - rows)
    )
  }

  /// The first `columns` columns (as many as there are) and the rest.
  package func split(left columns: Int) -> (left: Rect, rest: Rect) {
    let columns = min(max(0, columns), width)
    return (
      Rect(column: column, row: row, width: columns, height: height),
      Rect(column: column + columns, row: row, width: width - columns, height: height)
    )
  }
}

extension Int {
  /// A sum that stays at the greatest (or least) number instead of overflowing: places far outside a grid are just outside.
  func saturatingAdd(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}
