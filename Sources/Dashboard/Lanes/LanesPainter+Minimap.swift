import Screen
import Timeline

/// The whole run below the ruler, with the part of it that is shown.
struct Minimap {
  let axis: AxisLayout
  let slots: [AxisSlot]
  /// The columns of the map that stand for those that are shown.
  let window: ClosedRange<Int>

  init(_ index: TimelineIndex, shown: AxisLayout, _ shownSlots: [AxisSlot]) {
    let isWhole = shown.totalColumns <= shown.width
    // Where all of the axis is shown, the map is the axis.
    let axis = isWhole ? shown : AxisLayout(shown.kind, of: index, width: shown.width)
    self.axis = axis
    slots = isWhole ? shownSlots : axis.slots(in: index)
    let last = max(0, shown.width - 1)
    func column(_ position: Int, _ place: Int) -> Int {
      // A stretch without events is one position, and a place on the axis of time all the same.
      shown.kind == .time
        ? Int(Double(place) * Double(shown.width) / Double(max(1, shown.totalColumns)))
        : axis.column(ofPosition: position, time: index.time(atPosition: position), in: index)
    }
    let start =
      shown.firstColumn == 0 || isWhole ? 0 : column(shownSlots.first?.lower ?? 0, shown.firstColumn)
    let reach = shown.firstColumn + shown.width
    let end = reach >= shown.totalColumns || isWhole ? last : column(shownSlots.last?.upper ?? 0, reach)
    let first = min(max(0, start), last)
    window = first...min(max(first, end), last)
  }

  /// The leftmost column of the axis that is shown when a column of the map is in the middle of the window.
  func firstColumn(of shown: AxisLayout, around column: Int, in index: TimelineIndex) -> Int {
    guard !slots.isEmpty else { return 0 }
    let column = min(max(0, column), slots.count - 1)
    let position = slots[column].lower
    let place =
      shown.kind == .time
      ? Int(Double(column) * Double(shown.totalColumns) / Double(max(1, shown.width)))
      : shown.firstColumn
        + shown.column(ofPosition: position, time: index.time(atPosition: position), in: index)
    return shown.clamped(place - shown.width / 2)
  }
}

extension LanesPainter {
  /// How many tasks live at each moment, and below it the window, and every failure and cancellation.
  mutating func drawMinimap() {
    let rows = plan.rulerRows..<plan.rulerRows + plan.minimapRows
    for row in rows { rowContents[row] = .minimap }
    guard let row = rows.last, plan.axis.width > 0 else { return }
    let map = Minimap(index, shown: plan.axis, slots)
    if rows.count > 1 { drawActivity(map, rows.lowerBound) }
    drawWindow(map, row)
    let shown = plan.shownRows
    let part =
      shown.count < plan.rowCount ? "\(shown.lowerBound + 1)-\(shown.upperBound) of \(plan.rowCount)" : nil
    for (row, text) in zip(rows.reversed(), [part ?? "whole run", "whole run"]) {
      grid.put(
        text, column: 1, row: row, width: max(0, plan.axisColumn - 2), style: theme[.laneNameDim],
        ellipsis: glyphs.ellipsis)
    }
  }

  /// The first column of the map of which nothing is told.
  private func limit(of map: Minimap) -> Int {
    guard camera.hidesFuture, !isAtEnd else { return map.slots.count }
    return min(map.slots.count, max(0, playheadColumn(of: map)))
  }

  private func playheadColumn(of map: Minimap) -> Int {
    map.axis.column(ofPosition: position, time: camera.playhead.time, in: index)
  }

  private mutating func drawActivity(_ map: Minimap, _ row: Int) {
    let numbers = map.slots.prefix(limit(of: map)).map { index.counts(at: $0.upper).alive }
    let most = max(1, numbers.max() ?? 0)
    for (column, number) in numbers.enumerated() where number > 0 {
      let level = (number * glyphs.levels.count - 1) / most
      mark(
        glyphs.levels[min(level, glyphs.levels.count - 1)], column: column, row: row,
        style: map.window.contains(column) ? theme[.wakeArrow] : theme.future(.wakeArrow))
    }
    let playhead = playheadColumn(of: map)
    if !isAtEnd, map.slots.indices.contains(playhead) {
      mark(glyphs.playhead, column: playhead, row: row, style: theme[.playhead])
    }
  }

  private mutating func drawWindow(_ map: Minimap, _ row: Int) {
    let (first, last) = (map.window.lowerBound, map.window.upperBound)
    for column in map.slots.indices {
      guard map.window.contains(column) else {
        mark(glyphs.rule, column: column, row: row, style: theme[.ruler])
        continue
      }
      let glyph =
        first == last
        ? glyphs.scopeMark
        : column == first ? glyphs.scopeStart : column == last ? glyphs.scopeEnd : glyphs.scopeLine
      mark(glyph, column: column, row: row, style: theme[.scope])
    }
    var positions = map.slots.prefix(limit(of: map)).map(\.upper)
    if let last = positions.indices.last, positions.count == map.slots.count { positions[last] = index.count }
    draw(BadEndings(positions: positions, from: 0, last: index.lastBadEndings(in:)), row)
  }
}
