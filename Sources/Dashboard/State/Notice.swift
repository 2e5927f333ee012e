/// One line for the reader: what was done, or what went wrong.
package struct Notice: Hashable, Sendable {
  package var text: String
  package var isError: Bool
  /// How long it still stays; nil until a key is pressed.
  package var remaining: Duration?

  package init(_ text: String, isError: Bool = false, remaining: Duration? = .seconds(4)) {
    self.text = text
    self.isError = isError
    self.remaining = remaining
  }
}
