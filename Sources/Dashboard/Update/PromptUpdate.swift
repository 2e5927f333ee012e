extension DashboardState {
  /// What keys do while a line is being typed.
  mutating func performInPrompt(_ action: Action) -> [Effect] {
    switch action {
    case .back: leavePrompt()
    case .eraseCharacter:
      // Erasing in an empty line leaves it.
      if prompt?.text.isEmpty == true { leavePrompt() } else { prompt?.typed.erase() }
      showSearch()
    case .accept: accept()
    default: break
    }
    return []
  }

  mutating func typeAtPrompt(_ text: String) {
    prompt?.typed.type(text)
    showSearch()
  }

  private mutating func leavePrompt() {
    if prompt?.purpose == .search { run?.camera.search = nil }
    prompt = nil
  }

  /// What a search finds is seen while it is being typed.
  private mutating func showSearch() {
    guard let prompt, prompt.purpose == .search else { return }
    run?.camera.search = LaneSearch(prompt.text)
  }

  private mutating func accept() {
    guard let prompt, !prompt.text.isEmpty else { return leavePrompt() }
    let before = run?.camera
    switch prompt.purpose {
    case .goTo:
      guard let destination = Destination(prompt.text) else {
        notice = Notice("Not a place to go to: type \(Destination.forms)", isError: true)
        return
      }
      run?.go(to: destination)
    case .search:
      guard run?.camera.search != nil else {
        notice = Notice("Not a regular expression: \(prompt.text)", isError: true)
        return
      }
      if let text = run?.goToMatch(by: 1, fromSelection: true) {
        notice = Notice(text, remaining: .seconds(4))
      }
    }
    self.prompt = nil
    reveal(what: before)
  }
}
