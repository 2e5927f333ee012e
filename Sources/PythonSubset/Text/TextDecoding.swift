extension TextEncoding {
  /// Bytes that mean nothing in an encoding.
  package struct Undecodable: Hashable, Sendable {
    package let range: Range<Int>
    package let reason: String
  }

  /// The text of bytes; `replacing` gives the text for bytes that mean nothing.
  ///
  /// Finds the faults where CPython's `Objects/unicodeobject.c` finds them, and gives them its reasons.
  package func decode(
    _ bytes: [UInt8], replacing: (Undecodable) throws -> String
  ) rethrows -> String {
    switch self {
    case .utf8, .utf8Signed: return try decodeUTF8(bytes, replacing)
    case .ascii:
      return try decode(bytes, replacing) { bytes, index in
        bytes[index] < 128
          ? .scalar(Unicode.Scalar(bytes[index]), 1) : .fault(1, "ordinal not in range(128)")
      }
    case .latin1: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .wide(let width, let order):
      let isBig = order == .big
      return try decode(bytes, replacing) { bytes, index in
        width == 2
          ? Self.utf16Step(bytes, index, isBig: isBig) : Self.utf32Step(bytes, index, isBig: isBig)
      }
    }
  }

  /// The encoding with the order that the mark at the beginning of the bytes tells, and how long the mark is.
  package func resolved(_ bytes: [UInt8]) -> (encoding: TextEncoding, mark: Int) {
    switch self {
    case .utf8Signed: return (.utf8, bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    case .wide(let width, nil):
      let little: [UInt8] = [0xFF, 0xFE] + [UInt8](repeating: 0, count: width - 2)
      if bytes.starts(with: little) { return (.wide(bytes: width, .little), width) }
      if bytes.starts(with: little.reversed()) { return (.wide(bytes: width, .big), width) }
      return (.wide(bytes: width, .little), 0)
    default: return (self, 0)
    }
  }

  /// What comes next in the bytes, and how many of them it takes.
  private enum Step {
    case scalar(Unicode.Scalar, Int)
    case fault(Int, String)
  }

  private func decode(
    _ bytes: [UInt8], _ replacing: (Undecodable) throws -> String, _ step: ([UInt8], Int) -> Step
  ) rethrows -> String {
    var result = String.UnicodeScalarView()
    var index = 0
    while index < bytes.count {
      switch step(bytes, index) {
      case .scalar(let scalar, let width):
        result.append(scalar)
        index += width
      case .fault(let width, let reason):
        let fault = Undecodable(range: index..<(index + width), reason: reason)
        result.append(contentsOf: try replacing(fault).unicodeScalars)
        index += width
      }
    }
    return String(result)
  }

  private func decodeUTF8(_ bytes: [UInt8], _ replacing: (Undecodable) throws -> String) rethrows -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return try decode(bytes, replacing, Self.utf8Step)
  }

  /// A character of UTF-8, or the longest beginning of one that cannot go on.
  private static func utf8Step(_ bytes: [UInt8], _ index: Int) -> Step {
    let first = bytes[index]
    if first < 0x80 { return .scalar(Unicode.Scalar(first), 1) }
    guard (0xC2..<0xF5).contains(first) else { return .fault(1, "invalid start byte") }
    let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    // The second byte has fewer values where others would mean overlong forms, surrogates, or no character.
    let second: ClosedRange<UInt8> =
      switch first {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    var value = UInt32(first) & (0xFF >> UInt32(width + 1))
    for offset in 1..<width {
      guard index + offset < bytes.count else { return .fault(offset, "unexpected end of data") }
      let byte = bytes[index + offset]
      guard (offset == 1 ? second : 0x80...0xBF).contains(byte) else {
        return .fault(offset, "invalid continuation byte")
      }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return .scalar(Unicode.Scalar(value) ?? "\u{FFFD}", width)
  }

  private static func unit(_ bytes: [UInt8], _ index: Int, _ width: Int, isBig: Bool) -> UInt32? {
    guard index + width <= bytes.count else { return nil }
    let part = bytes[index..<(index + width)]
    return (isBig ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func utf16Step(_ bytes: [UInt8], _ index: Int, isBig: Bool) -> Step {
    guard let first = unit(bytes, index, 2, isBig: isBig) else { return .fault(1, "truncated data") }
    if let scalar = Unicode.Scalar(first) { return .scalar(scalar, 2) }
    if first >= 0xDC00 { return .fault(2, "illegal encoding") }
    guard let second = unit(bytes, index + 2, 2, isBig: isBig) else {
      return .fault(bytes.count - index, "unexpected end of data")
    }
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { return .fault(2, "illegal UTF-16 surrogate") }
    return .scalar(scalar, 4)
  }

  private static func utf32Step(_ bytes: [UInt8], _ index: Int, isBig: Bool) -> Step {
    guard let value = unit(bytes, index, 4, isBig: isBig) else {
      return .fault(bytes.count - index, "truncated data")
    }
    if let scalar = Unicode.Scalar(value) { return .scalar(scalar, 4) }
    return .fault(
      4,
      value < 0x110000
        ? "code point in surrogate code point range(0xd800, 0xe000)"
        : "code point not in range(0x110000)")
  }
}
