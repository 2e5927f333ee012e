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
  /// Lines of one step stand below each other, in order, if there are rows. A line that fits nowhere is cut in the row
  /// that is emptiest.
  private mutating func place(
    _ line: String, _ column: Int, _ top: Int, _ rows: inout OutputRows, _ style: Style
  ) {
    let width = DisplayText.width(line)
    let row = rows.row(for: column, width: width)
    let start = max(rows.free[row], min(max(column, rows.free[row]), rows.edge - width))
    rows.take(row, column, start + width)
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
  private var lastColumn = -1
  private var lastRow = -1

  init(count: Int, edge: Int) {
    free = Array(repeating: 0, count: count)
    self.edge = edge
  }

  func row(for column: Int, width: Int) -> Int {
    let below = column == lastColumn ? min(lastRow + 1, free.count - 1) : 0
    let rows = below..<free.count
    return rows.first { free[$0] <= column && edge - column >= width }
      ?? rows.first { edge - free[$0] - 1 >= width }
      ?? rows.min { free[$0] < free[$1] } ?? 0
  }

  mutating func take(_ row: Int, _ column: Int, _ end: Int) {
    free[row] = end + 1
    lastColumn = column
    lastRow = row
  }
}
