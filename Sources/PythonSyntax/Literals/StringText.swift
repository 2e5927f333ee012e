/// Strings and bytes as literals: `repr` and `ascii`.
package enum StringText {
  /// `repr(text)`.
  package static func representation(_ text: String) -> String {
    literal(text) { CharacterClass.isPrintable($0.value) }
  }

  /// `ascii(text)`.
  package static func ascii(_ text: String) -> String {
    literal(text) { $0.value >= 0x20 && $0.value < 0x7F }
  }

  /// What `ascii` makes of a text that is a `repr` already: non-ASCII characters become escapes.
  package static func asciiEscaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII { result.unicodeScalars.append(scalar) } else { result += escape(scalar.value) }
    }
    return result
  }

  private static func literal(_ text: String, _ isShown: (Unicode.Scalar) -> Bool) -> String {
    // Single quotes, unless the text has those and no double ones.
    let quote: Unicode.Scalar =
      text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\"")) ? "\"" : "'"
    var result = String(quote)
    result.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      if scalar == quote || scalar == "\\" {
        result.unicodeScalars.append("\\")
        result.unicodeScalars.append(scalar)
      } else if isShown(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += escape(scalar.value)
      }
    }
    result.unicodeScalars.append(quote)
    return result
  }

  private static func escape(_ value: UInt32) -> String {
    switch value {
    case 9: return "\\t"
    case 10: return "\\n"
    case 13: return "\\r"
    default:
      let (mark, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
      let digits = String(value, radix: 16)
      return "\\\(mark)" + String(repeating: "0", count: width - digits.count) + digits
    }
  }

  /// `repr(bytes)`; a `bytearray` shows an apostrophe escaped whatever the quotes are.
  package static func representation(_ bytes: [UInt8], escapesApostrophe: Bool = false) -> String {
    let quote =
      bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\""))
      ? UInt8(ascii: "\"") : UInt8(ascii: "'")
    var result = "b" + String(Unicode.Scalar(quote))
    for byte in bytes {
      let escaped = escapesApostrophe ? UInt8(ascii: "'") : quote
      if byte == escaped || byte == UInt8(ascii: "\\") {
        result += "\\" + String(Unicode.Scalar(byte))
      } else if byte >= 0x20, byte < 0x7F {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += escape(UInt32(byte))
      }
    }
    return result + String(Unicode.Scalar(quote))
  }
}
