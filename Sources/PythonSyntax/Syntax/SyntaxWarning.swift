/// What is Python, but hardly what was meant: a `SyntaxWarning` of CPython's compiler.
package struct SyntaxWarning: Hashable, Sendable {
  /// In CPython's words.
  package let message: String
  package let line: Int

  package init(_ message: String, line: Int) {
    self.message = message
    self.line = line
  }
}
