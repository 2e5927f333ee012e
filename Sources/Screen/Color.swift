/// A colour, or the terminal's own.
package enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  case rgb(UInt8, UInt8, UInt8)

  /// A colour from 0xRRGGBB; higher bits are ignored.
  package init(hex: UInt32) {
    self = .rgb(
      UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8),
      UInt8(truncatingIfNeeded: hex))
  }

  /// This colour mixed with `share` of another, 0 keeping this one and 1 giving the other.
  ///
  /// The terminal's own colour is unknown and therefore mixes with nothing: it stays what it is.
  package func mixed(with other: Color, _ share: Double) -> Color {
    guard case .rgb(let red, let green, let blue) = self, case .rgb(let red2, let green2, let blue2) = other
    else { return self }
    let part = share.isNaN ? 0 : min(1, max(0, share))
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * part).rounded())
    }
    return .rgb(mix(red, red2), mix(green, green2), mix(blue, blue2))
  }
}

extension Color: CustomStringConvertible {
  /// `#rrggbb`, as SVG and CSS write it, or `standard`.
  package var description: String {
    guard case .rgb(let red, let green, let blue) = self else { return "standard" }
    func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
    return "#" + hex(red) + hex(green) + hex(blue)
  }
}
