import Screen

/// What is said at a stop of a tour: large, and where everybody looks for it.
struct TourView {
  private let stop: TourStop
  private let theme: Theme

  init(_ stop: TourStop, _ theme: Theme) {
    self.stop = stop
    self.theme = theme
  }

  /// No more lines of a text are shown.
  private static let mostLines = 4

  /// How many rows it takes in a width.
  static func height(_ stop: TourStop, width: Int) -> Int { lines(stop, width).count + 1 }

  private static func lines(_ stop: TourStop, _ width: Int) -> ArraySlice<String> {
    wrapped(stop.text, width: max(1, width - 4)).prefix(mostLines)
  }

  func draw(on grid: inout Grid, in part: Rect) {
    let content = drawFrame(
      "\(stop.ordinal + 1) of \(stop.count)", note: stop.title, isFocused: true, theme, on: &grid, in: part)
    let ground = theme.selected(theme[.strong])
    let lines = Self.lines(stop, part.width)
    grid.fill(content.split(top: lines.count).0, with: Cell(" ", ground))
    for (row, line) in lines.enumerated() where row < content.height {
      grid.put(
        line, column: part.column + 2, row: content.row + row, width: part.width - 4, style: ground,
        ellipsis: theme.glyphs.ellipsis)
    }
  }
}
