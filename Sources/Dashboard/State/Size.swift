/// How large a screen or picture is, in cells.
package struct Size: Hashable, Sendable {
  package var width: Int
  package var height: Int

  package init(_ width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }

  /// Smaller ones get a message that says so.
  package static let smallest = Size(60, 16)

  var isTooSmall: Bool { width < Self.smallest.width || height < Self.smallest.height }
}
