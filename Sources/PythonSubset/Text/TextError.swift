/// An exception that a text function raises in the program: its Python type and message.
package struct TextError: Error, Hashable, Sendable {
  package enum Kind: String, Sendable {
    case value = "ValueError"
    case type = "TypeError"
    case overflow = "OverflowError"
    case memory = "MemoryError"
  }

  package let kind: Kind
  package let message: String

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// No text of more characters than this is made by padding or by a precision: the program gets a MemoryError.
  static let sizeLimit = 1 << 28
}
