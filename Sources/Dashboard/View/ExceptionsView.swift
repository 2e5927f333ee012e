import Screen
import Timeline

/// The exceptions that have ended tasks or left groups up to the playhead, as a tree: what went into which group, and who
/// got it.
struct ExceptionsView {
  private let run: RunState
  private let theme: Theme

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
  }

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty else { return }
    let content = drawFrame(
      "exceptions", note: "what failed, and who got it", isFocused: run.panes.focus == .exceptions, theme,
      on: &grid,
      in: part)
    drawLines(
      lines(width: content.width), scroll: run.panes.scroll(.exceptions), theme, on: &grid, in: content)
  }

  func lines(width: Int) -> [Segments] {
    let lines = Self.lines(ExceptionWords(run, ascii: theme.glyphs == .ascii).lines, theme, width: width)
    guard lines.isEmpty else { return lines }
    var nothing = Segments()
    nothing.add("No task has failed yet, and no deadline has fired.", theme[.dim])
    return [nothing]
  }

  /// Each exception in a line, and what happened to it behind it, or below it where there is too little room.
  static func lines(_ told: [ExceptionWords.Line], _ theme: Theme, width: Int) -> [Segments] {
    told.enumerated().flatMap { number, line -> [Segments] in
      let hasChildren = number + 1 < told.count && told[number + 1].levels.count > line.levels.count
      let glyph = line.role == .cancelled ? theme.glyphs.cancelled : theme.glyphs.raised
      var first = Segments()
      first.add(branches(line.levels, theme, isFirst: true), theme[.tree])
      first.add("\(glyph) \(line.text)", theme[line.role])
      guard !line.story.isEmpty else { return [first] }
      if first.width + 2 + DisplayText.width(line.story) <= width {
        first.add("  \(line.story)", theme[.dim])
        return [first]
      }
      let indent =
        branches(line.levels, theme, isFirst: false) + (hasChildren ? theme.glyphs.trunk : " ") + "  "
      return [first]
        + wrapped(line.story, width: max(12, width - DisplayText.width(indent))).map { text in
          var rest = Segments()
          rest.add(indent, theme[.tree])
          rest.add(text, theme[.dim])
          return rest
        }
    }
  }

  private static func branches(_ levels: [Bool], _ theme: Theme, isFirst: Bool) -> String {
    levels.enumerated().map { level, goesOn in
      if isFirst, level == levels.count - 1 {
        return (goesOn ? theme.glyphs.branch : theme.glyphs.lastBranch) + theme.glyphs.horizontal + " "
      }
      return (goesOn ? theme.glyphs.trunk : " ") + "  "
    }.joined()
  }
}
