/// How many colours an output can show.
package enum ColorDepth: Int, Comparable, Sendable, CaseIterable {
  case none = 0
  /// The eight colours of ECMA-48, whose exact look is the terminal's.
  case eight = 8
  /// Those and their bright variants.
  case sixteen = 16
  /// xterm's palette: those, a 6x6x6 cube and 24 greys.
  case palette = 256
  /// Any colour.
  case direct = 0x100_0000

  /// The deepest that a terminal with this many colours shows.
  package init(colors: Int) {
    self = Self.allCases.last { $0.rawValue <= colors } ?? .none
  }

  package static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

  /// The colours of a style as numbers: palette entries, or 0xRRGGBB where any colour can be shown; nil is the terminal's own.
  ///
  /// Two colours that differ stay different: text does not vanish where both fall on the same of few colours.
  package func numbers(for style: Style) -> (foreground: Int?, background: Int?) {
    let foreground = number(of: style.foreground)
    let background = number(of: style.background)
    guard self <= .sixteen, let background, foreground == background, style.foreground != style.background
    else { return (foreground, background) }
    return (background == 0 || background == 4 ? 7 : 0, background)
  }

  /// The number of one colour, as `numbers(for:)` gives it.
  package func number(of color: Color) -> Int? {
    guard case .rgb(let r, let g, let b) = color else { return nil }
    let (red, green, blue) = (Int(r), Int(g), Int(b))
    switch self {
    case .none: return nil
    case .eight: return Self.hue(red, green, blue)
    case .sixteen: return Self.brightHue(red, green, blue)
    case .palette: return Self.cubeOrGrey(red, green, blue)
    case .direct: return red << 16 | green << 8 | blue
    }
  }

  /// By hue, not by distance: a pastel red is nearer to white than to red, but means red.
  private static func hue(_ red: Int, _ green: Int, _ blue: Int) -> Int {
    let high = max(red, green, blue)
    let low = min(red, green, blue)
    if high < 0x60 { return 0 }
    if (high - low) * 4 < high { return high < 0x70 ? 0 : 7 }
    let middle = (high + low) / 2
    return (red > middle ? 1 : 0) | (green > middle ? 2 : 0) | (blue > middle ? 4 : 0)
  }

  private static func brightHue(_ red: Int, _ green: Int, _ blue: Int) -> Int {
    let high = max(red, green, blue)
    let low = min(red, green, blue)
    if (high - low) * 4 < high || high < 0x60 {
      return high < 0x40 ? 0 : high < 0xA0 ? 8 : high < 0xF2 ? 7 : 15
    }
    return hue(red, green, blue) + (high > 0xD8 ? 8 : 0)
  }

  private static let levels = [0, 95, 135, 175, 215, 255]

  private static func cubeOrGrey(_ red: Int, _ green: Int, _ blue: Int) -> Int {
    func step(_ value: Int) -> Int { value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40 }
    func distance(_ red2: Int, _ green2: Int, _ blue2: Int) -> Int {
      (red - red2) * (red - red2) + (green - green2) * (green - green2) + (blue - blue2) * (blue - blue2)
    }
    let (r, g, b) = (step(red), step(green), step(blue))
    let grey = min(23, max(0, ((red + green + blue) / 3 - 3) / 10))
    let level = 8 + 10 * grey
    let isCubeNearer = distance(levels[r], levels[g], levels[b]) <= distance(level, level, level)
    return isCubeNearer ? 16 + 36 * r + 6 * g + b : 232 + grey
  }
}
