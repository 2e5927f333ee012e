/// A rectangle of cells: what every view draws and every output paints.
///
/// Drawing outside it is clipped, so views need no bounds checks of their own. A wide character always has its
/// continuation cell on the right; writing over one half of it blanks the other.
package struct Grid: Hashable, Sendable {
  package let width: Int
  package let height: Int
  /// Row by row, `width` cells each.
  package internal(set) var cells: [Cell]

  /// A blank grid; negative sizes count as 0, and `fill` must be one cell wide.
  package init(width: Int, height: Int, fill: Cell = .blank) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: fill, count: self.width * self.height)
  }

  /// The whole grid.
  package var bounds: Rect { Rect(width: width, height: height) }

  /// One cell; blank outside. What is written counts its own width, and a wide character without room is left out.
  package subscript(column: Int, row: Int) -> Cell {
    get { contains(column, row) ? cells[row * width + column] : .blank }
    set {
      guard contains(column, row) else { return }
      let isWide = newValue.text.utf8.count > 1 && DisplayText.width(newValue.text) > 1
      store(newValue, column: column, row: row, isWide: isWide)
    }
  }

  /// Writes a cell whose text is known to be one column wide, as that of a glyph that pictures are drawn with; clipped.
  package mutating func setNarrow(_ cell: Cell, column: Int, row: Int) {
    if contains(column, row) { store(cell, column: column, row: row, isWide: false) }
  }

  package func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && row >= 0 && column < width && row < height
  }

  /// The cells of one row; none outside.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    guard row >= 0 && row < height else { return [] }
    return cells[row * width..<(row + 1) * width]
  }

  /// Writes a cell that lies inside, keeping the two halves of wide characters together.
  mutating func store(_ cell: Cell, column: Int, row: Int, isWide: Bool) {
    let index = row * width + column
    if cell.isContinuation {
      // Only the style of a right half can be set; a right half without a left one is a blank.
      cells[index].style = cell.style
      if !cells[index].isContinuation { cells[index].text = " " }
      return
    }
    if cells[index].isContinuation && column > 0 { cells[index - 1].text = " " }
    let last = isWide && column + 1 < width ? index + 1 : index
    if (last + 1) % width != 0 && cells[last + 1].isContinuation { cells[last + 1].text = " " }
    cells[index] = isWide && last == index ? Cell(" ", cell.style) : cell
    if last > index { cells[last] = Cell("", cell.style) }
  }
}
