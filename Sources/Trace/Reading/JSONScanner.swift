/// Steps through JSON bytes in place, without making values of them.
///
/// The bytes must be followed by `InputBuffer.padding` zero bytes: looking ahead is then always allowed, and the zero
/// ends every loop. What a scanner meets there is `needMore`, for the next piece of the file may go on.
struct JSONScanner {
  let start: UnsafePointer<UInt8>
  let end: Int
  var at: Int

  /// Containers within containers; a trace's events have one level.
  static let depthLimit = 64

  enum Fault: Error, Equatable {
    case needMore
    case expected(String, at: Int)
    case tooDeep(at: Int)
  }

  /// A string between its quotes, as it stands in the file.
  struct Text {
    var start: Int
    var count: Int
    var hasEscapes: Bool
    var isASCII: Bool
  }

  enum Number {
    case integer(Int64)
    case outOfRange
    case fraction
  }

  init(_ start: UnsafePointer<UInt8>, _ range: Range<Int>) {
    self.start = start
    end = range.upperBound
    at = range.lowerBound
  }

  @inline(__always)
  var byte: UInt8 { start[at] }

  @inline(__always)
  mutating func skipSpace() {
    while true {
      let byte = start[at]
      guard byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else { return }
      at += 1
    }
  }

  /// What stands in the way: the end of the window, or a wrong byte.
  func fault(_ expected: String) -> Fault { at >= end ? .needMore : .expected(expected, at: at) }

  @inline(__always)
  mutating func take(_ byte: UInt8, _ expected: @autoclosure () -> String) throws(Fault) {
    guard start[at] == byte else { throw fault(expected()) }
    at += 1
  }

  /// Whether a byte is next; it is taken then.
  @inline(__always)
  mutating func has(_ byte: UInt8) -> Bool {
    guard start[at] == byte else { return false }
    at += 1
    return true
  }

  // MARK: Strings

  @inline(__always)
  mutating func text() throws(Fault) -> Text {
    try take(UInt8(ascii: "\""), "a string")
    let first = at
    let raw = UnsafeRawPointer(start)
    // Eight bytes at a time while none of them is a quote, a backslash, a control character or beyond ASCII.
    while at + 8 <= end {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let special =
        Self.marks(word ^ 0x2222_2222_2222_2222) | Self.marks(word ^ 0x5c5c_5c5c_5c5c_5c5c)
        | (word &- 0x2020_2020_2020_2020) | word
      let found = special & 0x8080_8080_8080_8080
      if found != 0 {
        at += UInt64(littleEndian: found).trailingZeroBitCount >> 3
        break
      }
      at += 8
    }
    return try rest(of: first)
  }

  /// The top bit of each byte that is zero; may also mark bytes above one.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 { word &- 0x0101_0101_0101_0101 }

  @inline(__always)
  private mutating func rest(of first: Int) throws(Fault) -> Text {
    var text = Text(start: first, count: 0, hasEscapes: false, isASCII: true)
    while true {
      let byte = start[at]
      if byte == UInt8(ascii: "\"") {
        text.count = at - first
        at += 1
        return text
      }
      if byte < 0x20 { throw fault("an escape in place of a control character") }
      if byte == UInt8(ascii: "\\") {
        text.hasEscapes = true
        try escape()
      } else {
        if byte >= 0x80 { text.isASCII = false }
        at += 1
      }
    }
  }

  private mutating func escape() throws(Fault) {
    at += 1
    switch start[at] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 1
    case UInt8(ascii: "u"):
      at += 1
      for _ in 0..<4 {
        guard Self.hexadecimal(start[at]) != nil else { throw fault("four hexadecimal digits") }
        at += 1
      }
    default: throw fault("one of \" \\ / b f n r t u")
    }
  }

  static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  // MARK: Numbers

  @inline(__always)
  mutating func number() throws(Fault) -> Number {
    let isNegative = has(UInt8(ascii: "-"))
    let first = at
    var magnitude: UInt64 = 0
    var overflows = false
    while true {
      let digit = start[at] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      if at - first < 18 {
        magnitude = magnitude &* 10 &+ UInt64(digit)
      } else {
        let (product, tooLarge) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
        overflows = overflows || tooLarge || carry
        magnitude = sum
      }
      at += 1
    }
    guard at > first else { throw fault("a digit") }
    if start[first] == UInt8(ascii: "0"), at - first > 1 {
      throw .expected("no digit after a leading 0", at: first + 1)
    }
    let isFraction = try fraction()
    // More digits may follow in the next piece.
    if at >= end { throw .needMore }
    if isFraction { return .fraction }
    if overflows { return .outOfRange }
    if isNegative { return Int64(exactly: magnitude).map { .integer(-$0) } ?? lowest(magnitude) }
    return Int64(exactly: magnitude).map { .integer($0) } ?? .outOfRange
  }

  private func lowest(_ magnitude: UInt64) -> Number {
    magnitude == Int64.min.magnitude ? .integer(.min) : .outOfRange
  }

  /// Steps over what follows the whole part; whether anything does.
  @inline(__always)
  private mutating func fraction() throws(Fault) -> Bool {
    let first = at
    if has(UInt8(ascii: ".")) { try digits() }
    if start[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if start[at] == UInt8(ascii: "+") || start[at] == UInt8(ascii: "-") { at += 1 }
      try digits()
    }
    return at > first
  }

  private mutating func digits() throws(Fault) {
    let first = at
    while start[at] &- UInt8(ascii: "0") < 10 { at += 1 }
    guard at > first else { throw fault("a digit") }
  }

  // MARK: Any value

  /// Steps over a value of any kind, which is checked to be JSON.
  mutating func skipValue() throws(Fault) {
    // A bit a level says whether it is an object.
    var objects: UInt64 = 0
    var depth = 0
    while true {
      skipSpace()
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = byte == UInt8(ascii: "{")
        guard depth < Self.depthLimit else { throw .tooDeep(at: at) }
        at += 1
        objects = objects << 1 | (isObject ? 1 : 0)
        depth += 1
        skipSpace()
        if has(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          objects >>= 1
          depth -= 1
          break
        }
        if isObject { try key() }
        continue
      case UInt8(ascii: "\""): _ = try text()
      default: try scalar()
      }
      // After a value: close what ends here, or go on to the next one.
      while true {
        guard depth > 0 else { return }
        skipSpace()
        let isObject = objects & 1 == 1
        if has(UInt8(ascii: ",")) {
          if isObject { try key() }
          break
        }
        try take(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"), isObject ? "',' or '}'" : "',' or ']'")
        objects >>= 1
        depth -= 1
      }
    }
  }

  private mutating func key() throws(Fault) {
    skipSpace()
    _ = try text()
    skipSpace()
    try take(UInt8(ascii: ":"), "':'")
  }

  /// Steps over a number or a literal.
  mutating func scalar() throws(Fault) {
    switch byte {
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number()
    default: throw fault("a value")
    }
  }

  mutating func literal(_ word: StaticString) throws(Fault) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard start[at] == word.utf8Start[offset] else { throw fault("'\(word)'") }
      at += 1
    }
  }
}
