import Screen
import Timeline

/// The line above the footer: what was done or went wrong, or else what the selected task does and why.
struct StatusView {
  private let state: DashboardState

  init(_ state: DashboardState) { self.state = state }

  func draw(on grid: inout Grid, in part: Rect) {
    let theme = state.theme
    let ellipsis = theme.glyphs.ellipsis
    // What is being typed stays in view, unless it was wrong.
    if let notice = state.notice, notice.isError || state.prompt == nil {
      let role: Role = notice.isError ? .error : .note
      grid.put(
        notice.text, column: part.column + 1, row: part.row, width: part.width - 2, style: theme[role],
        ellipsis: ellipsis)
      return
    }
    guard state.help == nil, let run = state.run else { return }
    if let prompt = state.prompt {
      line(prompt, width: part.width - 2).draw(
        on: &grid, column: part.column + 1, row: part.row, before: part.endColumn - 1, ellipsis: ellipsis)
      return
    }
    sentence(run).draw(
      on: &grid, column: part.column + 1, row: part.row, before: part.endColumn - 1, ellipsis: ellipsis)
  }

  /// What is being typed, up to its end, where the next character goes.
  private func line(_ prompt: Prompt, width: Int) -> Segments {
    let theme = state.theme
    var line = Segments()
    line.add(prompt.title, theme[.strong])
    let room = width - line.width - 1
    line.add(
      DisplayText.truncatedAtStart(prompt.text, to: room, ellipsis: theme.glyphs.ellipsis), theme[.text])
    line.add(" ", theme.cursor)
    line.add("  " + prompt.forms, theme[.dim])
    return line
  }

  private func sentence(_ run: RunState) -> Segments {
    let words = TaskWords(run, ascii: state.theme.glyphs == .ascii)
    var segments = Segments()
    let task = run.camera.selection ?? run.taskAtPlayhead
    guard let task, let lane = run.trace.index.lane(of: task) else {
      segments.add(run.trace.isEmpty ? "Waiting for the program" : "Nothing has run yet", state.theme[.dim])
      return segments
    }
    segments.add(words.name(lane), state.theme[.strong])
    segments.add(" " + words.sentence(lane), state.theme[.text])
    return segments
  }
}
