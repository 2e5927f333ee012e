package import BigInt
import PythonSyntax

/// Integers as text and back.
package enum IntegerText {
  /// CPython's limit on the decimal digits of a conversion, against quadratic time.
  package static let digitLimit = 4300

  /// `str(value)`.
  package static func decimal(_ value: BigInt) throws(TextError) -> String {
    // Each decimal digit takes more than 3.3 bits: beyond that the digits need not be made.
    let text = value.magnitude.bitWidth > digitLimit * 10 / 3 ? nil : String(value)
    guard let text, text.utf8.count - (value.sign == .minus ? 1 : 0) <= digitLimit else {
      throw TextError(
        .value,
        "Exceeds the limit (\(digitLimit) digits) for integer string conversion; "
          + "use sys.set_int_max_str_digits() to increase the limit")
    }
    return text
  }

  /// `int(text, base)`; base 0 takes the base from the text's prefix. A failure shows the text, or `shown` in its place.
  package static func parse(
    _ text: String, base: Int = 10, shown: String? = nil
  ) throws(TextError) -> BigInt {
    let shown = shown ?? StringText.representation(text)
    let failure = TextError(.value, "invalid literal for int() with base \(base): \(shown)")
    var digits = Array(NumberText.asciiDigits(StringMethods.strip(text)).utf8)[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
    var base = base
    var hadPrefix = false
    if digits.first == UInt8(ascii: "0"), let mark = digits.dropFirst().first {
      let radix: Int? =
        switch mark | 0x20 {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
      if let radix, base == 0 || base == radix {
        base = radix
        digits = digits.dropFirst(2)
        hadPrefix = true
      }
    }
    let isImplied = base == 0
    if isImplied { base = 10 }
    guard let plain = withoutUnderscores(digits, mayBegin: hadPrefix) else { throw failure }
    if isImplied, plain.first == 0x30, plain.contains(where: { $0 != 0x30 }) { throw failure }
    if plain.count > digitLimit, base & (base - 1) != 0 {
      throw TextError(
        .value,
        "Exceeds the limit (\(digitLimit) digits) for integer string conversion: value has \(plain.count) "
          + "digits; use sys.set_int_max_str_digits() to increase the limit")
    }
    guard (2...36).contains(base), plain.allSatisfy({ digitValue($0) < base }) else { throw failure }
    let value = BigInt(magnitude(plain, base: base))
    return isNegative ? -value : value
  }

  private static func digitValue(_ byte: UInt8) -> Int {
    if byte.isDecimalDigit { return Int(byte) - 0x30 }
    return byte.isNameStart && byte != 0x5F ? Int(byte | 0x20) - 0x57 : 99
  }

  private static func magnitude(_ digits: [UInt8], base: Int) -> BigUInt {
    let text = String(decoding: digits, as: UTF8.self)
    // The package reads no base 36; there are few digits then.
    if base < 36 { return BigUInt(text, radix: base) ?? 0 }
    return digits.reduce(0) { $0 * 36 + BigUInt(digitValue($1)) }
  }

  /// The digits without underscores, each of which must stand between two digits; nil where one does not.
  static func withoutUnderscores(_ digits: ArraySlice<UInt8>, mayBegin: Bool = false) -> [UInt8]? {
    var result: [UInt8] = []
    var wasDigit = mayBegin
    for byte in digits {
      if byte == UInt8(ascii: "_") {
        guard wasDigit else { return nil }
        wasDigit = false
      } else {
        result.append(byte)
        wasDigit = true
      }
    }
    return wasDigit && !result.isEmpty ? result : nil
  }

  /// `round(value, digits)` for an integer: halves to even.
  package static func rounded(_ value: BigInt, digits: Int) -> BigInt {
    if digits >= 0 { return value }
    // More places than the number has.
    if -digits > value.magnitude.bitWidth { return 0 }
    let unit = BigInt(10).power(-digits)
    let (quotient, remainder) = value.magnitude.quotientAndRemainder(dividingBy: unit.magnitude)
    let double = remainder * 2
    let isUp = double > unit.magnitude || (double == unit.magnitude && quotient & 1 == 1)
    let result = BigInt((isUp ? quotient + 1 : quotient) * unit.magnitude)
    return value.sign == .minus ? -result : result
  }
}

/// Floats from text.
package enum NumberText {
  /// `float(text)`; a failure shows the text, or `shown` in its place.
  package static func parseFloat(_ text: String, shown: String? = nil) throws(TextError) -> Double {
    let shown = shown ?? StringText.representation(text)
    let failure = TextError(.value, "could not convert string to float: \(shown)")
    let bytes = Array(asciiDigits(StringMethods.strip(text)).utf8)
    let unsigned =
      bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    switch String(decoding: unsigned, as: UTF8.self).lowercased() {
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    case "nan": return .nan
    default: break
    }
    guard let plain = decimal(unsigned), let value = Double(plain) else { throw failure }
    return isNegative ? -value : value
  }

  /// `digits[.digits][e[sign]digits]` in the form that Swift reads, or nil.
  private static func decimal(_ bytes: ArraySlice<UInt8>) -> String? {
    let mark = bytes.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? bytes.endIndex
    let mantissa = bytes[..<mark]
    let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
    guard let whole = part(mantissa[..<point]), let fraction = part(mantissa[point...].dropFirst()),
      !whole.isEmpty || !fraction.isEmpty
    else { return nil }
    var text = (whole.isEmpty ? "0" : whole) + "." + (fraction.isEmpty ? "0" : fraction)
    if mark < bytes.endIndex {
      var exponent = bytes[(mark + 1)...]
      let sign = exponent.first == UInt8(ascii: "-") ? "-" : ""
      if exponent.first == UInt8(ascii: "-") || exponent.first == UInt8(ascii: "+") {
        exponent = exponent.dropFirst()
      }
      guard let digits = part(exponent), !digits.isEmpty else { return nil }
      text += "e" + sign + digits
    }
    return text
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> String? {
    if bytes.isEmpty { return "" }
    guard let plain = IntegerText.withoutUnderscores(bytes), plain.allSatisfy(\.isDecimalDigit) else {
      return nil
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The text with the decimal digits of all scripts as ASCII ones.
  static func asciiDigits(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue,
        let digit = Unicode.Scalar(0x30 + UInt32(value))
      {
        result.append(digit)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
