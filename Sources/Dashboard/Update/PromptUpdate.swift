extension DashboardState {
  /// What keys do while a line is being typed.
  mutating func performInPrompt(_ action: Action) -> [Effect] {
    switch action {
    case .back: leavePrompt()
    case .eraseCharacter:
      // Erasing in an empty line leaves it.
      if prompt?.text.isEmpty == true { leavePrompt() } else { prompt?.typed.erase() }
      prompt?.choice = 0
      showSearch()
    case .accept: return accept()
    case .next: choose(by: 1)
    case .previous: choose(by: -1)
    case .nextPage: choose(by: 10)
    case .previousPage: choose(by: -10)
    default: break
    }
    return []
  }

  mutating func typeAtPrompt(_ text: String) {
    prompt?.typed.type(text)
    prompt?.choice = 0
    showSearch()
  }

  private mutating func leavePrompt() {
    switch prompt?.purpose {
    case .search: run?.camera.search = nil
    case .filter: setFilter(nil)
    case .goTo, .command, nil: break
    }
    prompt = nil
  }

  private mutating func setFilter(_ filter: LaneFilter?) {
    let before = run?.camera
    run?.camera.filter = filter
    reveal(what: before)
    let layout = Layout(self)
    run?.revealSelection(in: layout)
  }

  /// What a search finds is seen while it is being typed.
  private mutating func showSearch() {
    guard let prompt, prompt.purpose == .search else { return }
    run?.camera.search = LaneSearch(prompt.text)
  }

  private mutating func accept() -> [Effect] {
    if prompt?.purpose == .command { return acceptCommand() }
    guard let prompt, !prompt.text.isEmpty else {
      leavePrompt()
      return []
    }
    let before = run?.camera
    switch prompt.purpose {
    case .goTo:
      guard let destination = Destination(prompt.text) else {
        notice = Notice("Not a place to go to: type \(Destination.forms)", isError: true)
        return []
      }
      run?.go(to: destination)
    case .search:
      guard run?.camera.search != nil else {
        notice = Notice("Not a regular expression: \(prompt.text)", isError: true)
        return []
      }
      if let text = run?.goToMatch(by: 1, fromSelection: true) {
        notice = Notice(text, remaining: .seconds(4))
      }
    case .command: break
    case .filter:
      do {
        setFilter(try LaneFilter(prompt.text))
      } catch {
        notice = Notice(error.description, isError: true)
        return []
      }
      notice = run?.countOfFound.map { Notice($0, remaining: .seconds(4)) }
    }
    self.prompt = nil
    reveal(what: before)
    return []
  }
}
