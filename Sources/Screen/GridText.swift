extension Grid {
  /// Writes text from a column on, safe whatever the text holds, and returns the column after it.
  ///
  /// - Parameters:
  ///   - width: how many cells it may take at most; by default all up to the edge.
  ///   - ellipsis: what ends a text that does not fit; by default it is just cut.
  @discardableResult
  package mutating func put(
    _ text: String, column: Int, row: Int, width: Int? = nil, style: Style = .plain, ellipsis: String? = nil
  ) -> Int {
    draw(text, column: column, row: row, width: width, ellipsis: ellipsis) { _ in style }
  }

  /// Writes text over what is there, keeping each cell's background; returns the column after it.
  @discardableResult
  package mutating func overlay(
    _ text: String, column: Int, row: Int, width: Int? = nil, foreground: Color,
    attributes: Style.Attributes = [], ellipsis: String? = nil
  ) -> Int {
    draw(text, column: column, row: row, width: width, ellipsis: ellipsis) {
      Style(foreground, on: $0.background, attributes)
    }
  }

  /// Writes text so that it ends before a column; a text longer than `width` cells keeps its beginning and the ellipsis.
  ///
  /// Returns the column at which it begins.
  @discardableResult
  package mutating func putRight(
    _ text: String, before column: Int, row: Int, width: Int? = nil, style: Style = .plain,
    ellipsis: String = "…"
  ) -> Int {
    let text = DisplayText.truncated(text, to: width ?? max(0, column), ellipsis: ellipsis)
    let start = column - DisplayText.width(text)
    put(text, column: start, row: row, style: style)
    return start
  }

  /// Writes text in the middle of a range of columns, truncated where it does not fit.
  package mutating func putCentered(
    _ text: String, columns: Range<Int>, row: Int, style: Style = .plain, ellipsis: String = "…"
  ) {
    let text = DisplayText.truncated(text, to: columns.count, ellipsis: ellipsis)
    put(
      text, column: columns.lowerBound + (columns.count - DisplayText.width(text)) / 2, row: row, style: style
    )
  }

  private mutating func draw(
    _ text: String, column: Int, row: Int, width limit: Int?, ellipsis: String?, style: (Style) -> Style
  ) -> Int {
    let room = max(0, min(limit ?? Int.max, self.width.saturatingAdd(-max(column, -Int.max))))
    let text = ellipsis.map { DisplayText.truncated(text, to: room, ellipsis: $0) } ?? text
    let isRowInside = row >= 0 && row < height
    var position = max(column, -Int.max)
    var used = 0
    for glyph in DisplayGlyphs(text) {
      guard glyph.width <= room - used else { break }
      if isRowInside && position + glyph.width > 0 {
        // Of a wide character that begins left of the edge, only a blank half can be shown.
        let isCut = position < 0
        let target = max(0, position)
        let look = style(cells[row * self.width + target].style)
        store(
          Cell(isCut ? " " : glyph.text, look), column: target, row: row, isWide: glyph.width == 2 && !isCut)
      }
      position += glyph.width
      used += glyph.width
    }
    return position
  }
}
