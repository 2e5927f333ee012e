extension Grid {
  /// Fills a part with one cell, which must be one column wide.
  package mutating func fill(_ part: Rect, with cell: Cell) {
    let part = part.intersection(bounds)
    for row in part.row..<part.endRow {
      for column in part.column..<part.endColumn { store(cell, column: column, row: row, isWide: false) }
    }
  }

  /// Changes the style of every cell of a part and leaves what stands there.
  package mutating func restyle(_ part: Rect, _ change: (inout Style) -> Void) {
    let part = part.intersection(bounds)
    for row in part.row..<part.endRow {
      for column in part.column..<part.endColumn { change(&cells[row * width + column].style) }
    }
  }

  /// A line of one glyph to the right.
  package mutating func horizontalLine(
    column: Int, row: Int, length: Int, glyph: String = "─", style: Style = .plain
  ) {
    fill(Rect(column: column, row: row, width: length, height: 1), with: Cell(glyph, style))
  }

  /// A line of one glyph downwards.
  package mutating func verticalLine(
    column: Int, row: Int, length: Int, glyph: String = "│", style: Style = .plain
  ) {
    fill(Rect(column: column, row: row, width: 1, height: length), with: Cell(glyph, style))
  }

  /// Copies another grid onto this one with its top left cell at a place; what lies outside is cut off.
  package mutating func blit(_ other: Grid, column: Int, row: Int) {
    let part = Rect(column: column, row: row, width: other.width, height: other.height).intersection(bounds)
    guard !part.isEmpty else { return }
    for target in part.row..<part.endRow {
      let (first, end) = (target * width + part.column, target * width + part.endColumn)
      let source = (target - row) * other.width - column + part.column
      // Wide characters of which only one half is covered lose the other one.
      if part.column > 0, cells[first].isContinuation { cells[first - 1].text = " " }
      if part.endColumn < width, cells[end].isContinuation { cells[end].text = " " }
      for (offset, place) in (first..<end).enumerated() { cells[place] = other.cells[source + offset] }
      // So do those that are cut.
      if cells[first].isContinuation { cells[first].text = " " }
      let isCut = part.endColumn - column < other.width && other.cells[source + end - first].isContinuation
      if isCut { cells[end - 1].text = " " }
    }
  }

  /// A copy of a part; where the part lies outside, it is blank.
  package func part(_ part: Rect) -> Grid {
    var result = Grid(width: part.width, height: part.height)
    result.blit(self, column: -part.column, row: -part.row)
    return result
  }
}
