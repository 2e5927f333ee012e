/// The methods of `bytes` that ask for and change the case of ASCII letters.
package enum BytesCase {
  static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
  static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }
  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  static func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 32 : byte }
  static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 32 : byte }

  package static func upper(_ bytes: [UInt8]) -> [UInt8] { bytes.map { upper($0) } }
  package static func lower(_ bytes: [UInt8]) -> [UInt8] { bytes.map { lower($0) } }
  package static func swapCase(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { isLower($0) ? upper($0) : lower($0) }
  }

  package static func capitalize(_ bytes: [UInt8]) -> [UInt8] {
    bytes.prefix(1).map { upper($0) } + bytes.dropFirst().map { lower($0) }
  }

  package static func title(_ bytes: [UInt8]) -> [UInt8] {
    var isInWord = false
    return bytes.map { byte in
      defer { isInWord = isLetter(byte) }
      return isInWord ? lower(byte) : upper(byte)
    }
  }

  package static func isAll(_ bytes: [UInt8], _ condition: (UInt8) -> Bool) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy(condition)
  }

  package static func isLower(_ bytes: [UInt8]) -> Bool {
    bytes.contains(where: isLower) && !bytes.contains(where: isUpper)
  }

  package static func isUpper(_ bytes: [UInt8]) -> Bool {
    bytes.contains(where: isUpper) && !bytes.contains(where: isLower)
  }

  package static func isTitle(_ bytes: [UInt8]) -> Bool {
    bytes.contains(where: isLetter) && title(bytes) == bytes
  }
}
