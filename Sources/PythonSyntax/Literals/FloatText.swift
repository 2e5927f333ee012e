#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Floats as decimal text, digit for digit as CPython writes them.
package enum FloatText {
  /// `repr(value)`: the fewest digits that read back as the same float.
  package static func representation(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let decimal = Decimal(shortest: value.magnitude)
    let sign = value.sign == .minus ? "-" : ""
    if decimal.point <= -4 || decimal.point > 16 {
      return sign + decimal.scientific(isUppercase: false, dot: false)
    }
    return sign + decimal.fixed(isPointForced: true)
  }

  /// The decimal digits of a positive finite float and where its point is: 0.`digits` times ten to the `point`.
  package struct Decimal {
    package var digits: [UInt8]
    package var point: Int

    package init(shortest value: Double) {
      self.init(parsing: value == 0 ? "0" : "\(value)")
    }

    /// `count` significant digits, correctly rounded (half to even on the exact binary value).
    package init(_ value: Double, significant count: Int) {
      self.init(parsing: FloatText.printed(value, precision: max(0, count - 1), "e"))
    }

    /// From a text like `12.5`, `0.001` or `1.25e-07`.
    private init(parsing text: String) {
      var digits: [UInt8] = []
      var exponent = 0
      var point: Int?
      var rest = Array(text.utf8)[...]
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: ".") {
          point = digits.count
        } else if byte | 0x20 == UInt8(ascii: "e") {
          exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
          break
        } else {
          digits.append(byte)
        }
      }
      var position = (point ?? digits.count) + exponent
      let zeros = digits.prefix { $0 == 0x30 }.count
      if zeros == digits.count {
        self.digits = digits.isEmpty ? [0x30] : digits
        self.point = 1
        return
      }
      digits.removeFirst(zeros)
      position -= zeros
      self.digits = digits
      self.point = position
    }

    package mutating func dropTrailingZeros() {
      while digits.count > 1, digits.last == 0x30 { digits.removeLast() }
    }

    /// `1.25e-07`; `dot`: with a point even after a single digit.
    package func scientific(isUppercase: Bool, dot: Bool) -> String {
      var text = String(decoding: digits.prefix(1), as: UTF8.self)
      let fraction = dot || digits.count > 1 ? digits.dropFirst() : []
      if dot || !fraction.isEmpty { text += "." + String(decoding: fraction, as: UTF8.self) }
      let exponent = point - 1
      let shown = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
      return text + (isUppercase ? "E" : "e") + (exponent < 0 ? "-" : "+") + shown
    }

    /// `12.5`; `isPointForced`: a whole number gets `.0`.
    package func fixed(isPointForced: Bool) -> String {
      var whole = String(decoding: digits.prefix(max(0, point)), as: UTF8.self)
      if point > digits.count { whole += String(repeating: "0", count: point - digits.count) }
      var fraction = String(repeating: "0", count: max(0, -point))
      fraction += String(decoding: digits.dropFirst(max(0, point)), as: UTF8.self)
      if fraction.isEmpty, isPointForced { fraction = "0" }
      if whole.isEmpty { whole = "0" }
      return fraction.isEmpty ? whole : whole + "." + fraction
    }
  }

  /// What C's printf writes for `%.<precision><conversion>`, with a point whatever the locale.
  package static func printed(_ value: Double, precision: Int, _ conversion: Character) -> String {
    let format = "%.*\(conversion)"
    let arguments: [any CVarArg] = [Int32(clamping: precision), value]
    var buffer = [CChar](repeating: 0, count: 64)
    let length = withVaList(arguments) { vsnprintf(&buffer, buffer.count, format, $0) }
    if length >= buffer.count {
      buffer = [CChar](repeating: 0, count: Int(length) + 1)
      _ = withVaList(arguments) { vsnprintf(&buffer, buffer.count, format, $0) }
    }
    var text: [UInt8] = []
    text.reserveCapacity(Int(max(0, length)))
    var isInPoint = false
    for byte in buffer.prefix(Int(max(0, length))).map({ UInt8(bitPattern: $0) }) {
      let isKnown =
        byte.isDecimalDigit || byte | 0x20 == UInt8(ascii: "e") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "+")
      if isKnown {
        isInPoint = false
        text.append(byte)
      } else if !isInPoint {
        // The locale's point, of however many bytes.
        isInPoint = true
        text.append(UInt8(ascii: "."))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
