import Screen
import Timeline

/// How many rows are not to be seen, and what ended badly in them: never without a word.
extension LanesPainter {
  mutating func drawHidden() {
    drawHiddenAbove()
    guard let row = plan.hiddenRow else { return }
    var column = 1
    let below = rows.tally(ofRows: plan.shownRows.upperBound..<plan.rowCount, of: index)
    for text in [below.rows > 0 ? "\(glyphs.arrowDown) \(more(below))" : nil, filtered] {
      guard let text else { continue }
      column =
        grid.put(text, column: column, row: row, style: theme[.laneNameDim], ellipsis: glyphs.ellipsis) + 3
    }
  }

  /// What has been scrolled out at the top, in the place of the ruler's title.
  private mutating func drawHiddenAbove() {
    let above = rows.tally(ofRows: 0..<plan.shownRows.lowerBound, of: index)
    guard above.rows > 0, plan.rulerRows > 1 else { return }
    grid.fill(Rect(column: 0, row: 1, width: plan.axisColumn, height: 1), with: Cell(" ", theme[.text]))
    grid.put(
      "\(glyphs.arrowUp) \(more(above))", column: 1, row: 1, width: max(0, plan.axisColumn - 2),
      style: theme[.laneNameDim], ellipsis: glyphs.ellipsis)
  }

  private func more(_ tally: RowTally) -> String { "\(tally.rows) more\(badEndings(tally))" }

  private var filtered: String? {
    guard let filter = camera.filter, rows.filteredOut.rows > 0 else { return nil }
    return "filter \(filter.text) hides \(rows.filteredOut.rows)\(badEndings(rows.filteredOut))"
  }

  private func badEndings(_ tally: RowTally) -> String {
    var text = ""
    if tally.raised > 0 { text += " \(glyphs.raised) \(tally.raised)" }
    if tally.cancelled > 0 { text += " \(glyphs.cancelled) \(tally.cancelled)" }
    return text
  }
}
