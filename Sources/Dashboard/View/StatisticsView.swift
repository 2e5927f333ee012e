import Screen
import Timeline

/// A table of what the tasks of each coroutine have done up to the playhead.
struct StatisticsView {
  private let run: RunState
  private let theme: Theme
  private let words: TaskWords

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
    words = TaskWords(run, ascii: theme.glyphs == .ascii)
  }

  /// Of more tasks, and of more states of one task, than these not all are looked at.
  private static let looked = (tasks: 4096, spans: 4096)

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty else { return }
    let index = run.trace.index
    let isPartial = index.lanes.count > Self.looked.tasks
    let content = drawFrame(
      "statistics", note: isPartial ? "of the first \(Self.looked.tasks) tasks" : "of each coroutine",
      isFocused: run.panes.focus == .statistics, theme, on: &grid, in: part)
    let rows = index.statistics(
      at: run.camera.playhead.position, lanes: Self.looked.tasks, spans: Self.looked.spans)
    let first = min(run.panes.scroll(.statistics), max(0, rows.count - content.height + 1))
    let table = [Self.heading] + rows.dropFirst(first).prefix(max(0, content.height - 1)).map(cells)
    let nameWidth = min(table.map { DisplayText.width($0.name) }.max() ?? 0, max(9, content.width / 3))
    let widths = Self.heading.values.indices.map { number in
      table.map { DisplayText.width($0.values[number]) }.max() ?? 0
    }
    for (row, cells) in table.enumerated().prefix(content.height) {
      draw(
        cells, nameWidth, widths, isHeading: row == 0, on: &grid, column: content.column,
        row: content.row + row, before: content.endColumn)
    }
  }

  private struct Cells {
    var name: String
    /// In the order of their worth: where there is no room, the last ones are left out.
    var values: [String]
  }

  private static let heading = Cells(
    name: "COROUTINE",
    values: [
      "TASKS", "FAILED", "RUNNING", "READY", "WAITING", "STEP MAX", "LIFE P50", "LIFE P95", "CANCELLED",
    ])

  private func cells(_ row: CoroutineStatistics) -> Cells {
    let values: [String] = [
      "\(row.tasks)", "\(row.raised)", words.duration(row.running), words.duration(row.ready),
      words.duration(row.waiting), words.duration(row.longestStep),
      row.life(atMost: 0.5).map(words.duration) ?? "",
      row.life(atMost: 0.95).map(words.duration) ?? "", "\(row.cancelled)",
    ]
    return Cells(name: words.coroutine(row.lane), values: values)
  }

  private func draw(
    _ cells: Cells, _ nameWidth: Int, _ widths: [Int], isHeading: Bool, on grid: inout Grid, column: Int,
    row: Int, before end: Int
  ) {
    grid.put(
      cells.name, column: column, row: row, width: nameWidth,
      style: theme[isHeading ? .laneNameDim : .strong],
      ellipsis: theme.glyphs.ellipsis)
    var place = column + nameWidth
    for (value, width) in zip(cells.values, widths.map { $0 + 2 }) {
      guard place + width <= end else { return }
      place += width
      grid.putRight(
        value, before: place, row: row, width: width, style: theme[isHeading ? .laneNameDim : .text],
        ellipsis: theme.glyphs.ellipsis)
    }
  }
}
