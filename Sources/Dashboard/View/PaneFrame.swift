import Screen

/// Draws a pane's title line and gives what is left for its content.
///
/// The pane that has the keys has a bold title.
func drawFrame(
  _ title: String, note: String? = nil, isFocused: Bool, _ theme: Theme, on grid: inout Grid, in part: Rect
) -> Rect {
  guard !part.isEmpty else { return part }
  grid.horizontalLine(
    column: part.column, row: part.row, length: part.width, glyph: theme.glyphs.rule, style: theme[.border])
  let style = theme[isFocused ? .strong : .paneTitle]
  let end = grid.put(
    " \(title) ", column: part.column + 1, row: part.row, width: max(0, part.width - 2), style: style)
  if let note {
    grid.put(
      "\(note) ", column: end, row: part.row, width: part.endColumn - end - 1, style: theme[.dim],
      ellipsis: theme.glyphs.ellipsis)
  }
  // The pane on the left ends here.
  if part.column > 0 {
    grid.verticalLine(
      column: part.column, row: part.row + 1, length: part.height - 1, glyph: theme.glyphs.separator,
      style: theme[.border])
  }
  return paneContent(part)
}

/// What a pane has for its content: without its title, and the line between it and the pane on its left.
func paneContent(_ part: Rect) -> Rect {
  part.split(top: 1).rest.inset(left: part.column > 0 ? 2 : 1, right: 1)
}

/// Draws a pane's lines from the one on to which it is scrolled, and never further than to its last one.
func drawLines(_ lines: [Segments], scroll: Int, _ theme: Theme, on grid: inout Grid, in content: Rect) {
  let first = min(scroll, max(0, lines.count - content.height))
  for (row, line) in lines.dropFirst(first).prefix(content.height).enumerated() {
    line.shortened(to: content.width, ellipsis: theme.glyphs.ellipsis).draw(
      on: &grid, column: content.column, row: content.row + row, before: content.endColumn)
  }
}
