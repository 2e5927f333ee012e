import Screen

/// What fills a shape of a picture: patterns as well as shades, so that a print without colours tells them apart.
enum Texture: String, Hashable {
  case solid
  /// A light shade.
  case tint
  /// Dots on a lighter shade.
  case dots
  /// Slanted lines on a light shade.
  case hatch

  /// How much of the ink is in the shade below the pattern.
  var shade: Double {
    switch self {
    case .solid: 1
    case .tint: 0.25
    case .dots: 0.12
    case .hatch: 0.2
    }
  }
}

/// What the shapes of one picture are painted with, and the definitions that this needs.
struct Fills {
  private struct Look: Hashable {
    var texture: Texture
    var ink: Color
    var paper: Color
  }

  private var paints: [Look: String] = [:]
  private var patterns = ""

  /// The element that defines the patterns used so far; empty where there are none.
  var definitions: String { patterns.isEmpty ? "" : "<defs>\n\(patterns)</defs>\n" }

  /// The value of `fill` for a texture.
  mutating func paint(_ texture: Texture, _ ink: Color, on paper: Color) -> String {
    let look = Look(texture: texture, ink: ink, paper: paper)
    if let known = paints[look] { return known }
    let ground = paper.mixed(with: ink, texture.shade).description
    let paint: String
    switch texture {
    case .solid, .tint: paint = ground
    case .dots: paint = define(look, side: 6, ground, "fill=\"\(ink)\" d=\"M1 1h2v2h-2zM4 4h2v2h-2z\"")
    case .hatch:
      paint = define(
        look, side: 8, ground, "stroke=\"\(ink)\" stroke-width=\"2.5\" d=\"M-2 2l4-4M-2 10l12-12M6 10l4-4\"")
    }
    paints[look] = paint
    return paint
  }

  /// Adds a pattern, whose tiles are laid out from the picture's corner and go on from one cell into the next.
  ///
  /// Its name says what it looks like: of several pictures in one page, equal names mean equal patterns.
  private mutating func define(_ look: Look, side: Int, _ ground: String, _ marks: String) -> String {
    let name = "\(look.texture.rawValue)-\(look.ink)-\(look.paper)".filter { $0 != "#" }
    patterns +=
      "<pattern id=\"\(name)\" width=\"\(side)\" height=\"\(side)\" patternUnits=\"userSpaceOnUse\">"
    patterns += "<rect width=\"\(side)\" height=\"\(side)\" fill=\"\(ground)\"/><path \(marks)/></pattern>\n"
    return "url(#\(name))"
  }
}
