/// Turns a string of the file into text: escapes undone, and what is no Unicode replaced.
struct TextDecoder {
  private var scratch: [UInt8] = []
  /// How many texts had bytes or escapes that mean nothing, and show U+FFFD in their place.
  private(set) var repairs = 0

  mutating func string(_ text: JSONScanner.Text, _ start: UnsafePointer<UInt8>) -> String {
    let bytes = UnsafeBufferPointer(start: start + text.start, count: text.count)
    guard text.hasEscapes else { return decode(bytes) }
    scratch.removeAll(keepingCapacity: true)
    var isWhole = true
    var at = 0
    while at < bytes.count {
      if bytes[at] != UInt8(ascii: "\\") {
        scratch.append(bytes[at])
        at += 1
        continue
      }
      switch bytes[at + 1] {
      case UInt8(ascii: "b"): scratch.append(0x08)
      case UInt8(ascii: "f"): scratch.append(0x0c)
      case UInt8(ascii: "n"): scratch.append(0x0a)
      case UInt8(ascii: "r"): scratch.append(0x0d)
      case UInt8(ascii: "t"): scratch.append(0x09)
      case UInt8(ascii: "u"):
        let scalar = Self.scalar(bytes, &at)
        if scalar == nil { isWhole = false }
        scratch.append(contentsOf: scalar.flatMap { UTF8.encode($0) } ?? UTF8.encodedReplacementCharacter)
        continue
      default: scratch.append(bytes[at + 1])
      }
      at += 2
    }
    if !isWhole { repairs += 1 }
    return scratch.withUnsafeBufferPointer { decode($0) }
  }

  private mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    repairs += 1
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The scalar of a `\u` escape, or of two that make a surrogate pair; nil for half a pair. Steps over what it took.
  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Unicode.Scalar? {
    let first = unit(bytes, at)
    at += 6
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xdc00, at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"),
      bytes[at + 1] == UInt8(ascii: "u")
    else { return nil }
    let second = unit(bytes, at)
    guard (0xdc00...0xdfff).contains(second) else { return nil }
    at += 6
    return Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
  }

  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    (2..<6).reduce(0) { $0 << 4 | (JSONScanner.hexadecimal(bytes[at + $1]) ?? 0) }
  }
}
