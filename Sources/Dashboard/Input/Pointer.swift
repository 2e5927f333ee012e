package import Screen

/// What a mouse did, and in which cell.
package struct Pointer: Hashable, Sendable {
  package var kind: Kind
  package var column: Int
  package var row: Int
  package var modifiers: Key.Modifiers

  package init(_ kind: Kind, column: Int, row: Int, modifiers: Key.Modifiers = []) {
    self.kind = kind
    self.column = column
    self.row = row
    self.modifiers = modifiers
  }

  package enum Kind: Hashable, Sendable {
    /// The main button went down.
    case press
    /// The mouse moved while the main button was down.
    case drag
    case release
    case wheelUp
    case wheelDown
  }
}
