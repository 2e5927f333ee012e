/// A scenario as the picker offers it.
package struct ScenarioEntry: Hashable, Sendable {
  package var name: String
  package var title: String
  package var story: String
  /// The program's text.
  package var source: String

  package init(name: String, title: String, story: String, source: String) {
    self.source = source
    self.name = name
    self.title = title
    self.story = story
  }
}

/// The picker: all scenarios, the search, the choice.
package struct PickerState: Hashable, Sendable {
  package let entries: [ScenarioEntry]
  private var typed = TypedText()
  /// A search is being typed: letters belong to it.
  package private(set) var isSearching = false
  /// The entries that the search finds, in their order, as indices.
  package private(set) var found: [Int]
  /// Which of those found is chosen; 0 where none is found.
  package private(set) var choice = 0

  package init(_ entries: [ScenarioEntry]) {
    self.entries = entries
    found = Array(entries.indices)
  }

  package var query: String { typed.text }

  package var chosen: ScenarioEntry? {
    found.indices.contains(choice) ? entries[found[choice]] : nil
  }

  mutating func choose(_ index: Int) {
    choice = min(max(0, index), max(0, found.count - 1))
  }

  mutating func beginSearch() { isSearching = true }

  mutating func endSearch() {
    isSearching = false
    typed.clear()
    search()
  }

  mutating func type(_ text: String) {
    isSearching = true
    typed.type(text)
    search()
  }

  /// Erasing in an empty search ends it.
  mutating func erase() {
    if typed.isEmpty { isSearching = false }
    typed.erase()
    search()
  }

  private mutating func search() {
    let name = chosen?.name
    let words = query.lowercased().split(separator: " ")
    found = entries.indices.filter { index in
      let entry = entries[index]
      let text = "\(entry.name) \(entry.title) \(entry.story)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    // Who is named so comes first to mind: a name that begins with the search is chosen before the old choice.
    let lowered = query.lowercased()
    choice =
      (lowered.isEmpty ? nil : found.firstIndex { entries[$0].name.hasPrefix(lowered) })
      ?? found.firstIndex { entries[$0].name == name } ?? 0
  }
}
