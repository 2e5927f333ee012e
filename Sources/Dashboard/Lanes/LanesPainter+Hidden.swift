import Screen
import Timeline

/// How many rows are not to be seen, and what ended badly in them: never without a word.
extension LanesPainter {
  mutating func drawHidden() {
    drawHiddenAbove()
    guard let row = plan.hiddenRow else { return }
    var column = 1
    let below = rows.tally(ofRows: plan.shownRows.upperBound..<plan.rowCount, of: index)
    for text in [below.rows > 0 ? "\(glyphs.arrowDown) \(more(below))" : nil, filtered, folded, sorted] {
      guard let text else { continue }
      column =
        grid.put(text, column: column, row: row, style: theme[.laneNameDim], ellipsis: glyphs.ellipsis) + 3
    }
  }

  /// What has been scrolled out at the top, in the place of the ruler's title.
  private mutating func drawHiddenAbove() {
    var above = rows.tally(ofRows: 0..<plan.shownRows.lowerBound, of: index)
    for parent in plan.nodes.prefix(plan.stickyRows) {
      guard let row = rows.row(ofNode: parent, in: index) else { continue }
      above = above - rows.tally(ofRows: row..<row + 1, of: index)
    }
    guard above.rows > 0, plan.rulerRows > 1 else { return }
    let width = max(0, plan.axisColumn - 2)
    let (arrow, endings) = (glyphs.arrowUp, badEndings(above))
    // What ended badly is told before a word that says no more than the arrow.
    let wordings = ["\(arrow) \(more(above))", "\(arrow) \(above.rows)\(endings)"]
    let text = LaneWords.fitting(wordings, width) ?? "\(arrow)\(above.rows)\(endings)".filter { $0 != " " }
    grid.fill(Rect(column: 0, row: 1, width: plan.axisColumn, height: 1), with: Cell(" ", theme[.text]))
    grid.put(
      text, column: 1, row: 1, width: width, style: theme[.laneNameDim], ellipsis: glyphs.ellipsis)
  }

  private func more(_ tally: RowTally) -> String { "\(tally.rows) more\(badEndings(tally))" }

  private var filtered: String? {
    guard let filter = camera.filter, rows.filteredOut.rows > 0 else { return nil }
    return "filter hides \(rows.filteredOut.rows)\(badEndings(rows.filteredOut)): \(filter.text)"
  }

  private var folded: String? {
    rows.folded.rows == 0 ? nil : "\(rows.folded.rows) in folds\(badEndings(rows.folded))"
  }

  private var sorted: String? { camera.sort.isNatural ? nil : "sorted \(camera.sort.explanation)" }

  private func badEndings(_ tally: RowTally) -> String {
    // What is covered is not given away.
    guard !camera.hidesFuture || isAtEnd else { return "" }
    var text = ""
    if tally.raised > 0 { text += " \(glyphs.raised) \(tally.raised)" }
    if tally.cancelled > 0 { text += " \(glyphs.cancelled) \(tally.cancelled)" }
    return text
  }
}
