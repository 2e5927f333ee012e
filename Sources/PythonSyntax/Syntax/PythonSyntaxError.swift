/// What makes a source text no Python program, and where: raised by the lexer, the parser and the checks after them.
package struct PythonSyntaxError: Error, Hashable, Sendable {
  package enum Kind: String, Sendable {
    case syntax = "SyntaxError"
    case indentation = "IndentationError"
    case tab = "TabError"
  }

  package let kind: Kind
  /// CPython's words, such as `'(' was never closed`.
  package let message: String
  /// What the carets mark; empty where CPython marks one place only; with its end before its start where it marks none.
  package let range: SourceRange

  package init(_ message: String, at range: SourceRange, kind: Kind = .syntax) {
    self.kind = kind
    self.message = message
    self.range = range
  }
}
