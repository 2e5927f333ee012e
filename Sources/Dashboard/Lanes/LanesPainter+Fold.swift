import Screen
import Timeline

/// The row of a folded subtree: what its tasks do, all together, and a sign wherever one of them fails or is cancelled.
extension LanesPainter {
  mutating func drawFold(_ fold: Fold, _ row: Int) {
    let life = fold.history.life
    var column = 0
    while column < limit {
      let slot = slots[column]
      var next = column + 1
      guard slot.upper >= life.lowerBound, slot.lower < life.upperBound else {
        column = next
        continue
      }
      if slot.lower == slot.upper {
        while next < limit, slots[next] == slot { next += 1 }
        drawStretch(of: fold, slot, column..<next, row)
      } else {
        drawCell(of: fold, slot, column, row)
      }
      column = next
    }
    drawBadEndings(of: fold, row)
    drawEnd(of: fold, row)
  }

  /// Columns between two events: who does what does not change there.
  private mutating func drawStretch(of fold: Fold, _ slot: AxisSlot, _ columns: Range<Int>, _ row: Int) {
    let counts = fold.history.counts(at: slot.lower)
    visited += FoldHistory.mostVisited
    guard counts.alive > 0 else { return }
    let isStalled = slot.inGap && fold.isStalled(in: slot.lower...slot.lower)
    let state: LaneState =
      counts[.cancelling] > 0
      ? .cancelling
      : isStalled
        ? .stalled
        : counts[.running] > 0
          ? .running : counts[.ready] + counts[.created] > counts[.waiting] ? .ready : .waiting
    let look = Self.look(state, glyphs)
    for column in columns { bar(look.glyph, column: column, row: row, style: style(look.role, at: column)) }
    guard columns.count >= 9, let text = LaneWords.fitting(words.counts(counts), columns.count - 4) else {
      return
    }
    let width = DisplayText.width(text) + 2
    let start = columns.lowerBound + (columns.count - width) / 2
    write(" \(text) ", column: start, row: row, style: style(look.label, at: start))
  }

  /// A cell that stands for several states of several tasks: it is solid for the part of it in which one of them runs.
  private mutating func drawCell(of fold: Fold, _ slot: AxisSlot, _ column: Int, _ row: Int) {
    let byEvents = plan.axis.kind != .time
    let mix = index.mix(of: fold, in: slot.lower...slot.upper, timed: !byEvents)
    visited += 2 * FoldHistory.mostVisited
    if mix.contains(.cancelling) {
      bar(glyphs.cancelling, column: column, row: row, style: style(.cancelling, at: column))
      return
    }
    if fold.isStalled(in: slot.lower...slot.upper) {
      bar(glyphs.stalled, column: column, row: row, style: style(.stalled, at: column))
      return
    }
    let isRunning = mix.contains(.running)
    let isReady = mix.contains(.ready) || mix.contains(.created)
    guard isRunning || isReady || mix.contains(.waiting) else { return }
    let ready = mix.lanes(in: .ready, byEvents: byEvents) + mix.lanes(in: .created, byEvents: byEvents)
    drawShares(
      running: isRunning ? min(1, mix.lanes(in: .running, byEvents: byEvents)) : nil,
      isReady: ready > mix.lanes(in: .waiting, byEvents: byEvents), column, row)
  }

  /// However many cells stand for, and however small a part of them it is, a failure is never lost, nor is a cancellation.
  private mutating func drawBadEndings(of fold: Fold, _ row: Int) {
    guard !fold.failures.isEmpty || !fold.cancellations.isEmpty, let first = slots.first else { return }
    let start = plan.axis.isExact ? plan.axis.slot(atColumn: -1, in: index).upper : first.lower
    let limit = camera.hidesFuture ? position : .max
    draw(
      BadEndings(positions: positions, from: start, upTo: limit) {
        (Fold.last(fold.failures, in: $0), Fold.last(fold.cancellations, in: $0))
      }, row)
  }

  private mutating func drawEnd(of fold: Fold, _ row: Int) {
    guard let ending = words.ending(of: fold), let last = fold.endings.last.map(Int.init), shows(event: last)
    else {
      return
    }
    let column = plan.axis.column(ofEvent: last, in: index) + 1
    guard column >= 0, column < grid.width - plan.axisColumn else { return }
    _ = drawEnding(ending, column: column, row: row, room: room(from: column), event: last)
  }
}

extension LaneWords {
  /// `+103 ✗ 3 ⊘ 2`: how many rows a fold stands for beside its own, and how many of its tasks have ended badly at a position.
  func counts(of fold: Fold, at position: Int) -> [(text: String, role: Role)] {
    let failed = Fold.count(fold.failures, at: position)
    let cancelled = Fold.count(fold.cancellations, at: position)
    return [("+\(fold.rows.rows)", .note)]
      + (failed > 0 ? [("\(glyphs.raised) \(failed)", .raised)] : [])
      + (cancelled > 0 ? [("\(glyphs.cancelled) \(cancelled)", .cancelled)] : [])
  }

  /// How many of a fold's tasks are in which state: the longest wording first.
  func counts(_ counts: FoldCounts) -> [String] {
    func verb(_ number: Int, _ one: String, _ more: String) -> String? {
      number == 0 ? nil : "\(number) \(number == 1 ? one : more)"
    }
    let parts = [
      verb(counts[.running], "runs", "run"),
      counts[.ready] + counts[.created] == 0 ? nil : "\(counts[.ready] + counts[.created]) ready",
      verb(counts[.cancelling], "is stopping", "are stopping"), verb(counts[.waiting], "waits", "wait"),
    ].compactMap { $0 }
    return [parts.joined(separator: ", ")]
  }

  /// How the tasks of a fold ended, those that ended badly first; nil while one of them lives.
  func ending(of fold: Fold) -> EndingWords? {
    guard fold.tasks > 0, fold.endings.count == fold.tasks else { return nil }
    let bad = [(fold.failures.count, "failed"), (fold.cancellations.count, "cancelled")]
    let returned = fold.tasks - fold.failures.count - fold.cancellations.count
    let short = bad.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let whole =
      short.isEmpty ? "all \(fold.tasks) returned" : returned == 0 ? short : "\(short), \(returned) returned"
    let (sign, role): (String, Role) =
      bad[0].0 > 0
      ? (glyphs.raised, .raised)
      : bad[1].0 > 0 ? (glyphs.cancelled, .cancelled) : (glyphs.returned, .returned)
    return EndingWords(sign: sign, role: role, wordings: [whole, short])
  }
}
