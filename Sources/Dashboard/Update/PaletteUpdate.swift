import Screen

extension DashboardState {
  /// What the palette finds for what has been typed.
  var foundCommands: [Command] { Command.found(prompt?.text ?? "", bindings) }

  mutating func choose(by rows: Int) {
    guard let prompt, prompt.purpose == .command else { return }
    let last = max(0, foundCommands.count - 1)
    self.prompt?.choice = min(max(0, prompt.choice + rows), last)
  }

  mutating func acceptCommand() -> [Effect] {
    guard let prompt else { return [] }
    let found = foundCommands
    guard found.indices.contains(prompt.choice) else {
      notice = Notice("No command has \(prompt.text)", isError: true)
      return []
    }
    self.prompt = nil
    return perform(found[prompt.choice].deed)
  }

  private mutating func perform(_ deed: Command.Deed) -> [Effect] {
    switch deed {
    case .perform(let action): return perform(action)
    case .theme(let name):
      theme = Theme(name, glyphs: theme.glyphs)
      return []
    case .axis(let axis):
      run?.show(axis)
      return []
    case .copy(let clipping): return copy(clipping)
    }
  }

  private mutating func copy(_ clipping: Clipping) -> [Effect] {
    guard let text = text(of: clipping) else {
      notice = Notice("Select a task first: j and k go from one to the next", isError: true)
      return []
    }
    return [.copy(text, what: clipping.name)]
  }

  mutating func pointInPalette(_ pointer: Pointer) -> [Effect] {
    switch pointer.kind {
    case .wheelDown: choose(by: 1)
    case .wheelUp: choose(by: -1)
    case .press:
      let view = PaletteView(self)
      guard let number = view.command(column: pointer.column, row: pointer.row) else {
        prompt = nil
        return []
      }
      prompt?.choice = number
      return acceptCommand()
    case .drag, .release: break
    }
    return []
  }
}
