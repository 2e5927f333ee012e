/// The encodings between text and bytes that programs may name.
package enum TextEncoding: Sendable {
  case utf8
  /// UTF-8 with a mark of three bytes before it.
  case utf8Signed
  case ascii
  case latin1
  /// Units of 2 or 4 bytes; without an order they begin with a byte order mark.
  case wide(bytes: Int, Order?)

  package enum Order: Sendable { case little, big }

  /// The encoding that CPython finds by this name; nil for others.
  package init?(_ name: String) {
    let plain = name.lowercased().map { $0 == " " || $0 == "-" || $0 == "." ? "_" : $0 }
    switch String(plain) {
    case "utf_8", "utf8", "u8", "utf", "cp65001": self = .utf8
    case "utf_8_sig", "utf8_sig", "utf_8sig": self = .utf8Signed
    case "ascii", "us_ascii", "646", "us", "iso646_us", "cp367", "ansi_x3.4_1968": self = .ascii
    case "latin_1", "latin1", "latin", "l1", "iso_8859_1", "iso8859_1", "iso8859", "8859", "cp819":
      self = .latin1
    case "utf_16", "utf16", "u16": self = .wide(bytes: 2, nil)
    case "utf_16_le", "utf_16le", "utf16_le": self = .wide(bytes: 2, .little)
    case "utf_16_be", "utf_16be", "utf16_be": self = .wide(bytes: 2, .big)
    case "utf_32", "utf32", "u32": self = .wide(bytes: 4, nil)
    case "utf_32_le", "utf_32le", "utf32_le": self = .wide(bytes: 4, .little)
    case "utf_32_be", "utf_32be", "utf32_be": self = .wide(bytes: 4, .big)
    default: return nil
    }
  }

  /// The name in messages; without an order in the name, that of the machine.
  package var name: String {
    switch self {
    case .utf8, .utf8Signed: "utf-8"
    case .ascii: "ascii"
    case .latin1: "latin-1"
    case .wide(let bytes, let order): "utf-\(8 * bytes)-\(order == .big ? "be" : "le")"
    }
  }

  // MARK: Encode

  /// Characters in a row that an encoding has no bytes for.
  package struct Unencodable: Hashable, Sendable {
    /// In characters.
    package let range: Range<Int>
    package let reason: String
  }

  /// The bytes of a text; `replacing` gives those for characters that have none.
  package func encode(
    _ text: String, replacing: (Unencodable) throws -> [UInt8]
  ) rethrows -> [UInt8] {
    switch self {
    case .utf8: return Array(text.utf8)
    case .utf8Signed: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .ascii: return try encode(text, below: 128, replacing)
    case .latin1: return try encode(text, below: 256, replacing)
    case .wide(let width, let order):
      let mark: [UInt32] = order == nil ? [0xFEFF] : []
      let units = width == 2 ? text.utf16.map { UInt32($0) } : text.unicodeScalars.map(\.value)
      return (mark + units).flatMap { unit in
        let bytes = (0..<width).map { UInt8(truncatingIfNeeded: unit >> UInt32(8 * $0)) }
        return order == .big ? bytes.reversed() : bytes
      }
    }
  }

  private func encode(
    _ text: String, below bound: UInt32, _ replacing: (Unencodable) throws -> [UInt8]
  ) rethrows -> [UInt8] {
    var result: [UInt8] = []
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if scalars[index].value < bound {
        result.append(UInt8(truncatingIfNeeded: scalars[index].value))
        index += 1
        continue
      }
      let end = scalars[index...].firstIndex { $0.value < bound } ?? scalars.count
      result += try replacing(
        Unencodable(range: index..<end, reason: "ordinal not in range(\(bound))"))
      index = end
    }
    return result
  }
}
