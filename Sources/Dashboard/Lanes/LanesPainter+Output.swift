import Screen
import TaskModel
import Timeline

extension LanesPainter {
  /// What was printed, each text below the step that printed it, in as many rows as there are.
  mutating func drawOutput() {
    guard plan.outputRows > 0, let first = slots.first, let last = slots.last else { return }
    let top = plan.outputTop
    grid.put("printed", column: 1, row: top, width: max(0, plan.axisColumn - 2), style: theme[.laneNameDim])
    var free = Array(repeating: 0, count: plan.outputRows)
    let from = max(0, first.lower - 1)
    for event in index.outputs(in: from..<max(from, last.upper)).prefix(4 * grid.width) {
      guard shows(event: Int(event)), case .output(_, let stream, let text) = events(Int(event)).kind else {
        continue
      }
      let column = max(0, plan.axis.column(ofBeatOf: Int(event), in: index))
      for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
        let role: Role = stream == .standardError ? .outputError : .output
        place(String(line), column, top, &free, style(role, event: Int(event)))
      }
    }
    close(top, free)
  }

  /// Puts a line into the first row where it fits at its column, or moved to the left as far as there is room.
  ///
  /// A line that fits nowhere is cut in the row that is emptiest.
  private mutating func place(
    _ line: String, _ column: Int, _ top: Int, _ free: inout [Int], _ style: Style
  ) {
    let width = DisplayText.width(line)
    let edge = grid.width - plan.axisColumn
    let row =
      free.indices.first { free[$0] <= column && edge - column >= width }
      ?? free.indices.first { edge - free[$0] >= width }
      ?? free.indices.min { free[$0] < free[$1] } ?? 0
    let start = max(free[row], min(max(column, free[row]), edge - width))
    guard room(from: start) > 1 else { return }
    write(line, column: start, row: top + row, style: style)
    free[row] = start + width + 2
  }

  /// The rows that something was printed in, and the one of the summary behind them.
  private mutating func close(_ top: Int, _ free: [Int]) {
    let used = (free.lastIndex { $0 > 0 } ?? -1) + 1
    for row in top..<top + used { rowContents[row] = .output }
    if used > 0 { plan.summaryRow = min(plan.summaryRow, top + used + 1) }
  }

  /// A sentence of facts about the whole run.
  mutating func drawSummary() {
    guard plan.hasSummary, let text = RunSummary.text(index, words) else { return }
    let lines = wrapped(text, width: max(1, grid.width - 2))
    let rows = plan.summaryRow..<min(grid.height, plan.summaryRow + lines.count)
    for (row, line) in zip(rows, lines) {
      rowContents[row] = .summary
      let isCut = row == rows.upperBound - 1 && rows.count < lines.count
      grid.put(
        isCut ? line + " " + glyphs.ellipsis : line, column: 1, row: row, style: theme[.summary],
        ellipsis: glyphs.ellipsis)
    }
  }
}
