import Screen

/// The lines at the bottom of a still: what the textures and signs that it shows mean.
struct LegendView {
  private let theme: Theme

  init(_ theme: Theme) { self.theme = theme }

  /// A still of so many rows can spare two for the legend.
  static func height(ofStill rows: Int) -> Int { rows >= 28 ? 2 : 1 }

  /// Explains what is on the grid above the part; what there is no room for is left out, the signs first.
  func draw(on grid: inout Grid, in part: Rect) {
    let lines = lines(of: entries.filter { isShown($0, on: grid, above: part.row) }, width: part.width - 2)
      .prefix(part.height)
    for (row, line) in zip((part.endRow - lines.count)..., lines) {
      var column = part.column + 1
      for entry in line {
        grid.put(entry.sign, column: column, row: row, style: theme[entry.role])
        column += DisplayText.width(entry.sign) + 1
        column = grid.put(entry.meaning, column: column, row: row, style: theme[.dim]) + 2
      }
    }
  }

  private struct Entry {
    /// The cell that is looked for.
    var glyph: String
    var role: Role
    var meaning: String
    /// Textures are shown two cells wide.
    var isTexture = false
    /// What is shown, where that is more than the cell that is looked for.
    var shown: String?

    var sign: String { shown ?? (isTexture ? glyph + glyph : glyph) }
    var width: Int { DisplayText.width(sign) + 1 + DisplayText.width(meaning) }
  }

  private var entries: [Entry] {
    let glyphs = theme.glyphs
    return [
      Entry(glyph: glyphs.running, role: .running, meaning: "running", isTexture: true),
      Entry(glyph: glyphs.ready, role: .ready, meaning: "ready, waits its turn", isTexture: true),
      Entry(glyph: glyphs.waiting, role: .waiting, meaning: "waiting", isTexture: true),
      Entry(glyph: glyphs.cancelling, role: .cancelling, meaning: "asked to stop", isTexture: true),
      Entry(glyph: glyphs.stalled, role: .stalled, meaning: "blocks the loop", isTexture: true),
      Entry(glyph: glyphs.birth, role: .createArrow, meaning: "created"),
      Entry(glyph: glyphs.deadline, role: .deadline, meaning: "a timer fires"),
      Entry(glyph: glyphs.returned, role: .returned, meaning: "returned"),
      Entry(glyph: glyphs.raised, role: .raised, meaning: "failed"),
      Entry(glyph: glyphs.cancelled, role: .cancelled, meaning: "cancelled"),
    ] + arrows(.wakeArrow, "wakes") + arrows(.cancelArrow, "asks to stop") + [
      Entry(
        glyph: glyphs.scopeLine, role: .wakeArrow, meaning: "in use, others wait",
        shown: glyphs.scopeLine + glyphs.scopeLine),
      Entry(glyph: glyphs.scopeMark, role: .raised, meaning: "a member fails"),
      Entry(glyph: glyphs.counterfactualEnd, role: .counterfactual, meaning: "had it not been stopped"),
      Entry(glyph: glyphs.note, role: .note, meaning: "note"),
    ]
  }

  private func arrows(_ role: Role, _ meaning: String) -> [Entry] {
    let both = theme.glyphs.arrowUp + theme.glyphs.arrowDown
    return [theme.glyphs.arrowUp, theme.glyphs.arrowDown].map {
      Entry(glyph: $0, role: role, meaning: meaning, shown: both)
    }
  }

  /// Whether a cell above the legend has a glyph, in the colour of its role.
  private func isShown(_ entry: Entry, on grid: Grid, above bottom: Int) -> Bool {
    let colour = theme[entry.role].foreground
    return (0..<bottom).contains { row in
      (0..<grid.width).contains { column in
        let cell = grid[column, row]
        return cell.text == entry.glyph && (entry.isTexture || cell.style.foreground == colour)
      }
    }
  }

  /// The entries in lines, one for each meaning.
  private func lines(of entries: [Entry], width: Int) -> [[Entry]] {
    var lines: [[Entry]] = [[]]
    var (used, told) = (0, Set<String>())
    for entry in entries where told.insert(entry.meaning).inserted {
      if used > 0, used + entry.width > width {
        lines.append([])
        used = 0
      }
      lines[lines.count - 1].append(entry)
      used += entry.width + 2
    }
    return lines
  }
}
