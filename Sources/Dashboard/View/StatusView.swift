import Screen
import Timeline

/// The line above the footer: what was done or went wrong, or else what the selected task does and why.
struct StatusView {
  private let state: DashboardState

  init(_ state: DashboardState) { self.state = state }

  func draw(on grid: inout Grid, in part: Rect) {
    let asks = state.run?.camera.hidesFuture == true
    let (first, second) = part.split(top: part.height - (asks ? 1 : 0))
    drawFirst(on: &grid, in: first)
    guard !second.isEmpty, let run = state.run, let guess = run.guess else { return }
    let question = question(guess, run)
    question.draw(
      on: &grid, column: second.column + 1, row: second.row, before: second.endColumn - 1,
      ellipsis: state.theme.glyphs.ellipsis)
  }

  private func drawFirst(on grid: inout Grid, in part: Rect) {
    let theme = state.theme
    // What is being typed stays in view, unless it was wrong.
    if let notice = state.notice, notice.isError || state.prompt.map({ showsElsewhere($0) }) != false {
      var text = Segments()
      text.add(notice.text, theme[notice.isError ? .error : .note])
      draw(text, on: &grid, in: part)
      return
    }
    guard state.help == nil, let run = state.run else { return }
    guard let prompt = state.prompt else { return draw(sentence(run), on: &grid, in: part) }
    if showsElsewhere(prompt) {
      var forms = Segments()
      forms.add(prompt.forms, theme[.dim])
      return draw(forms, on: &grid, in: part)
    }
    let line = PromptLine(prompt, isHidden: state.hidesTyping, theme)
    draw(line.segments(width: part.width - 2), on: &grid, in: part)
  }

  /// What is typed to the program stands with its output, where there is room for that.
  private func showsElsewhere(_ prompt: Prompt) -> Bool {
    prompt.purpose == .input && !Layout(state)[.output].isEmpty
  }

  /// Draws a line, which goes on in the next row where there is one.
  private func draw(_ line: Segments, on grid: inout Grid, in part: Rect) {
    let lines = line.wrapped(width: part.width - 2, rows: part.height)
    for (row, line) in lines.enumerated() {
      line.draw(
        on: &grid, column: part.column + 1, row: part.row + row, before: part.endColumn - 1,
        ellipsis: state.theme.glyphs.ellipsis)
    }
  }

  /// `Who runs next?  1 main  2 count #1`: the digits are the keys.
  private func question(_ guess: Guess, _ run: RunState) -> Segments {
    let theme = state.theme
    let words = TaskWords(run, ascii: theme.glyphs == .ascii)
    var line = Segments()
    line.add("Who runs next? ", theme[.strong])
    for (number, lane) in guess.choices.enumerated() {
      var key = theme[.key]
      key.background = theme.background
      line.add(" \(number + 1) ", key)
      let isSelected = run.trace.index.lanes[lane].task == run.camera.selection
      line.add(words.name(lane) + " ", theme[isSelected ? .strong : .text])
    }
    return line
  }

  private func sentence(_ run: RunState) -> Segments {
    let words = TaskWords(run, ascii: state.theme.glyphs == .ascii)
    var segments = Segments()
    if run.asksWhoIsNext {
      // What the selected task waits behind would be the answer.
      segments.add(
        "The future is covered: press a digit, or select a task and press Enter.", state.theme[.dim])
      return segments
    }
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
