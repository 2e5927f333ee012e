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
    let marks: [(String, Role, String)] = [
      (glyphs.birth, .createArrow, "created"), (glyphs.deadline, .deadline, "its timer fires"),
    ]
    let note = [(glyphs.note, Role.note, "note")]
    var column = part.column + 1
    for (glyph, role, text) in marks + entries.map({ ($0.0 + $0.0, $0.1, $0.2) }) + note {
      let width = DisplayText.width(glyph) + 1
      guard column + width + DisplayText.width(text) < part.endColumn else { return }
      grid.put(glyph, column: column, row: part.row, style: theme[role])
      column = grid.put(text, column: column + width, row: part.row, style: theme[.dim]) + 2
    }
  }
}
