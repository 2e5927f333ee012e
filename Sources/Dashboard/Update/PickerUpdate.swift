import Screen

extension DashboardState {
  mutating func performInPicker(_ action: Action) -> [Effect] {
    guard let picker else { return [.quit] }
    let page = max(1, Layout(self)[.list].height - 3)
    switch action {
    case .next: self.picker?.choose(picker.choice + 1)
    case .previous: self.picker?.choose(picker.choice - 1)
    case .nextPage: self.picker?.choose(picker.choice + page)
    case .previousPage: self.picker?.choose(picker.choice - page)
    case .first: self.picker?.choose(0)
    case .last: self.picker?.choose(picker.found.count - 1)
    case .search: self.picker?.beginSearch()
    case .eraseCharacter: self.picker?.erase()
    case .clearSearch: self.picker?.endSearch()
    case .run:
      if let chosen = picker.chosen { return [.start(scenario: chosen.name)] }
    default: break
    }
    return []
  }

  /// A click chooses, and another one on what is chosen runs it.
  mutating func pointInPicker(_ pointer: Pointer) -> [Effect] {
    guard let picker else { return [] }
    switch pointer.kind {
    case .wheelDown: self.picker?.choose(picker.choice + 1)
    case .wheelUp: self.picker?.choose(picker.choice - 1)
    case .press:
      guard let index = PickerView.entry(at: pointer, state: self) else { return [] }
      if index == picker.choice { return performInPicker(.run) }
      self.picker?.choose(index)
    case .drag, .release: break
    }
    return []
  }
}
