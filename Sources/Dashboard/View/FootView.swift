import Screen

/// What is said below everything else: the caption, and the status under it.
///
/// Each has its part of the layout; one that is longer takes blank rows above as well, so that nothing jumps because of it, and
/// what was said of an earlier instant gives way to the status. What still has no room is cut at the end of a word.
struct FootView {
  private let state: DashboardState
  private let layout: Layout
  /// Nil where it is told elsewhere.
  private let caption: CaptionView?

  /// No more blank rows than these are taken.
  private static let mostTaken = 2

  init(_ state: DashboardState, _ layout: Layout, caption: CaptionView?) {
    self.state = state
    self.layout = layout
    self.caption = layout[.caption].isEmpty ? nil : caption
  }

  func draw(on grid: inout Grid) {
    guard !state.isStill else {
      if let caption { draw(caption.line, on: &grid, growingFrom: layout[.caption]) }
      return
    }
    let status = StatusView(state)
    status.drawQuestion(on: &grid, in: layout[.status])
    let part = status.sentencePart(of: layout[.status])
    guard let line = status.line else { return drawCaption(above: 0, on: &grid) }
    // What is being typed stays where it is.
    let wanted = state.prompt == nil ? lacking(line, in: part) : 0
    let blank = grid.blankRows(above: caption == nil ? part.row : layout[.caption].row, most: Self.mostTaken)
    if let caption, !caption.isNow, wanted > blank {
      let taken = min(wanted, blank + layout[.caption].height)
      return draw(line, on: &grid, in: part.grown(upBy: taken))
    }
    draw(line, on: &grid, in: part.grown(upBy: min(blank, wanted)))
    drawCaption(above: min(blank, wanted), on: &grid)
  }

  /// Draws the caption so many rows above its part.
  private func drawCaption(above rows: Int, on grid: inout Grid) {
    guard let caption else { return }
    draw(caption.line, on: &grid, growingFrom: layout[.caption].moved(upBy: rows))
  }

  private func draw(_ line: Segments, on grid: inout Grid, growingFrom part: Rect) {
    let blank = grid.blankRows(above: part.row, most: Self.mostTaken)
    draw(line, on: &grid, in: part.grown(upBy: min(blank, lacking(line, in: part))))
  }

  /// How many rows more a line would fill than its part has.
  private func lacking(_ line: Segments, in part: Rect) -> Int {
    let rows = line.wrapped(width: part.width - 2, rows: part.height + Self.mostTaken).count
    return max(0, rows - part.height)
  }

  private func draw(_ line: Segments, on grid: inout Grid, in part: Rect) {
    for (row, line) in line.wrapped(width: part.width - 2, rows: part.height).enumerated() {
      line.shortened(to: part.width - 2, ellipsis: state.theme.glyphs.ellipsis)
        .draw(on: &grid, column: part.column + 1, row: part.row + row, before: part.endColumn - 1)
    }
  }
}

extension Rect {
  fileprivate func moved(upBy rows: Int) -> Rect {
    Rect(column: column, row: row - rows, width: width, height: height)
  }

  fileprivate func grown(upBy rows: Int) -> Rect {
    Rect(column: column, row: row - rows, width: width, height: height + rows)
  }
}

extension Grid {
  /// How many rows right above one are blank.
  fileprivate func blankRows(above row: Int, most: Int) -> Int {
    let rows = (0..<row).reversed().prefix(most)
    return rows.prefix { row in (0..<width).allSatisfy { self[$0, row].text == " " } }.count
  }
}
