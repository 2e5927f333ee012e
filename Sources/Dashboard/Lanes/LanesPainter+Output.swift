import Screen
import TaskModel
import Timeline

extension LanesPainter {
  /// What was printed, each text below the step that printed it, in as many rows as there are.
  mutating func drawOutput() {
    guard plan.outputRows > 0, let first = slots.first, let last = slots.last else { return }
    let top = plan.outputTop
    grid.put("printed", column: 1, row: top, width: max(0, plan.axisColumn - 2), style: theme[.laneNameDim])
    var rows = OutputRows(count: plan.outputRows, edge: grid.width - plan.axisColumn)
    let from = max(0, first.lower - 1)
    for event in index.outputs(in: from..<max(from, last.upper)).prefix(4 * grid.width) {
      guard shows(event: Int(event)), case .output(_, let stream, let text) = events(Int(event)).kind else {
        continue
      }
      let column = max(0, plan.axis.column(ofBeatOf: Int(event), in: index))
      for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
        let role: Role = stream == .standardError ? .outputError : .output
        place(String(line), column, top, &rows, style(role, event: Int(event)))
      }
    }
    close(top, rows.free)
  }

  /// Puts a line into the first row where it fits at its column, or moved to the left as far as there is room.
  ///
  /// Lines of one step stand below each other, in order, each at the column of the one above if it fits there. A line
  /// that fits nowhere is cut in the row that is emptiest; an ellipsis stands for what is left of a step when the rows
  /// are used up.
  private mutating func place(
    _ line: String, _ column: Int, _ top: Int, _ rows: inout OutputRows, _ style: Style
  ) {
    let width = DisplayText.width(line)
    guard let (row, start) = rows.place(for: column, width: width) else {
      let last = top + plan.outputRows - 1
      write(glyphs.ellipsis, column: rows.free[plan.outputRows - 1], row: last, style: style)
      return
    }
    guard room(from: start) > 1 else { return }
    write(line, column: start, row: top + row, style: style)
  }

  /// The rows that something was printed in, and the one of the summary behind them.
  private mutating func close(_ top: Int, _ free: [Int]) {
    let used = (free.lastIndex { $0 > 0 } ?? -1) + 1
    for row in top..<top + used { rowContents[row] = .output }
    if used > 0 { plan.summaryRow = min(plan.summaryRow, top + used + 1) }
  }

  /// Sentences of facts about the whole run, or the one that matters most where there is no room for more.
  mutating func drawSummary() {
    guard plan.summaryRows > 0 else { return }
    let lines = RunSummary.lines(summary, width: grid.width - 2)
    let room = grid.height - plan.summaryRow
    let shown = lines.count <= room ? lines : RunSummary.lines(summary.suffix(1), width: grid.width - 2)
    for (offset, line) in shown.prefix(room).enumerated() {
      rowContents[plan.summaryRow + offset] = .summary
      let isCut = offset == room - 1 && room < shown.count
      grid.put(
        isCut ? line + " " + glyphs.ellipsis : line, column: 1, row: plan.summaryRow + offset,
        style: theme[.summary], ellipsis: glyphs.ellipsis)
    }
  }
}

/// The rows below the lanes in which output stands, and where each is still free.
private struct OutputRows {
  /// For each row, the first column at which a text may begin.
  private(set) var free: [Int]
  /// The column behind the last one.
  let edge: Int
  /// Of the line before: its step's column, and where it stands.
  private var last = (column: -1, row: -1, start: -1)

  init(count: Int, edge: Int) {
    free = Array(repeating: 0, count: count)
    self.edge = edge
  }

  /// Takes room for a line of the step at a column; nil where no row below the step's line before is left.
  mutating func place(for column: Int, width: Int) -> (row: Int, start: Int)? {
    let goesOn = column == last.column
    let rows = (goesOn ? last.row + 1 : 0)..<free.count
    let wanted = goesOn ? last.start : column
    guard
      let row = rows.first(where: { free[$0] <= wanted && edge - wanted >= width })
        ?? rows.first(where: { edge - free[$0] - 1 >= width }) ?? rows.min(by: { free[$0] < free[$1] })
    else { return nil }
    let start = max(free[row], min(wanted, edge - width))
    free[row] = start + width + 1
    last = (column, row, start)
    return (row, start)
  }
}
