/// One line that is being typed: printable characters, no more than anybody would type.
package struct TypedText: Hashable, Sendable {
  package private(set) var text = ""

  private static let limit = 60

  package init() {}

  package var isEmpty: Bool { text.isEmpty }

  mutating func type(_ more: String) {
    let typed = more.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 0x20 }
    text = String((text + String(String.UnicodeScalarView(typed))).prefix(Self.limit))
  }

  mutating func erase() { text = String(text.dropLast()) }

  mutating func clear() { text = "" }
}
