extension DashboardState {
  /// What keys do while a line is being typed.
  mutating func performInPrompt(_ action: Action) -> [Effect] {
    switch action {
    case .back: leavePrompt()
    case .endInput: return endInput()
    case .eraseCharacter where prompt?.purpose == .input: prompt?.typed.erase()
    case .next where prompt?.purpose == .input: chooseLine(by: 1)
    case .previous where prompt?.purpose == .input: chooseLine(by: -1)
    case .eraseCharacter:
      // Erasing in an empty line leaves it.
      if prompt?.text.isEmpty == true { leavePrompt() } else { change { $0.erase() } }
    case .eraseForward: change { $0.eraseForward() }
    case .eraseWord: change { $0.eraseWord() }
    case .eraseLine: change { $0.clear() }
    case .cursorLeft: prompt?.typed.move(by: -1)
    case .cursorRight: prompt?.typed.move(by: 1)
    case .cursorToStart: prompt?.typed.moveToStart()
    case .cursorToEnd: prompt?.typed.moveToEnd()
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
    // A note that is pasted in several lines stays readable in one.
    let isNote = prompt?.purpose == .note
    let lines = text.split { $0.isNewline || $0 == "\t" }
    change { $0.type(isNote ? lines.joined(separator: " ") : text) }
  }

  private mutating func change(_ edit: (inout TypedText) -> Void) {
    guard var typed = prompt?.typed else { return }
    edit(&typed)
    prompt?.typed = typed
    prompt?.choice = 0
    showSearch()
  }

  private mutating func leavePrompt() {
    switch prompt?.purpose {
    case .search: run?.camera.search = nil
    case .filter: setFilter(nil)
    case .goTo, .command, .note, .input, nil: break
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
    guard let prompt else { return [] }
    switch prompt.purpose {
    case .command: return acceptCommand()
    case .input: return sendLine()
    case .note:
      self.prompt = nil
      return write(note: prompt.text)
    case .goTo:
      if prompt.text.isEmpty { leavePrompt() } else { goWhere(prompt.text) }
    case .search:
      if prompt.text.isEmpty { leavePrompt() } else { goToFound(prompt.text) }
    case .filter:
      if prompt.text.isEmpty { leavePrompt() } else { acceptFilter(prompt.text) }
    }
    return []
  }

  private mutating func goWhere(_ text: String) {
    guard let destination = Destination(text) else {
      notice = Notice("Not a place to go to: type \(Destination.forms)", isError: true)
      return
    }
    let before = run?.camera
    run?.go(to: destination)
    prompt = nil
    reveal(what: before)
  }

  private mutating func goToFound(_ pattern: String) {
    guard run?.camera.search != nil else {
      notice = Notice("Not a regular expression: \(pattern)", isError: true)
      return
    }
    let before = run?.camera
    if let text = run?.goToMatch(by: 1, fromSelection: true) {
      notice = Notice(text, remaining: .seconds(4))
    }
    prompt = nil
    reveal(what: before)
  }

  private mutating func acceptFilter(_ text: String) {
    let before = run?.camera
    do {
      setFilter(try LaneFilter(text))
    } catch {
      notice = Notice(error.description, isError: true)
      return
    }
    notice = run?.countOfFound.map { Notice($0, remaining: .seconds(4)) }
    prompt = nil
    reveal(what: before)
  }
}
