import Screen
import Timeline

/// The line at the bottom of a picture for a room: what each texture means, and how many tasks are in that state.
struct RoomLegendView {
  private let run: RunState
  private let theme: Theme

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
  }

  func draw(on grid: inout Grid, in part: Rect) {
    let room = part.width - 2
    var entries = entries(isShort: false)
    if Self.width(entries) > room { entries = self.entries(isShort: true) }
    // What nobody is in can be spared first.
    while Self.width(entries) > room, let spare = entries.lastIndex(where: \.isSpare) {
      entries.remove(at: spare)
    }
    var column = part.column + 1
    for entry in entries.map(\.text) where column + entry.width < part.endColumn {
      column = entry.draw(on: &grid, column: column, row: part.row, before: part.endColumn) + 2
    }
  }

  private struct Entry {
    var text: Segments
    /// No task is in the state that it tells of.
    var isSpare: Bool
  }

  private static func width(_ entries: [Entry]) -> Int {
    entries.reduce(0) { $0 + $1.text.width + 2 } - 2
  }

  /// Where there is little room, what blocks the loop is left out as long as nothing does.
  private func entries(isShort: Bool) -> [Entry] {
    let position = run.camera.playhead.position
    let counts = run.trace.index.counts(at: position)
    let glyphs = theme.glyphs
    let states: [(String, Role, Int, String)] = [
      (glyphs.running, .running, counts[.running], "running"),
      (glyphs.ready, .ready, counts[.ready] + counts[.created], "ready"),
      (glyphs.waiting, .waiting, counts[.waiting], "waiting"),
      (glyphs.cancelling, .cancelling, counts[.cancelling], isShort ? "stopping" : "asked to stop"),
      (glyphs.stalled, .stalled, counts[.stalled], isShort ? "blocks" : "blocks the loop"),
    ]
    let shown = isShort && counts[.stalled] == 0 ? states.dropLast() : states[...]
    return shown.map { glyph, role, count, word in
      var segments = Segments()
      segments.add(glyph + glyph, theme[role])
      segments.add(" \(count) \(word)", theme[.text])
      return Entry(text: segments, isSpare: count == 0)
    } + [
      Entry(text: endings(counts[.ended], run.trace.index.badEndings(at: position)), isSpare: false)
    ]
  }

  /// `✓ 1 ✗ 1 ⊘ 1 ended`: the tasks that have returned, failed, and been cancelled.
  private func endings(_ ended: Int, _ bad: (raised: Int, cancelled: Int)) -> Segments {
    var segments = Segments()
    let endings: [(String, Role, Int)] = [
      (theme.glyphs.returned, .returned, ended - bad.raised - bad.cancelled),
      (theme.glyphs.raised, .raised, bad.raised), (theme.glyphs.cancelled, .cancelled, bad.cancelled),
    ]
    for (sign, role, count) in endings where count > 0 || role == .returned {
      segments.add(sign, theme[role])
      segments.add(" \(count) ", theme[.text])
    }
    segments.add("ended", theme[.text])
    return segments
  }
}
