/// One place of a grid: what stands there and how it looks.
package struct Cell: Hashable, Sendable {
  /// A printable base character and at most two combining ones; empty where a wide character on the left covers this cell.
  package var text: String
  package var style: Style

  package init(_ text: String = " ", _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  package static let blank = Cell()

  /// Whether a wide character on the left covers this cell.
  package var isContinuation: Bool { text.isEmpty }
}
