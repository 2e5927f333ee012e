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
    var block = PrintedBlock(rows: plan.outputRows)
    let from = max(0, first.lower - 1)
    for event in index.outputs(in: from..<max(from, last.upper)).prefix(4 * grid.width)
    where shows(event: Int(event)) {
      guard case .output(_, let stream, let text) = events(Int(event)).kind else { continue }
      let column = max(0, plan.axis.column(ofBeatOf: Int(event), in: index))
      if !block.goesOn(with: stream, at: column, event: Int(event)) {
        place(block, top, &rows)
        block = PrintedBlock(rows: plan.outputRows, column: column)
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
    let isIndented = block.lines.contains { $0.text.first?.isWhitespace == true }
    let (row, starts) = rows.place(block.lines.map(\.text), at: block.column, aligned: isIndented)
    let lines = block.lines(inRows: starts.count, ellipsis: glyphs.ellipsis)
    var behind = room(from: 0) - 1
    for (offset, (line, start)) in zip(lines, starts).enumerated() where room(from: start) > 1 {
      behind = write(line.text, column: start, row: top + row + offset, style: line.style)
      if room(from: start) < DisplayText.width(line.text) { cutsOutput = true }
    }
    guard starts.count < block.lines.count else { return }
    cutsOutput = true
    guard !block.isError else { return }
    let column = min(behind + 1, room(from: 0) - 1)
    write(glyphs.ellipsis, column: column, row: top + row + starts.count - 1, style: block.lines[0].style)
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

/// The lines that one step printed, or that came to the standard error with nothing else between them.
private struct PrintedBlock {
  struct Line {
    var text: String
    var style: Style
  }

  /// How many rows there are for it.
  let rows: Int
  var column = 0
  /// The first ones: one more than there are rows says that not all of them are there.
  private(set) var lines: [Line] = []
  /// The last one of more lines than that.
  private var last: Line?
  private var stream = OutputStream.standardOutput
  private var event = -1

  init(rows: Int, column: Int = 0) {
    self.rows = rows
    self.column = column
  }

  /// Whether what an event prints belongs to it.
  func goesOn(with stream: OutputStream, at column: Int, event: Int) -> Bool {
    guard column != self.column else { return true }
    // A traceback comes line by line, each a little later on a real clock.
    return stream == .standardError && self.stream == stream && event == self.event + 1
  }

  mutating func add(_ text: String, _ stream: OutputStream, _ style: Style, event: Int) {
    (self.stream, self.event) = (stream, event)
    guard lines.count <= rows || stream == .standardError else { return }
    for line in TerminalSequences.removed(from: text).split(whereSeparator: \.isNewline)
    where !line.allSatisfy(\.isWhitespace) {
      let line = Line(text: String(line), style: style)
      if lines.count <= rows { lines.append(line) } else { last = line }
    }
  }

  var isError: Bool { stream == .standardError }

  /// As many lines as there are rows for; the last one of an error, which says what it is, stands in the place of some before it.
  func lines(inRows rows: Int, ellipsis: String) -> [Line] {
    guard isError, rows < lines.count, let last = last ?? lines.last else { return Array(lines.prefix(rows)) }
    return lines.prefix(max(0, rows - 1)) + [Line(text: "\(ellipsis) \(last.text)", style: last.style)]
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
