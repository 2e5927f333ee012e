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
    for target in part.row..<part.endRow {
      let source = (target - row) * other.width - column
      for place in part.column..<part.endColumn {
        let cell = other.cells[source + place]
        if cell.isContinuation {
          // The left half, drawn just before, has brought it; at the cut edge there is none.
          if place == part.column { store(Cell(" ", cell.style), column: place, row: target, isWide: false) }
          continue
        }
        let isWide = place + 1 - column < other.width && other.cells[source + place + 1].isContinuation
        store(cell, column: place, row: target, isWide: isWide)
      }
    }
  }

  /// A copy of a part; where the part lies outside, it is blank.
  package func part(_ part: Rect) -> Grid {
    var result = Grid(width: part.width, height: part.height)
    result.blit(self, column: -part.column, row: -part.row)
    return result
  }
}
