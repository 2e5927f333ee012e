import Screen

/// The line at the bottom of a still: what the colours and textures of the lanes mean.
struct LegendView {
  private let theme: Theme

  init(_ theme: Theme) { self.theme = theme }

  func draw(on grid: inout Grid, in part: Rect) {
    let glyphs = theme.glyphs
    let entries: [(String, Role, String)] = [
      (glyphs.running, .running, "running"), (glyphs.ready, .ready, "ready, waits its turn"),
      (glyphs.waiting, .waiting, "waiting"), (glyphs.cancelling, .cancelling, "asked to stop"),
      (glyphs.stalled, .stalled, "blocks the loop"),
    ]
    var column = part.column + 1
    for (glyph, role, text) in entries {
      let width = 3 + DisplayText.width(text)
      guard column + width < part.endColumn else { return }
      grid.put(glyph + glyph, column: column, row: part.row, style: theme[role])
      column = grid.put(text, column: column + 3, row: part.row, style: theme[.dim]) + 3
    }
  }
}
