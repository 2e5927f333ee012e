/// Number literals.
extension Lexer {
  mutating func readNumber() throws(PythonSyntaxError) {
    let start = offset
    if byte() == UInt8(ascii: "0"), let mark = byte(1), let radix = Radix(mark) {
      offset += 2
      try readRadix(radix, from: start)
    } else {
      try readDecimal(from: start)
    }
    emit(.number, from: start)
  }

  private enum Radix {
    case hexadecimal, octal, binary

    init?(_ mark: UInt8) {
      switch mark | 0x20 {
      case UInt8(ascii: "x"): self = .hexadecimal
      case UInt8(ascii: "o"): self = .octal
      case UInt8(ascii: "b"): self = .binary
      default: return nil
      }
    }

    var name: String {
      switch self {
      case .hexadecimal: "hexadecimal"
      case .octal: "octal"
      case .binary: "binary"
      }
    }

    func contains(_ byte: UInt8) -> Bool {
      switch self {
      case .hexadecimal: byte.isDecimalDigit || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
      case .octal: byte >= 0x30 && byte <= 0x37
      case .binary: byte == 0x30 || byte == 0x31
      }
    }
  }

  private mutating func readRadix(_ radix: Radix, from start: Int) throws(PythonSyntaxError) {
    repeat {
      if byte() == UInt8(ascii: "_") { offset += 1 }
      guard let next = byte(), radix.contains(next) else {
        if let next = byte(), next.isDecimalDigit, radix != .hexadecimal {
          throw failure("invalid digit '\(Unicode.Scalar(next))' in \(radix.name) literal", from: offset)
        }
        throw failure("invalid \(radix.name) literal", from: max(start, offset - 1))
      }
      while let next = byte(), radix.contains(next) { offset += 1 }
    } while byte() == UInt8(ascii: "_")
    if let next = byte(), next.isDecimalDigit {
      throw failure("invalid digit '\(Unicode.Scalar(next))' in \(radix.name) literal", from: offset)
    }
    try checkEnd(radix.name)
  }

  private mutating func readDecimal(from start: Int) throws(PythonSyntaxError) {
    var isInteger = true
    if byte() != UInt8(ascii: ".") { try readDigits() }
    let integerEnd = offset
    if byte() == UInt8(ascii: ".") {
      isInteger = false
      offset += 1
      if byte()?.isDecimalDigit == true { try readDigits() }
    }
    if let mark = byte(), mark | 0x20 == UInt8(ascii: "e"), hasExponent {
      isInteger = false
      offset += byte(1)?.isDecimalDigit == true ? 1 : 2
      try readDigits()
    }
    if let mark = byte(), mark | 0x20 == UInt8(ascii: "j") {
      offset += 1
      return try checkEnd("imaginary")
    }
    if isInteger {
      let digits = source.bytes[start..<integerEnd]
      if digits.first == UInt8(ascii: "0"), digits.contains(where: { $0 != 0x30 && $0 != 0x5F }) {
        throw failure(
          "leading zeros in decimal integer literals are not permitted; "
            + "use an 0o prefix for octal integers",
          from: start, to: start + digits.prefix { $0 == 0x30 || $0 == 0x5F }.count)
      }
    }
    try checkEnd("decimal")
  }

  private var hasExponent: Bool {
    guard let next = byte(1) else { return false }
    if next.isDecimalDigit { return true }
    return (next == UInt8(ascii: "+") || next == UInt8(ascii: "-")) && byte(2)?.isDecimalDigit == true
  }

  private mutating func readDigits() throws(PythonSyntaxError) {
    while true {
      while let next = byte(), next.isDecimalDigit { offset += 1 }
      guard byte() == UInt8(ascii: "_") else { return }
      offset += 1
      guard byte()?.isDecimalDigit == true else {
        throw failure("invalid decimal literal", from: offset - 1)
      }
    }
  }

  /// A number may touch a keyword (`1if x else y`), but no other name.
  private mutating func checkEnd(_ name: String) throws(PythonSyntaxError) {
    guard let next = byte(), next.isNameContinue || next >= 0x80 else { return }
    for keyword in ["and", "else", "for", "if", "in", "is", "not", "or"] {
      if source.bytes[offset...].starts(with: keyword.utf8) { return warnOfTouchingNumber(name) }
    }
    throw failure("invalid \(name) literal", from: max(0, offset - 1))
  }
}
