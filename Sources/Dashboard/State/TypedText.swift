/// One line that is being typed: printable characters, no more than anybody would type.
package struct TypedText: Hashable, Sendable {
  package private(set) var text: String
  /// How many characters it may have.
  private let limit: Int

  package init(_ text: String = "", limit: Int = 60) {
    self.text = text
    self.limit = limit
  }

  package var isEmpty: Bool { text.isEmpty }

  mutating func type(_ more: String) {
    let typed = more.unicodeScalars.filter {
      !$0.properties.isDefaultIgnorableCodePoint && $0.properties.generalCategory != .control
    }
    let room = limit - text.count
    guard room > 0 else { return }
    text += String(String.UnicodeScalarView(typed)).prefix(room)
  }

  mutating func erase() { text = String(text.dropLast()) }

  mutating func clear() { text = "" }
}
