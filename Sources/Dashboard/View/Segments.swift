import Screen

/// Pieces of one line with styles of their own.
struct Segments {
  private(set) var pieces: [(text: String, style: Style)] = []

  var width: Int { pieces.reduce(0) { $0 + DisplayText.width($1.text) } }
  var isEmpty: Bool { pieces.isEmpty }

  mutating func add(_ text: String, _ style: Style) { pieces.append((text, style)) }

  /// Draws as much as fits before a column and returns the column behind it.
  @discardableResult
  func draw(on grid: inout Grid, column: Int, row: Int, before end: Int, ellipsis: String? = nil) -> Int {
    var column = column
    for (index, piece) in pieces.enumerated() where column < end {
      let rest = pieces[(index + 1)...].reduce(0) { $0 + DisplayText.width($1.text) }
      let isCut = column + DisplayText.width(piece.text) + rest > end
      column = grid.put(
        piece.text, column: column, row: row, width: end - column, style: piece.style,
        ellipsis: isCut ? ellipsis : nil)
    }
    return column
  }
}
