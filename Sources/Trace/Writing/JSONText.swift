import TaskModel

/// Builds the bytes of a JSON text.
struct JSONText {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ value: some BinaryInteger) {
    var magnitude = UInt64(truncatingIfNeeded: value.magnitude)
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    // The digits come out backwards, into the 20 places that the largest number needs.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = 20
      repeat {
        let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: 10)
        start -= 1
        digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder)
        magnitude = quotient
      } while magnitude > 0
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start..<20]))
    }
  }

  /// Appends a string in quotes.
  ///
  /// What would act on a terminal that shows the file is escaped: control characters of both sets, marks that turn the
  /// direction of text, line separators. All else stays as it is.
  mutating func append(quoted text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") })
      {
        bytes.append(contentsOf: utf8)
      } else {
        for scalar in String(decoding: utf8, as: UTF8.self).unicodeScalars { append(escaping: scalar) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func append(escaping scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x22: append("\\\"")
    case 0x5c: append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0a: append("\\n")
    case 0x0c: append("\\f")
    case 0x0d: append("\\r")
    case 0..<0x20, 0x7f...0x9f, 0x061c, 0x200e...0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff:
      append("\\u")
      for shift in [12, 8, 4, 0] {
        let digit = UInt8(truncatingIfNeeded: scalar.value >> shift & 0xf)
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// Appends the three values of a site, without brackets: a chain is several in a row.
  mutating func append(_ site: SourceSite) {
    append(quoted: site.file)
    append(",")
    append(site.line)
    append(",")
    append(quoted: site.function)
  }

  mutating func append(list count: Int, _ element: (inout JSONText, Int) -> Void) {
    append("[")
    for index in 0..<count {
      if index > 0 { append(",") }
      element(&self, index)
    }
    append("]")
  }
}
