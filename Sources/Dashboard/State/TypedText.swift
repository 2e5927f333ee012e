/// One line that is being typed: printable characters, no more than anybody would type, and where the next one goes.
package struct TypedText: Hashable, Sendable {
  private var characters: [Character]
  /// How many characters stand before the next one that is typed.
  private(set) var cursor: Int
  /// How many characters it may have.
  private let limit: Int

  package init(_ text: String = "", limit: Int = 60) {
    characters = Array(text)
    cursor = characters.count
    self.limit = limit
  }

  package var text: String { String(characters) }
  package var isEmpty: Bool { characters.isEmpty }

  /// What stands before the cursor, on it and behind it; a blank is on it at the end.
  var parts: (before: String, at: String, behind: String) {
    guard characters.indices.contains(cursor) else { return (text, " ", "") }
    return (
      String(characters[..<cursor]), String(characters[cursor]), String(characters[(cursor + 1)...])
    )
  }

  mutating func type(_ more: String) {
    let typed = more.unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
    }
    let room = limit - characters.count
    guard room > 0 else { return }
    let before = String(characters[..<cursor]) + String(String.UnicodeScalarView(typed)).prefix(room)
    let behind = characters[cursor...]
    // A mark that combines with the character before it makes no new one.
    characters = Array(before)
    cursor = characters.count
    characters += behind
  }

  // MARK: Moving

  mutating func move(by distance: Int) { cursor = min(max(0, cursor + distance), characters.count) }

  mutating func moveToStart() { cursor = 0 }

  mutating func moveToEnd() { cursor = characters.count }

  // MARK: Erasing

  /// Takes the character before the cursor away.
  mutating func erase() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  /// Takes the character at the cursor away.
  mutating func eraseForward() {
    guard characters.indices.contains(cursor) else { return }
    characters.remove(at: cursor)
  }

  /// Takes the word before the cursor away, and the blanks between the two.
  mutating func eraseWord() {
    while cursor > 0, characters[cursor - 1].isWhitespace { erase() }
    while cursor > 0, !characters[cursor - 1].isWhitespace { erase() }
  }

  mutating func clear() {
    characters = []
    cursor = 0
  }
}
