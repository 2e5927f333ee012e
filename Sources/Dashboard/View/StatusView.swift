import Screen
import Timeline

/// The line above the footer: what was done or went wrong, or else what the selected task does and why.
struct StatusView {
  private let state: DashboardState

  init(_ state: DashboardState) { self.state = state }

  /// Where its line stands: above the question of a covered future.
  func sentencePart(of part: Rect) -> Rect { divided(part).top }

  private func divided(_ part: Rect) -> (top: Rect, rest: Rect) {
    part.split(top: part.height - (state.run?.camera.hidesFuture == true ? 1 : 0))
  }

  /// Asks what comes next, where the future is covered.
  func drawQuestion(on grid: inout Grid, in part: Rect) {
    let second = divided(part).rest
    guard !second.isEmpty, let run = state.run, let guess = run.guess else { return }
    let question = question(guess, run)
    question.draw(
      on: &grid, column: second.column + 1, row: second.row, before: second.endColumn - 1,
      ellipsis: state.theme.glyphs.ellipsis)
  }

  /// What it says, in one line; nil where there is nothing to say.
  var line: Segments? {
    let theme = state.theme
    // What is being typed stays in view, unless it was wrong.
    if let notice = state.notice, notice.isError || state.prompt.map({ showsElsewhere($0) }) != false {
      return Segments(notice.text, theme[notice.isError ? .error : .note])
    }
    guard state.help == nil, let run = state.run else { return nil }
    guard let prompt = state.prompt else { return sentence(run) }
    if showsElsewhere(prompt) { return Segments(prompt.forms, theme[.dim]) }
    return PromptLine(prompt, isHidden: state.hidesTyping, theme).segments(width: state.size.width - 2)
  }

  /// What is typed to the program stands with its output, where there is room for that.
  private func showsElsewhere(_ prompt: Prompt) -> Bool {
    prompt.purpose == .input && !Layout(state)[.output].isEmpty
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
