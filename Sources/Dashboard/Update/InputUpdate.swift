/// Typing to a program that runs in a terminal of its own.
extension DashboardState {
  mutating func beginInput() {
    guard let run, run.input != nil else {
      notice = Notice("Only a program that runs under 'taskviz record' can be typed to", isError: true)
      return
    }
    guard run.isUnderWay else {
      notice = Notice("The program has ended: nobody reads what is typed", isError: true)
      return
    }
    if !run.panes.shown.contains(.output) { self.run?.toggle(.output) }
    self.run?.panes.bringForward(.output)
    prompt = Prompt(.input)
  }

  /// Whether what is typed at the prompt must not be seen.
  var hidesTyping: Bool { prompt?.purpose == .input && run?.input?.isHidden == true }

  /// Whether Enter in the pane of the output is for the program.
  var typesOnEnter: Bool { run?.input != nil && run?.isUnderWay == true && run?.panes.focus == .output }

  /// Hands the line to the program, and goes on with the next one.
  mutating func sendLine() -> [Effect] {
    let line = prompt?.text ?? ""
    run?.input?.remember(line)
    prompt = Prompt(.input)
    return [.type(line + "\r")]
  }

  /// Ends the input, as Ctrl-D does; behind a line, hands on that line as it is.
  mutating func endInput() -> [Effect] {
    let line = prompt?.text ?? ""
    prompt = Prompt(.input)
    return [.type(line + "\u{4}")]
  }

  mutating func chooseLine(by distance: Int) {
    guard let line = run?.input?.choose(by: distance) else { return }
    prompt = Prompt(.input, line)
  }

  /// Several lines are handed on, but for the last one, which can be changed.
  mutating func typeLines(_ text: String) -> [Effect] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let last = lines.popLast() ?? ""
    var effects: [Effect] = []
    for line in lines {
      prompt?.typed.type(line)
      effects += sendLine()
    }
    prompt?.typed.type(last)
    return effects
  }

  /// Ctrl-C goes to the program first; a second one leaves.
  mutating func quitOrInterrupt() -> [Effect] {
    guard run?.isUnderWay == true, run?.input?.wasInterrupted == false else { return [.quit] }
    run?.input?.wasInterrupted = true
    notice = Notice("Ctrl-C went to the program; a second one ends it, and taskviz", remaining: nil)
    return [.type("\u{3}")]
  }

  /// Notes whether the program shows what is typed.
  package mutating func noteInput(isHidden: Bool) {
    if run?.input?.isHidden != isHidden { run?.input?.isHidden = isHidden }
  }
}
