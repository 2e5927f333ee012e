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
    var block: (column: Int, lines: [Printed]) = (0, [])
    let from = max(0, first.lower - 1)
    for event in index.outputs(in: from..<max(from, last.upper)).prefix(4 * grid.width)
    where shows(event: Int(event)) {
      let column = max(0, plan.axis.column(ofBeatOf: Int(event), in: index))
      if column != block.column {
        place(block.lines, block.column, top, &rows)
        block = (column, [])
        // What is further right cannot be written any more.
        if rows.isFull { break }
      }
      // One line more than there are rows says that not all of them are there.
      guard block.lines.count <= plan.outputRows,
        case .output(_, let stream, let text) = events(Int(event)).kind
      else { continue }
      let role: Role = stream == .standardError ? .outputError : .output
      let lines = TerminalSequences.removed(from: text).split(whereSeparator: \.isNewline).filter {
        !$0.allSatisfy(\.isWhitespace)
      }
      block.lines += lines.map { Printed(text: String($0), style: style(role, event: Int(event))) }
    }
    place(block.lines, block.column, top, &rows)
    close(top, rows.free)
  }

  /// A line of what a program printed.
  private struct Printed {
    var text: String
    var style: Style
  }

  /// Puts the lines of one step below each other, in order, each at the column of the one above, the first at that of the
  /// step, or moved to the left as far as there is room; all of them by as much where some are indented.
  ///
  /// Lines that fit nowhere are cut, and an ellipsis stands for those that no row is left for.
  private mutating func place(_ lines: [Printed], _ column: Int, _ top: Int, _ rows: inout OutputRows) {
    guard !lines.isEmpty else { return }
    let isIndented = lines.contains { $0.text.first?.isWhitespace == true }
    let (row, starts) = rows.place(lines.map(\.text), at: column, aligned: isIndented)
    var behind = room(from: 0) - 1
    for (offset, (line, start)) in zip(lines, starts).enumerated() where room(from: start) > 1 {
      behind = write(line.text, column: start, row: top + row + offset, style: line.style)
      if room(from: start) < DisplayText.width(line.text) { cutsOutput = true }
    }
    guard starts.count < lines.count else { return }
    cutsOutput = true
    let column = min(behind + 1, room(from: 0) - 1)
    write(glyphs.ellipsis, column: column, row: top + row + starts.count - 1, style: lines[0].style)
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

  /// Whether nothing fits any more, however far it is moved.
  var isFull: Bool { free.allSatisfy { $0 >= edge } }

  init(count: Int, edge: Int) {
    free = Array(repeating: 0, count: count)
    self.edge = edge
  }

  /// Takes room for lines one below the other; gives the row of the first one, and where each begins for which there is a row.
  mutating func place(_ lines: [String], at column: Int, aligned: Bool) -> (row: Int, starts: [Int]) {
    let widths = lines.map { DisplayText.width($0) }
    let widest = widths.max() ?? 0
    var wanted: [Int] = []
    for width in widths {
      wanted.append(max(0, min(wanted.last ?? column, edge - (aligned ? widest : width))))
    }
    // Where all of them have a row, at their column or moved; or else where as many of them have one as do; or cut.
    let rows = 0...max(0, free.count - lines.count)
    let fitting =
      rows.first { zip(free[$0...], wanted).allSatisfy { $0 <= $1 } }
      ?? free.indices.first { zip(free[$0...], widths).allSatisfy { edge - $0 >= $1 } }
    let row = fitting ?? free.indices.min { free[$0] < free[$1] } ?? 0
    var starts = zip(free[row...], wanted).map { max($0, $1) }
    // An ellipsis behind the last line that has a row stands for the others.
    if let last = starts.indices.last, starts.count < lines.count {
      starts[last] = max(free[row + last], min(starts[last], edge - widths[last] - 2))
    }
    if aligned, fitting != nil { starts = starts.map { _ in starts.max() ?? 0 } }
    for (offset, (start, width)) in zip(starts, widths).enumerated() {
      // Words of one text stand one column apart: two texts need more to be told from each other.
      free[row + offset] = start + width + (lines[offset].contains(" ") ? 2 : 1)
    }
    return (row, starts)
  }
}
