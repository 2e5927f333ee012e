import Screen
import TaskModel
import Timeline

/// One line an event around the playhead: when, in which step, who, what, of whom.
struct EventsView {
  private let run: RunState
  private let theme: Theme
  private let words: EventWords

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
    words = EventWords(words: LaneWords(run, theme.glyphs))
  }

  /// Which event stands in which row of the screen.
  static func rows(_ run: RunState, in content: Rect) -> [(row: Int, event: Int)] {
    guard let event = run.currentEvent, content.height > 0 else { return [] }
    let events = EventList(run).window(around: event, count: content.height)
    return events.enumerated().map { (content.row + $0.offset, $0.element) }
  }

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty else { return }
    let position = run.camera.playhead.position
    let content = drawFrame(
      title, note: "\(position) of \(DurationText.count(run.trace.count, "event"))",
      isFocused: run.panes.focus == .events, theme, on: &grid, in: part)
    let rows = Self.rows(run, in: content)
    guard !rows.isEmpty else {
      let text = position == 0 && run.camera.hidesFuture ? "Nothing has happened yet." : "No events."
      grid.put(text, column: content.column, row: content.row, width: content.width, style: theme[.dim])
      return
    }
    let lines = rows.map { words.line($0.event) }
    let columns = Columns(lines, content)
    for (number, (row, event)) in rows.enumerated() {
      // A moment is told once, with the first of its events.
      let isNew = number == 0 || lines[number - 1].time != lines[number].time
      draw(
        lines[number], columns, content, on: &grid, row: row, hasHappened: event < position, showsTime: isNew)
      if event == position - 1 { grid.put(theme.glyphs.play, column: content.column, row: row, style: key) }
      guard event == run.currentEvent, run.panes.focus == .events else { continue }
      grid.restyle(Rect(column: content.column, row: row, width: content.width, height: 1)) {
        $0 = theme.selected($0)
      }
    }
  }

  private var title: String {
    guard run.panes.listsSelectionOnly, let task = run.camera.selection,
      let lane = run.trace.index.lane(of: task)
    else { return "events" }
    return "events of \(words.words.name(ofLane: lane))"
  }

  private var key: Style {
    var style = theme[.key]
    style.background = theme.background
    return style
  }

  /// Where the parts of a line begin and end.
  private struct Columns {
    var timeEnd: Int
    var stepEnd: Int
    var who: Int
    var what: Int

    init(_ lines: [EventWords.Line], _ content: Rect) {
      func widest(_ texts: [String]) -> Int { texts.map(DisplayText.width).max() ?? 0 }
      timeEnd = content.column + 2 + widest(lines.map(\.time))
      // Where there is little room, a step's number is worth less than what happens in it.
      let steps = content.width >= 50 ? widest(lines.map { $0.step.map(String.init) ?? "" }) + 2 : 0
      stepEnd = timeEnd + steps
      who = stepEnd + 2
      what = who + min(widest(lines.map(\.who)), max(12, content.width / 4)) + 2
    }
  }

  private func draw(
    _ line: EventWords.Line, _ columns: Columns, _ content: Rect, on grid: inout Grid, row: Int,
    hasHappened: Bool, showsTime: Bool
  ) {
    func look(_ role: Role) -> Style { hasHappened ? theme[role] : theme.future(role) }
    if showsTime { grid.putRight(line.time, before: columns.timeEnd, row: row, style: look(.dim)) }
    if let step = line.step, columns.stepEnd > columns.timeEnd {
      grid.putRight(String(step), before: columns.stepEnd, row: row, style: look(.stepNumber))
    }
    grid.put(
      line.who, column: columns.who, row: row, width: columns.what - columns.who - 2, style: look(.laneName),
      ellipsis: theme.glyphs.ellipsis)
    Segments(line.what, look(line.role))
      .shortened(to: content.endColumn - columns.what, ellipsis: theme.glyphs.ellipsis)
      .draw(on: &grid, column: columns.what, row: row, before: content.endColumn)
  }
}
