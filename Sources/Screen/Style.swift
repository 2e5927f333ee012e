/// How a cell looks; colours are the theme's business, so a cell holds final ones.
package struct Style: Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var attributes: Attributes

  package init(
    _ foreground: Color = .standard, on background: Color = .standard, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  package static let plain = Style()

  /// The same style in another foreground colour.
  package func foreground(_ color: Color) -> Style { Style(color, on: background, attributes) }

  /// The same style on another background colour.
  package func on(_ color: Color) -> Style { Style(foreground, on: color, attributes) }

  /// The same style with these attributes as well.
  package func adding(_ more: Attributes) -> Style {
    Style(foreground, on: background, attributes.union(more))
  }

  /// The same style without these attributes.
  package func removing(_ fewer: Attributes) -> Style {
    Style(foreground, on: background, attributes.subtracting(fewer))
  }

  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let italic = Attributes(rawValue: 4)
    package static let underline = Attributes(rawValue: 8)
    package static let reverse = Attributes(rawValue: 16)
  }
}

extension Style.Attributes: CustomStringConvertible {
  private static let names: [(Style.Attributes, String)] = [
    (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
  ]

  package var description: String {
    Self.names.filter { contains($0.0) }.map(\.1).joined(separator: " ")
  }
}

extension Style: CustomStringConvertible {
  /// As a legend shows it: `#ff0000 on #000000 bold`, or `plain`.
  package var description: String {
    var words: [String] = []
    if foreground != .standard { words.append(foreground.description) }
    if background != .standard { words.append("on " + background.description) }
    if !attributes.isEmpty { words.append(attributes.description) }
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }
}
