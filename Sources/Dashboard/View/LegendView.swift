import Screen

/// The lines at the bottom of a still: what the textures and signs that it shows mean.
struct LegendView {
  private let theme: Theme

  init(_ theme: Theme) { self.theme = theme }

  /// A still of so many rows can spare two for the legend.
  static func height(ofStill rows: Int) -> Int { rows >= 28 ? 2 : 1 }

  /// Explains what is on the grid above the part, in fewer words where there is little room.
  ///
  /// What there is still no room for is left out, the signs first.
  func draw(on grid: inout Grid, in part: Rect) {
    let entries = entries(of: LegendSigns(grid, above: part.row, theme.glyphs))
    func lines(_ entries: [Entry]) -> [[Entry]] {
      Self.lines(of: entries, width: part.width - 2, rows: part.height)
    }
    let whole = lines(entries)
    let isWhole = whole.joined().count == entries.count
    let shown = isWhole ? whole : lines(entries.map(\.shortened))
    for (row, line) in zip((part.endRow - shown.count)..., shown) {
      var column = part.column + 1
      for entry in line {
        grid.put(entry.sign, column: column, row: row, style: entry.style)
        column += DisplayText.width(entry.sign) + 1
        column = grid.put(entry.meaning, column: column, row: row, style: theme[.dim]) + 2
      }
    }
  }

  private struct Entry {
    var sign: String
    var style: Style
    var meaning: String
    /// The same in fewer words.
    var short: String?

    var width: Int { DisplayText.width(sign) + 1 + DisplayText.width(meaning) }

    var shortened: Entry { Entry(sign: sign, style: style, meaning: short ?? meaning) }
  }

  private func entries(of signs: LegendSigns) -> [Entry] {
    textures(signs) + marks(signs) + relations(signs)
  }

  private func textures(_ signs: LegendSigns) -> [Entry] {
    let glyphs = theme.glyphs
    let running = signs.shows(any: glyphs.partlyRunning, theme[.running])
    let both = theme[.running].on(Theme.ground(theme[.ready], isReady: true))
    // Without colours, nothing tells what the rest of such a cell is.
    let isColoured = both.background != Theme.ground(theme[.waiting], isReady: false)
    let isBoth = isColoured && signs.shows(any: glyphs.partlyRunning, exactly: both)
    let states: [(Bool, String, Role, String, String?)] = [
      (running, glyphs.running, .running, "running", "runs"),
      (signs.shows(glyphs.ready) || isBoth, glyphs.ready, .ready, "ready, waits its turn", "waits its turn"),
      (signs.shows(glyphs.waiting), glyphs.waiting, .waiting, "waiting", "waits"),
      (signs.shows(glyphs.cancelling), glyphs.cancelling, .cancelling, "asked to stop", "stopping"),
      (signs.shows(glyphs.stalled), glyphs.stalled, .stalled, "blocks the loop", nil),
    ]
    var entries = states.filter(\.0).map { _, glyph, role, meaning, short in
      Entry(sign: glyph + glyph, style: theme[role], meaning: meaning, short: short)
    }
    if isBoth {
      let half = glyphs.partlyRunning[glyphs.partlyRunning.count / 2 - 1]
      entries.append(
        Entry(sign: half, style: both, meaning: "partly running, partly ready", short: "partly ready"))
    }
    return entries
  }

  /// What stands on one lane.
  private func marks(_ signs: LegendSigns) -> [Entry] {
    let glyphs = theme.glyphs
    return entries(
      [
        (glyphs.birth, .createArrow, "created"), (glyphs.deadline, .deadline, "a timer fires"),
        (glyphs.returned, .returned, "returned"), (glyphs.raised, .raised, "failed"),
        (glyphs.cancelled, .cancelled, "cancelled"),
      ], signs)
  }

  /// What stands between lanes and below them, in brackets and on the ruler.
  private func relations(_ signs: LegendSigns) -> [Entry] {
    let glyphs = theme.glyphs
    var entries: [Entry] = []
    for (role, meaning) in [(Role.wakeArrow, "wakes"), (.cancelArrow, "asks to stop")]
    where signs.shows(any: [glyphs.arrowUp, glyphs.arrowDown], theme[role]) {
      entries.append(Entry(sign: glyphs.arrowUp + glyphs.arrowDown, style: theme[role], meaning: meaning))
    }
    if signs.showsChanges {
      entries.append(
        Entry(
          sign: glyphs.scopeStart, style: theme[.scope], meaning: "another holder, or another number",
          short: "changes"))
    }
    if signs.shows(any: [glyphs.scopeLine], theme[.wakeArrow]) {
      entries.append(
        Entry(
          sign: glyphs.scopeLine + glyphs.scopeLine, style: theme[.wakeArrow], meaning: "in use, others wait")
      )
    }
    return entries
      + self.entries(
        [
          (glyphs.scopeMark, .raised, "a member fails"),
          (glyphs.counterfactualEnd, .counterfactual, "had it not been stopped"),
          (glyphs.note, .note, "note"),
        ], signs)
  }

  private func entries(_ signs: [(glyph: String, role: Role, meaning: String)], _ shown: LegendSigns)
    -> [Entry]
  {
    signs.filter { shown.shows(any: [$0.glyph], theme[$0.role]) }.map {
      Entry(sign: $0.glyph, style: theme[$0.role], meaning: $0.meaning)
    }
  }

  /// The entries in at most so many lines, each in the first one that has room for it.
  private static func lines(of entries: [Entry], width: Int, rows: Int) -> [[Entry]] {
    var lines: [(entries: [Entry], used: Int)] = []
    for entry in entries {
      if let line = lines.firstIndex(where: { $0.used + 2 + entry.width <= width }) {
        lines[line].entries.append(entry)
        lines[line].used += 2 + entry.width
      } else if lines.count < rows, entry.width <= width {
        lines.append(([entry], entry.width))
      }
    }
    return lines.map(\.entries)
  }
}

/// The cells of a picture that a legend may have to explain.
private struct LegendSigns {
  private var looks: Set<Look> = []
  private var glyphs: Set<String> = []
  /// A bracket begins where another one has not ended: who holds something or how much is in it changes there.
  private(set) var showsChanges = false

  private struct Look: Hashable {
    var text: String
    var foreground: Color
    /// Nil: whatever it is.
    var background: Color?
  }

  init(_ grid: Grid, above bottom: Int, _ set: GlyphSet) {
    for row in 0..<bottom {
      for column in 0..<grid.width {
        let cell = grid[column, row]
        glyphs.insert(cell.text)
        looks.insert(Look(text: cell.text, foreground: cell.style.foreground))
        looks.insert(
          Look(text: cell.text, foreground: cell.style.foreground, background: cell.style.background))
        guard cell.text == set.scopeStart, column > 0 else { continue }
        let before = grid[column - 1, row].text
        if [set.scopeLine, set.scopeStart].contains(before) || Int(before) != nil { showsChanges = true }
      }
    }
  }

  func shows(_ glyph: String) -> Bool { glyphs.contains(glyph) }

  /// Whether one of some glyphs is there in the colour of a style.
  func shows(any glyphs: [String], _ style: Style) -> Bool {
    glyphs.contains { looks.contains(Look(text: $0, foreground: style.foreground)) }
  }

  /// The same on the ground of the style as well.
  func shows(any glyphs: [String], exactly style: Style) -> Bool {
    glyphs.contains {
      looks.contains(Look(text: $0, foreground: style.foreground, background: style.background))
    }
  }
}
