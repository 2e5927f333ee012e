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
    var block = PrintedBlock(rows: plan.outputRows, ellipsis: glyphs.ellipsis)
    let from = max(0, first.lower - 1)
    for event in index.outputs(in: from..<max(from, last.upper)).prefix(4 * grid.width)
    where shows(event: Int(event)) {
      guard case .output(_, let stream, let text) = events(Int(event)).kind else { continue }
      let column = max(0, plan.axis.column(ofBeatOf: Int(event), in: index))
      if !block.goesOn(with: stream, at: column, event: Int(event)) {
        place(block, top, &rows)
        block = PrintedBlock(rows: plan.outputRows, column: column, ellipsis: glyphs.ellipsis)
        // What is further right cannot be written any more.
        if rows.isFull { break }
      }
      let style = style(stream == .standardError ? .outputError : .output, event: Int(event))
      block.add(text, stream, style, event: Int(event))
    }
    place(block, top, &rows)
    close(top, rows.free)
  }

  /// Puts the lines of one step below each other, in order, each at the column of the one above, the first at that of the
  /// step, or moved to the left as far as there is room; all of them by as much where some are indented.
  ///
  /// Lines that fit nowhere are cut, and an ellipsis stands for those that no row is left for.
  private mutating func place(_ block: PrintedBlock, _ top: Int, _ rows: inout OutputRows) {
    guard !block.lines.isEmpty else { return }
    let place = rows.place(block)
    let last = room(from: 0) - 1
    for (offset, (line, start)) in zip(place.lines, place.starts).enumerated() {
      let text = start < last ? line.text : glyphs.ellipsis
      write(text, column: min(start, last), row: top + place.row + offset, style: line.style)
      if room(from: start) < line.width { cutsOutput = true }
    }
    if place.lines.count < block.lines.count { cutsOutput = true }
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
      Segments(isCut ? line + " " + glyphs.ellipsis : line, theme[.summary])
        .shortened(to: grid.width - 2, ellipsis: glyphs.ellipsis)
        .draw(on: &grid, column: 1, row: plan.summaryRow + offset, before: grid.width)
    }
  }
}
