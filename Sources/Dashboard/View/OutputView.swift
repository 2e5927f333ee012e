import Screen
import TaskModel
import Timeline

/// What the program has printed as of the playhead, and which task printed it.
struct OutputView {
  private let run: RunState
  private let theme: Theme
  /// What is being typed to the program.
  private let prompt: Prompt?

  init(_ run: RunState, _ theme: Theme, prompt: Prompt? = nil) {
    self.run = run
    self.theme = theme
    self.prompt = prompt
  }

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty else { return }
    let position = run.camera.playhead.position
    let count = run.trace.outputs.lineCount(at: position)
    let scroll = min(run.panes.outputScroll, max(0, count - 1))
    let content = drawFrame(
      "output", note: scroll > 0 ? "\(DurationText.count(scroll, "line")) below" : nil,
      isFocused: run.panes.focus == .output || prompt != nil, theme, on: &grid, in: part)
    draw(prompt, on: &grid, in: content)
    guard count > 0 || prompt != nil else {
      let text = run.trace.outputs.isEmpty && !run.isUnderWay ? "It prints nothing." : "Nothing printed yet."
      grid.put(text, column: content.column, row: content.row, width: content.width, style: theme[.dim])
      return
    }
    draw(lines(in: content), at: position, on: &grid, in: content)
  }

  /// What is being typed stands below what the program has written.
  private func draw(_ prompt: Prompt?, on grid: inout Grid, in content: Rect) {
    guard let prompt, content.height > 0 else { return }
    let line = PromptLine(prompt, isHidden: run.input?.isHidden == true, theme)
    line.segments(width: content.width, saysForms: false).draw(
      on: &grid, column: content.column, row: content.row + content.height - 1, before: content.endColumn,
      ellipsis: theme.glyphs.ellipsis)
  }

  /// The lines that are in view: the last ones printed, unless it is scrolled.
  private func lines(in content: Rect) -> Range<Int> {
    let count = run.trace.outputs.lineCount(at: run.camera.playhead.position)
    let end = count - min(run.panes.outputScroll, max(0, count - 1))
    return max(0, end - content.height + (prompt == nil ? 0 : 1))..<max(0, end)
  }

  /// What began the line in a row of the screen.
  func piece(atRow row: Int, in part: Rect) -> OutputLog.Piece? {
    let content = paneContent(part)
    let lines = lines(in: content)
    let line = lines.lowerBound + row - content.row
    guard lines.contains(line), row >= content.row else { return nil }
    return run.trace.outputs.pieces(ofLines: line..<line + 1, at: run.camera.playhead.position).first
  }

  private func draw(_ lines: Range<Int>, at position: Int, on grid: inout Grid, in content: Rect) {
    let words = TaskWords(run, ascii: theme.glyphs == .ascii)
    var columns: [Int: Int] = [:]
    var firstTask: [Int: TaskID] = [:]
    let nameWidth = content.width >= 40 ? min(18, content.width / 3) : 0
    let textEnd = content.endColumn - nameWidth - (nameWidth > 0 ? 1 : 0)
    for piece in run.trace.outputs.pieces(ofLines: lines, at: position) {
      let row = content.row + piece.line - lines.lowerBound
      let column = columns[piece.line] ?? content.column
      let role: Role = piece.stream == .standardError ? .outputError : .output
      columns[piece.line] = grid.put(
        DisplayText.expandingTabs(piece.text), column: column, row: row, width: max(0, textEnd - column),
        style: theme[role], ellipsis: theme.glyphs.ellipsis)
      guard firstTask[piece.line] == nil else { continue }
      firstTask[piece.line] = piece.task
      guard nameWidth > 0, let lane = run.trace.index.lane(of: piece.task) else { continue }
      grid.putRight(
        words.name(lane), before: content.endColumn, row: row, width: nameWidth, style: theme[.dim],
        ellipsis: theme.glyphs.ellipsis)
    }
  }
}
