import Screen
import TaskModel
import Timeline

extension LanesPainter {
  /// A stretch of a row with one look: one span, or cells that stand for several.
  private struct Run {
    var state: LaneState
    /// The index of the span in its lane's history; nil for cells with several.
    var span: Int?
    var columns: Range<Int>
  }

  mutating func drawLane(_ lane: Int, _ row: Int) {
    let runs = runs(ofLane: lane, row)
    for run in runs { drawRun(run, lane, row) }
    if plan.axis.isExact {
      for run in runs { drawTurns(run, lane, row) }
      for (run, next) in zip(runs, runs.dropFirst()) { drawSeam(run, next, lane, row) }
    }
    drawEnd(ofLane: lane, row)
  }

  /// Marks the moments that a texture alone does not tell: the task was created, or its timer fired.
  private mutating func drawTurns(_ run: Run, _ lane: Int, _ row: Int) {
    guard let number = run.span else { return }
    let span = index.lanes[lane].history[number]
    if run.state == .created, case .create = events(span.event).kind,
      plan.axis.column(ofEvent: span.event, in: index) == run.columns.lowerBound
    {
      markOver(glyphs.birth, column: run.columns.lowerBound, row: row, .createArrow)
    }
    if run.state == .waiting, run.columns.count > 1,
      timerColumn(span) == run.columns.upperBound
    {
      markOver(glyphs.deadline, column: run.columns.upperBound - 1, row: row, .deadline)
    }
  }

  /// The column at which a timer ends a wait: where it was due, or where the loop saw to it.
  private func timerColumn(_ span: Span) -> Int? {
    if let due = words.due(span) { return plan.axis.column(ofTime: due, in: index) }
    guard let end = span.end, case .ready(_, .timer) = events(end - 1).kind else { return nil }
    return plan.axis.column(ofEvent: end - 1, in: index)
  }

  /// Two steps without anything between them are two all the same.
  private mutating func drawSeam(_ run: Run, _ next: Run, _ lane: Int, _ row: Int) {
    guard run.state == .running, next.state == .running, run.columns.upperBound == next.columns.lowerBound,
      let span = next.span, case .resume = events(index.lanes[lane].history[span].event).kind
    else { return }
    for row in row..<row + plan.laneRows {
      markOver(glyphs.seam, column: run.columns.upperBound - 1, row: row, .running)
    }
  }

  /// Puts a mark over a cell and keeps its background.
  private mutating func markOver(_ glyph: String, column: Int, row: Int, _ role: Role) {
    var look = style(role, at: column)
    look.background = grid[plan.axisColumn + column, row].style.background
    mark(glyph, column: column, row: row, style: look)
  }

  /// Draws the cells that stand for several states, and gives the stretches that stand for one.
  private mutating func runs(ofLane lane: Int, _ row: Int) -> [Run] {
    let history = index.lanes[lane].history
    let isProgram = index.lanes[lane].task == .program
    var runs: [Run] = []
    var due = (span: -1, column: Int.max)
    for column in 0..<max(0, limit) {
      let slot = slots[column]
      if slot.lower != slot.upper, history.index(at: slot.lower) != history.index(at: slot.upper) {
        drawMix(ofLane: lane, slot, column, row)
        continue
      }
      guard let span = history.index(at: slot.lower) else { continue }
      visited += 1
      var state = history[span].state
      // A stall lasts from one instant to another: within an instant, the task just runs.
      if state == .stalled, !slot.inGap { state = .running }
      if state == .waiting {
        if due.span != span {
          let column = words.due(history[span]).map { plan.axis.column(ofTime: $0, in: index) }
          due = (span, column ?? .max)
        }
        // Its time has come, and the loop cannot see to it: it waits its turn as those do who have been made ready.
        if column >= due.column { state = .ready }
      }
      if isProgram, state == .running, index.isInLoop(at: slot.upper) { state = .waiting }
      guard state.isAlive else { continue }
      if let last = runs.last, last.span == span, last.state == state, last.columns.upperBound == column {
        runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
      } else {
        runs.append(Run(state: state, span: span, columns: column..<column + 1))
      }
    }
    return runs
  }

  private mutating func drawRun(_ run: Run, _ lane: Int, _ row: Int) {
    let look = Self.look(run.state, glyphs)
    for column in run.columns {
      bar(look.glyph, column: column, row: row, style: style(look.role, at: column))
    }
    guard let span = run.span, run.columns.count >= 5 else { return }
    let texts = texts(lane, index.lanes[lane].history[span], run.state)
    guard let text = label(texts, run.columns.count - 4) else {
      return
    }
    let width = DisplayText.width(text) + 2
    let start = run.columns.lowerBound + (run.columns.count - width) / 2
    write(" \(text) ", column: start, row: row, style: style(look.label, at: start))
    // What of the words lies right of the playhead is fainter too.
    guard start < playheadColumn, start + width > playheadColumn, !isAtEnd else { return }
    for column in playheadColumn..<start + width {
      let cell = grid[plan.axisColumn + column, row]
      grid[plan.axisColumn + column, row].style = theme.future(cell.style)
    }
  }

  /// The longest wording that fits; what a task waits for is rather cut than left out.
  private func label(_ wordings: [String], _ width: Int) -> String? {
    if let fitting = LaneWords.fitting(wordings, width) { return fitting.isEmpty ? nil : fitting }
    guard width >= 8, wordings.count > 1, let shortest = wordings.last else { return nil }
    return DisplayText.truncated(shortest, to: width, ellipsis: glyphs.ellipsis)
  }

  private func texts(_ lane: Int, _ span: Span, _ state: LaneState) -> [String] {
    switch state {
    case .waiting:
      guard case .resume(.program, _) = events(span.event).kind else { return words.waiting(span.event) }
      return ["runs its tasks in a loop", "runs its tasks", "loop"]
    case .stalled:
      let told = span.end.map { $0 - 1 } ?? index.lanes[lane].holding.map(Int.init)
      return told.map { words.stalling($0) } ?? []
    case .cancelling: return ["asked to stop"]
    case .ready, .created: return ["waits its turn"]
    case .absent, .running, .ended: return []
    }
  }

  static func look(_ state: LaneState, _ glyphs: GlyphSet) -> (glyph: String, role: Role, label: Role) {
    switch state {
    case .absent, .ended: (" ", .text, .text)
    // A task that has not run yet waits its turn as any other that is ready.
    case .created, .ready: (glyphs.ready, .ready, .readyLabel)
    case .running: (glyphs.running, .running, .runningLabel)
    case .stalled: (glyphs.stalled, .stalled, .stalledLabel)
    case .waiting: (glyphs.waiting, .waiting, .waitingLabel)
    case .cancelling: (glyphs.cancelling, .cancelling, .cancellingLabel)
    }
  }

  /// A cell that stands for several states: what matters most is never lost in what lasts longest.
  private mutating func drawMix(ofLane lane: Int, _ slot: AxisSlot, _ column: Int, _ row: Int) {
    let byEvents = plan.axis.kind != .time
    let mix = index.mix(ofLane: lane, in: slot.lower...slot.upper, timed: !byEvents)
    visited += mix.visited
    if mix.contains(.cancelling) {
      bar(glyphs.cancelling, column: column, row: row, style: style(.cancelling, at: column))
      return
    }
    if mix.contains(.stalled) {
      bar(glyphs.stalled, column: column, row: row, style: style(.stalled, at: column))
      return
    }
    let shares = [LaneState.ready, .created, .waiting].map { mix.share(of: $0, byEvents: byEvents) }
    let running = mix.share(of: .running, byEvents: byEvents)
    let isReady = shares[0] + shares[1] > shares[2]
    guard mix.contains(.running) else {
      guard shares.contains(where: { $0 > 0 }) || mix.contains(.waiting) || mix.contains(.ready) else {
        return
      }
      drawShares(running: nil, isReady: isReady, column, row)
      return
    }
    drawShares(running: running, isReady: isReady, column, row)
  }

  /// A cell of which a share is running; nil: nothing of it.
  mutating func drawShares(running: Double?, isReady: Bool, _ column: Int, _ row: Int) {
    guard let running else {
      let look = Self.look(isReady ? .ready : .waiting, glyphs)
      bar(look.glyph, column: column, row: row, style: style(look.role, at: column))
      return
    }
    // The part of the cell that is solid is the share of running: from a thin line to the whole.
    let rest = style(isReady ? .ready : .waiting, at: column)
    let look = style(.running, at: column).on(Theme.ground(rest, isReady: isReady))
    bar(glyphs.share(running), column: column, row: row, style: look)
  }

  // MARK: The end of a lane

  private mutating func drawEnd(ofLane lane: Int, _ row: Int) {
    guard let finished = index.lanes[lane].finished, shows(event: Int(finished)),
      let ending = words.ending(ofLane: lane)
    else { return }
    var column = plan.axis.column(ofEvent: Int(finished), in: index)
    if !plan.axis.isExact, column >= 0 { column += 1 }
    guard column >= 0 else { return }
    // A sign is never lost: at the right edge it stands on the lane's last cell.
    column = min(column, grid.width - plan.axisColumn - 1)
    let cut = plan.axis.kind == .steps ? nil : index.lanes[lane].cutSleep
    let until = cut.flatMap { index.lanes[lane].ending == .cancelled ? $0.until : nil }
    let cutColumn = until.map { plan.axis.column(ofTime: $0, in: index) }
    let room = cutColumn.flatMap { $0 > column + 14 ? $0 - column - 2 : nil } ?? room(from: column)
    let behind = drawEnding(ending, column: column, row: row, room: room, event: Int(finished))
    guard let cutColumn, cutColumn > behind + 1 else { return }
    drawCounterfactual(
      from: behind + 1, to: cutColumn, row: row, event: Int(finished), wordings: EndOfRow.cutWords)
  }

  /// The sign and words of an ending; gives the column behind them.
  mutating func drawEnding(_ ending: EndingWords, column: Int, row: Int, room: Int, event: Int) -> Int {
    let text = wording(ending.wordings, room - 3)
    let style = style(ending.role, event: event)
    return write(
      text.isEmpty ? ending.sign : "\(ending.sign) \(text)", column: column + (room > 2 ? 1 : 0), row: row,
      style: style)
  }

  /// A dotted line to where something would have ended, and words that say so.
  mutating func drawCounterfactual(from start: Int, to end: Int, row: Int, event: Int, wordings: [String]) {
    let style = style(.counterfactual, event: event)
    let edge = grid.width - plan.axisColumn
    for column in max(0, start)..<max(0, start, min(end, edge)) {
      mark(glyphs.counterfactual, column: column, row: row, style: style)
    }
    guard end < edge else { return }
    mark(glyphs.counterfactualEnd, column: end, row: row, style: style)
    let text = wording(wordings, room(from: end + 2))
    if !text.isEmpty { write(text, column: end + 2, row: row, style: style) }
  }
}
