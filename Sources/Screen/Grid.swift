/// A rectangle of cells: what every view draws and every output paints.
///
/// Drawing outside it is clipped, so views need no bounds checks of their own.
package struct Grid: Hashable, Sendable {
  package let width: Int
  package let height: Int
  package private(set) var cells: [Cell]

  /// A blank grid; negative sizes count as 0.
  package init(width: Int, height: Int, fill: Cell = .blank) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: fill, count: self.width * self.height)
  }

  package subscript(column: Int, row: Int) -> Cell {
    get { contains(column, row) ? cells[row * width + column] : .blank }
    set { if contains(column, row) { cells[row * width + column] = newValue } }
  }

  package func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && row >= 0 && column < width && row < height
  }
}
