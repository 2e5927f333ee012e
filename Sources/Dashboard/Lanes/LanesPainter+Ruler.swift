import Screen
import TaskModel
import Timeline
import Trace

extension LanesPainter {
  /// Two rows: the clock at each instant with what lies between, and the numbers of the steps.
  mutating func drawRuler() {
    for row in 0..<plan.rulerRows { rowContents[row] = .ruler }
    guard plan.rulerRows > 0, plan.axis.width > 0 else { return }
    let stepRow = plan.rulerRows - 1
    grid.put("TASK", column: 1, row: stepRow, width: max(0, plan.axisColumn - 2), style: theme[.laneNameDim])
    // Where the names leave room for it: what the numbers are.
    if plan.axisColumn >= 11 {
      grid.put("STEP", column: plan.axisColumn - 5, row: stepRow, width: 4, style: theme[.laneNameDim])
    }
    if plan.rulerRows > 1 {
      if plan.axis.kind == .time { drawTicks() } else { drawInstants() }
      drawCutTimes()
    }
    drawGaps(stepRow)
    drawStepNumbers(stepRow)
    drawNotes()
    drawMarks()
  }

  /// Where something was said: captions of the program, and notes that somebody added.
  private mutating func drawNotes() {
    guard let first = slots.first, let last = slots.last else { return }
    let from = max(0, first.lower - 1)
    for note in index.notes(in: from..<max(from, last.upper)).prefix(4 * grid.width) {
      guard shows(event: Int(note)) else { return }
      drawNote(column: plan.axis.column(ofEvent: Int(note), in: index))
    }
    let added = annotations.at(positions: first.lower..<last.upper + 1)
    for note in added.prefix(4 * grid.width) where shows(event: note.position - 1) {
      drawNote(column: plan.axis.column(ofPosition: note.position, time: note.time, in: index))
    }
  }

  /// Puts a note's sign where the ruler has room for it, at its moment or a little behind.
  private mutating func drawNote(column: Int) {
    guard (0...plan.axis.width).contains(column) else { return }
    let places = (column...column + 3).flatMap { column in (0..<plan.rulerRows).map { (column, $0) } }
    let place = places.first { column, row in
      let cell = plan.axisColumn + column
      return cell < grid.width && grid[cell, row].text == " " && !wordCells.contains(row * grid.width + cell)
    }
    guard let (column, row) = place else { return }
    mark(glyphs.note, column: column, row: row, style: style(.note, at: column))
  }

  /// Where somebody set a mark: in the row of the two that has room for it.
  private mutating func drawMarks() {
    for position in camera.marks {
      let time = position == 0 ? TraceTime.zero : index.time(atPosition: position)
      let column = plan.axis.column(ofPosition: position, time: time, in: index)
      guard (0...plan.axis.width).contains(column) else { continue }
      let row = (0..<plan.rulerRows).first { grid[plan.axisColumn + column, $0].text == " " } ?? 0
      mark(glyphs.mark, column: column, row: row, style: theme[.note])
    }
  }

  private mutating func drawInstants() {
    var column = 0
    var last = ""
    while column < plan.axis.width {
      guard let (instant, at) = nextInstant(from: column) else { return }
      let time = index.time(ofEvent: instant.events.lowerBound)
      // Behind a standstill the clock says the same.
      guard index.instant(instant.ordinal - 1)?.time != time else {
        column = at + 1
        continue
      }
      let text = words.duration(time.since(.zero))
      // Two instants too near to differ in these digits have one time; the gap between them says by how much they differ.
      guard text != last else {
        column = at + 1
        continue
      }
      last = text
      let event = instant.events.lowerBound
      guard shows(event: event) || instant.ordinal == 0 else { return }
      let width = DisplayText.width(text)
      guard at + width <= grid.width - plan.axisColumn else { return }
      write(text, column: at, row: 0, style: style(.rulerTime, event: event))
      column = at + width + 2
    }
  }

  /// The first instant that begins at a column of the axis or right of it, and its column.
  private func nextInstant(from column: Int) -> (Instant, Int)? {
    let slot = slots[column]
    var candidate = slot.lower == 0 ? index.instant(0) : index.instant(ofEvent: slot.lower - 1)
    while let instant = candidate {
      let at = plan.axis.column(ofEvent: instant.events.lowerBound, in: index)
      if at >= column { return at < plan.axis.width ? (instant, at) : nil }
      // In the columns of one instant the search steps once; in a crowded axis each step is one of a column's.
      candidate = index.instant(instant.ordinal + 1)
    }
    return nil
  }

  /// Round times at even distances.
  private mutating func drawTicks() {
    guard plan.axis.scale > 0 else { return }
    let width = Double(12) / plan.axis.scale
    let unit = Self.round(nanoseconds: width)
    guard unit > 0 else { return }
    var time = Int64(Double(plan.axis.firstColumn) / plan.axis.scale) / unit * unit
    for _ in 0...plan.axis.width / 4 {
      let column = plan.axis.column(ofTime: TraceTime(nanoseconds: time), in: index)
      let text = words.duration(.nanoseconds(time))
      guard column + DisplayText.width(text) <= plan.axis.width else { return }
      if column >= 0 { write(text, column: column, row: 0, style: style(.rulerTime, at: column)) }
      let (next, overflow) = time.addingReportingOverflow(unit)
      if overflow { return }
      time = next
    }
  }

  /// The smallest of 1, 2, 5, 10, 20 ... that is not less.
  private static func round(nanoseconds: Double) -> Int64 {
    var unit: Int64 = 1
    for factor: Int64 in sequence(first: 0, next: { ($0 + 1) % 3 }).prefix(54) {
      if Double(unit) >= nanoseconds { return unit }
      unit = factor == 1 ? unit / 2 * 5 : unit * 2
    }
    return unit
  }

  /// The times to which something cut short would have lasted, behind the last instant.
  private mutating func drawCutTimes() {
    guard plan.axis.kind != .steps else { return }
    for node in plan.nodes {
      let cut: (event: Int, until: TraceTime)? =
        switch index.tree.nodes[node].content {
        case .lane(let lane): index.lanes[lane].cutSleep.map { (Int($0.event), $0.until) }
        case .scope, .resource: nil
        }
      guard let cut, cut.until > index.end, shows(event: cut.event) else { continue }
      let column = plan.axis.column(ofTime: cut.until, in: index)
      let text = "\(glyphs.counterfactualEnd) \(words.duration(cut.until.since(.zero)))"
      let width = DisplayText.width(text)
      guard column >= 0, column + width <= grid.width - plan.axisColumn,
        isBlank(column: column, row: 0, width: width)
      else { continue }
      write(text, column: column, row: 0, style: style(.counterfactual, event: cut.event))
    }
  }

  private func isBlank(column: Int, row: Int, width: Int) -> Bool {
    (column - 1..<column + width).allSatisfy { grid[plan.axisColumn + $0, row].text == " " }
  }

  /// `╶── 1 s idle ──╴` between the instants of an elastic axis: how long nothing happened.
  private mutating func drawGaps(_ row: Int) {
    guard plan.axis.kind == .elastic else { return }
    var column = 0
    while column < min(plan.axis.width, limit) {
      guard slots[column].inGap, slots[column].lower < index.count, slots[column].lower > 0 else {
        column += 1
        continue
      }
      let start = column
      let next = slots[column].lower
      while column < plan.axis.width, slots[column].inGap, slots[column].lower == next { column += 1 }
      drawGap(start..<column, before: next, row)
    }
  }

  private mutating func drawGap(_ columns: Range<Int>, before event: Int, _ row: Int) {
    let length = index.time(ofEvent: event).since(index.time(ofEvent: event - 1))
    guard length > .zero else { return drawStandstill(columns, row) }
    let what =
      if case .stall = events(event).kind { "blocked" } else if isBusy(before: event) { "busy" } else {
        "idle"
      }
    drawRule(["\(words.duration(length)) \(what)", words.duration(length)], .stepNumber, columns, row)
  }

  /// Nothing is left that could go on, and the clock stands: it would be like this for ever.
  private mutating func drawStandstill(_ columns: Range<Int>, _ row: Int) {
    drawRule(["deadlock: nothing can go on", "deadlock"], .raised, columns, row)
  }

  /// A line along columns with words in its middle.
  private mutating func drawRule(
    _ wordings: [String], _ role: Role, _ columns: Range<Int>, _ row: Int
  ) {
    for column in columns.dropFirst().dropLast() {
      mark(glyphs.rule, column: column, row: row, style: style(.ruler, at: column))
    }
    let tight = LaneWords.fitting(wordings.suffix(1), columns.count - 2)
    guard let text = LaneWords.fitting(wordings, columns.count - 4) ?? tight else { return }
    let width = DisplayText.width(text) + 2
    let start = columns.lowerBound + (columns.count - width) / 2
    write(" \(text) ", column: start, row: row, style: style(role, at: start))
  }

  /// Whether a step goes on across the gap before an event.
  private func isBusy(before event: Int) -> Bool {
    guard let step = index.step(at: event) else { return false }
    return step.last.map { $0 >= event } ?? true
  }

  private mutating func drawStepNumbers(_ row: Int) {
    let current = index.step(at: position)?.ordinal
    var column = 0
    while column < plan.axis.width {
      let begun = slots[column].lower
      var ordinal = max(0, index.stepsBegun(at: begun) - 1)
      while let step = index.step(ordinal), columnOf(step) < column { ordinal += 1 }
      guard let step = index.step(ordinal), shows(event: step.first) else { return }
      let at = columnOf(step)
      let text = String(ordinal + 1)
      guard at + text.utf8.count <= grid.width - plan.axisColumn, at < plan.axis.width else { return }
      let isCurrent = ordinal == current && !isAtEnd
      write(
        text, column: at, row: row,
        style: isCurrent ? theme[.playheadRuler] : style(.stepNumber, event: step.first))
      column = at + text.utf8.count + 1
    }
  }

  private func columnOf(_ step: Step) -> Int { plan.axis.column(ofBeatOf: step.first, in: index) }

  /// A line down through all lanes between what has happened and what has not.
  mutating func drawPlayhead() {
    guard !isAtEnd, playheadColumn >= 0, playheadColumn < grid.width - plan.axisColumn else { return }
    let column = plan.axisColumn + playheadColumn
    if plan.rulerRows > 1, !wordCells.contains(column) {
      grid[column, 0] = Cell(glyphs.playheadTop, theme[.playhead])
    }
    for row in max(0, plan.rulerRows - 1)..<plan.body.upperBound
    where rowContents[row] != .minimap && !wordCells.contains(row * grid.width + column) {
      var style = theme[.playhead]
      style.background = grid[column, row].style.background
      grid[column, row] = Cell(glyphs.playhead, style)
    }
  }
}
