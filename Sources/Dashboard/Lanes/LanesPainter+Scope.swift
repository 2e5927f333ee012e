import Screen
import TaskModel
import Timeline

extension LanesPainter {
  /// The scopes of a row that the columns shown may touch; at most one a column.
  func visibleScopes(ofNode node: Int) -> [Int] {
    let scopes = index.scopes(ofNode: node)
    guard scopes.count > 1 else { return scopes.map(Int.init) }
    let first = slots.first?.lower ?? 0
    let last = slots.last?.upper ?? 0
    let low = scopes.partitioningIndex { Int(index.scopes[Int($0)].exited ?? .max) >= first }
    let high = scopes.partitioningIndex { Int(index.scopes[Int($0)].entered) >= last }
    // One before: its words and what would have been may reach into the picture.
    return scopes[max(0, low - 1)..<max(low, high)].suffix(max(1, slots.count)).map(Int.init)
  }

  mutating func drawScope(_ number: Int, _ row: Int) {
    let scope = index.scopes[number]
    guard shows(event: Int(scope.entered)) else { return }
    switch scope.kind {
    case .timeout, .waitFor: drawDeadline(number, row)
    case .taskGroup, .gather, .wait, .asCompleted, .shield: drawBracket(number, row)
    }
  }

  /// `╞═══╪═══╡ ✗ 1 exception: ValueError`, a mark where a member fails.
  private mutating func drawBracket(_ number: Int, _ row: Int) {
    let scope = index.scopes[number]
    let start = plan.axis.column(ofEvent: Int(scope.entered), in: index)
    let isShut = scope.exited.map { shows(event: Int($0)) } ?? false
    let end = isShut ? scope.exited.map { plan.axis.column(ofEvent: Int($0), in: index) } ?? limit : limit
    for column in max(0, start)..<max(0, start, min(end, limit)) {
      mark(glyphs.scopeLine, column: column, row: row, style: style(.scope, at: column))
    }
    if start >= 0, start < plan.axis.width {
      mark(glyphs.scopeStart, column: start, row: row, style: style(.scope, at: start))
    }
    for failure in scope.failures.prefix(32) where shows(event: Int(failure)) {
      let column = plan.axis.column(ofEvent: Int(failure), in: index)
      guard column > start, column < end, column < plan.axis.width else { continue }
      mark(glyphs.scopeMark, column: column, row: row, style: style(.raised, event: Int(failure)))
    }
    guard isShut, let exited = scope.exited, end >= 0, let ending = words.ending(ofScope: number) else {
      return
    }
    mark(glyphs.scopeEnd, column: end, row: row, style: style(.scope, event: Int(exited)))
    _ = drawEnding(ending, column: end + 1, row: row, room: room(from: end + 1), event: Int(exited))
  }

  /// `╶╶╶╶◷ fired ┄┄┄┊ 2 s later`: to the moment at which the deadline fires or would fire.
  private mutating func drawDeadline(_ number: Int, _ row: Int) {
    let scope = index.scopes[number]
    let start = plan.axis.column(ofEvent: Int(scope.entered), in: index)
    defer {
      drawLength(number, start, row)
      drawCountdown(number, row)
    }
    let fired = firing(number)
    let exited = scope.exited.flatMap { shows(event: Int($0)) ? Int($0) : nil }
    if let fired, shows(event: fired) {
      let column = plan.axis.column(ofEvent: fired, in: index)
      drawDeadlineLine(start, column, row)
      guard column >= 0, column < grid.width - plan.axisColumn else { return }
      mark(glyphs.deadline, column: column, row: row, style: style(.deadlineFired, event: fired))
      let behind = write(
        "fired", column: column + 2, row: row, width: room(from: column + 2),
        style: style(.deadlineFired, event: fired))
      guard plan.axis.kind != .steps, let cut = EndOfRow.cutSleep(ofScope: number, index) else { return }
      let wordings = EndOfRow.missed(cut, ofScope: number, words)
      let missed = wordings.last ?? ""
      let end = plan.axis.column(ofTime: cut.until, in: index)
      guard let next = nextScope(number), next <= end + 2 + DisplayText.width(missed) else {
        drawCounterfactual(from: behind + 1, to: end, row: row, event: fired, wordings: wordings)
        return
      }
      if next - behind > DisplayText.width(missed) + 2 {
        write(missed, column: behind + 1, row: row, style: style(.counterfactual, event: fired))
      }
      return
    }
    if let exited {
      let column = plan.axis.column(ofEvent: exited, in: index)
      drawDeadlineLine(start, column, row)
      guard column >= 0, let ending = words.ending(ofScope: number) else { return }
      let next = nextScope(number).map { $0 - column - 1 } ?? room(from: column)
      _ = drawEnding(ending, column: column, row: row, room: min(next, room(from: column)), event: exited)
      return
    }
    // It is still ahead: drawn to where it would fire.
    guard plan.axis.kind != .steps, let deadline = scope.deadline else {
      drawDeadlineLine(start, limit, row)
      return
    }
    let column = plan.axis.column(ofTime: deadline, in: index)
    drawDeadlineLine(start, column, row)
    if column >= 0, column < grid.width - plan.axisColumn {
      mark(glyphs.deadline, column: column, row: row, style: theme.future(.deadline))
    }
  }

  /// `fires in 0.4 s`, beside the playhead on the line to the deadline: what is left of one that is set.
  private mutating func drawCountdown(_ number: Int, _ row: Int) {
    let scope = index.scopes[number]
    guard plan.axis.kind != .steps, !isAtEnd, Int(scope.entered) < position,
      scope.exited.map({ Int($0) >= position }) ?? true,
      let deadline = scope.deadlines.last(where: { Int($0.event) < position })?.deadline
    else { return }
    let left = deadline.since(camera.playhead.time)
    guard left > .zero else { return }
    let text = " fires in \(words.duration(left)) "
    let width = DisplayText.width(text)
    let start = plan.axis.column(ofEvent: Int(scope.entered), in: index)
    let end = min(plan.axis.column(ofTime: deadline, in: index), plan.axis.width)
    let isRoomBehind = playheadColumn >= 0 && playheadColumn + 1 + width < end
    let column = isRoomBehind ? playheadColumn + 1 : playheadColumn - width
    guard isRoomBehind || column > max(0, start), column + width <= plan.axis.width else { return }
    write(text, column: column, row: row, style: theme[.deadline])
  }

  /// How long a deadline is, where its row is shared by others that are not.
  private mutating func drawLength(_ number: Int, _ start: Int, _ row: Int) {
    guard let deadline = scopeName(inRow: row), deadline != words.name(ofScope: number),
      let first = index.scopes[number].deadlines.first?.deadline
    else { return }
    let text = words.duration(first.since(index.time(ofEvent: Int(index.scopes[number].entered))))
    let column = start + 1
    let isLine = (column..<column + DisplayText.width(text) + 1).allSatisfy {
      grid[plan.axisColumn + $0, row].text == glyphs.deadlineLine
    }
    if start >= 0, isLine { write(text, column: column, row: row, style: style(.deadline, at: column)) }
  }

  private func scopeName(inRow row: Int) -> String? {
    plan.nodes.first { plan.rowOfNode[$0] == row }.map { words.name(ofScopes: index.scopes(ofNode: $0)) }
  }

  private mutating func drawDeadlineLine(_ start: Int, _ end: Int, _ row: Int) {
    let edge = grid.width - plan.axisColumn
    for column in max(0, start)..<max(0, start, min(end, edge)) {
      mark(glyphs.deadlineLine, column: column, row: row, style: style(.deadline, at: column))
    }
  }

  /// The column at which the next scope of the same row begins.
  private func nextScope(_ number: Int) -> Int? {
    guard let node = index.node(ofScope: number) else { return nil }
    let scopes = index.scopes(ofNode: node)
    let next = scopes.partitioningIndex { Int($0) > number }
    guard next < scopes.count else { return nil }
    return plan.axis.column(ofEvent: Int(index.scopes[Int(scopes[next])].entered), in: index)
  }

  /// The request to cancel its owner by which a deadline fired.
  private func firing(_ number: Int) -> Int? {
    let scope = index.scopes[number]
    guard scope.ending == .timedOut, let exited = scope.exited else { return nil }
    let cancels = index.lanes[scope.owner].cancels
    let end = cancels.partitioningIndex { $0 >= exited }
    let request = cancels[..<end].suffix(16).last { request in
      guard request > scope.entered, case .cancel(_, _, .timeout, _) = events(Int(request)).kind else {
        return false
      }
      return true
    }
    return Int(request ?? exited)
  }
}
