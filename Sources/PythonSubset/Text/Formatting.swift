package import BigInt
import PythonSyntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `format(value, spec)` for the built-in types.
package enum Formatting {
  package static func string(
    _ value: String, _ spec: String, typeName: String = "str"
  ) throws(TextError) -> String {
    if spec.isEmpty { return value }
    let spec = try FormatSpec(spec, typeName: typeName)
    if let type = spec.type, type != "s" { throw spec.unknownCode(typeName) }
    if let sign = spec.sign {
      throw TextError(.value, "\(sign == .space ? "Space" : "Sign") not allowed in string format specifier")
    }
    if spec.coercesNegativeZero {
      throw TextError(.value, "Negative zero coercion (z) not allowed in string format specifier")
    }
    if spec.isAlternate {
      throw TextError(.value, "Alternate form (#) not allowed in string format specifier")
    }
    if spec.alignment == .afterSign, !spec.isZeroPadded {
      throw TextError(.value, "'=' alignment not allowed in string format specifier")
    }
    if let grouping = spec.grouping { throw TextError(.value, "Cannot specify '\(grouping)' with 's'.") }
    var text = value
    if let precision = spec.precision {
      text = String(String.UnicodeScalarView(value.unicodeScalars.prefix(precision)))
    }
    // A `0` before the width of a string pads it with zeros on the right (3.10 and later).
    var padding = spec
    if padding.alignment == .afterSign { padding.alignment = .left }
    return try padding.padded(text, length: text.unicodeScalars.count, standard: .left)
  }

  /// The float nearest to an integer; infinite where there is none.
  package static func double(of value: BigInt) -> Double { quotient(value, 1) }

  /// The float nearest to a quotient of integers; infinite where there is none. `divisor` must not be 0.
  package static func quotient(_ dividend: BigInt, _ divisor: BigInt) -> Double {
    let isNegative = (dividend.sign == .minus) != (divisor.sign == .minus)
    let (x, y) = (dividend.magnitude, divisor.magnitude)
    // 64 bits of the quotient hold in the word that is converted; a sticky bit makes it round as if it saw all.
    let shift = 64 - (x.bitWidth - y.bitWidth)
    var (quotient, rest) =
      shift >= 0
      ? (x << shift).quotientAndRemainder(dividingBy: y) : x.quotientAndRemainder(dividingBy: y << -shift)
    var exponent = -shift
    while quotient.bitWidth > 64 {
      if quotient & 1 != 0 { rest = 1 }
      quotient >>= 1
      exponent += 1
    }
    if rest != 0 { quotient |= 1 }
    var word = UInt64(quotient)
    // Below the normal floats fewer bits are kept: they are dropped before the only rounding.
    let lowest = -1074 - 2
    if exponent < lowest, word != 0 {
      let drop = min(63, lowest - exponent)
      let sticky: UInt64 = word & ((1 << UInt64(drop)) - 1) != 0 ? 1 : 0
      word = word >> UInt64(drop) | sticky
      exponent += drop
    }
    let result = scalbn(Double(word), Int32(clamping: exponent))
    return isNegative ? -result : result
  }

  package static func integer(
    _ value: BigInt, _ spec: String, typeName: String = "int"
  ) throws(TextError) -> String {
    if spec.isEmpty { return try IntegerText.decimal(value) }
    let spec = try FormatSpec(spec, typeName: typeName)
    switch spec.type {
    case nil, "d", "n", "b", "o", "x", "X", "c": return try integer(value, spec)
    case "e", "E", "f", "F", "g", "G", "%":
      let float = double(of: value)
      if !float.isFinite { throw TextError(.overflow, "int too large to convert to float") }
      return try self.float(float, spec, typeName: typeName)
    default: throw spec.unknownCode(typeName)
    }
  }

  private static func integer(_ value: BigInt, _ spec: FormatSpec) throws(TextError) -> String {
    if spec.precision != nil {
      throw TextError(.value, "Precision not allowed in integer format specifier")
    }
    if spec.coercesNegativeZero {
      throw TextError(
        .value, "Negative zero coercion (z) not allowed in integer format specifier")
    }
    var number = NumberParts(isNegative: value.sign == .minus)
    switch spec.type {
    case "c":
      if spec.sign != nil {
        throw TextError(.value, "Sign not allowed with integer format specifier 'c'")
      }
      if spec.isAlternate {
        throw TextError(.value, "Alternate form (#) not allowed with integer format specifier 'c'")
      }
      if Int(exactly: value) == nil {
        throw TextError(.overflow, "Python int too large to convert to C long")
      }
      guard value >= 0, value <= 0x10FFFF else {
        throw TextError(.overflow, "%c arg not in range(0x110000)")
      }
      let character = Unicode.Scalar(UInt32(value)) ?? "\u{FFFD}"
      return try spec.padded(String(character), length: 1, standard: .left)
    case "b": (number.prefix, number.digits) = ("0b", String(value.magnitude, radix: 2))
    case "o": (number.prefix, number.digits) = ("0o", String(value.magnitude, radix: 8))
    case "x": (number.prefix, number.digits) = ("0x", String(value.magnitude, radix: 16))
    case "X": (number.prefix, number.digits) = ("0X", String(value.magnitude, radix: 16, uppercase: true))
    default: number.digits = try IntegerText.decimal(BigInt(value.magnitude))
    }
    if !spec.isAlternate { number.prefix = "" }
    let isBinary = spec.type == "b" || spec.type == "o" || spec.type == "x" || spec.type == "X"
    return try number.text(spec, groupSize: isBinary ? 4 : 3)
  }

  package static func float(
    _ value: Double, _ spec: String, typeName: String = "float"
  ) throws(TextError) -> String {
    if spec.isEmpty { return FloatText.representation(value) }
    return try float(value, FormatSpec(spec, typeName: typeName), typeName: typeName)
  }

  private static func float(
    _ value: Double, _ spec: FormatSpec, typeName: String
  ) throws(TextError) -> String {
    switch spec.type {
    case nil, "e", "E", "f", "F", "g", "G", "n", "%": break
    default: throw spec.unknownCode(typeName)
    }
    if let precision = spec.precision, precision > Int(Int32.max) {
      throw TextError(.value, "precision too big")
    }
    if let precision = spec.precision, precision > TextError.sizeLimit { throw TextError(.memory, "") }
    let scaled = spec.type == "%" ? value * 100 : value
    let body = FloatBody(scaled.magnitude, spec)
    var isNegative = value.sign == .minus && !value.isNaN
    if spec.coercesNegativeZero, isNegative, body.isZero { isNegative = false }
    var number = NumberParts(isNegative: isNegative)
    number.digits = body.digits
    number.suffix = body.suffix
    return try number.text(spec, groupSize: 3)
  }
}

/// A float without its sign, as its format spec wants it: the digits before the point, and everything after them.
private struct FloatBody {
  var digits: String
  var suffix: String
  let isZero: Bool

  init(_ value: Double, _ spec: FormatSpec) {
    let isUppercase = spec.type == "E" || spec.type == "F" || spec.type == "G"
    let percent = spec.type == "%" ? "%" : ""
    guard value.isFinite else {
      let text = value.isNaN ? "nan" : "inf"
      (digits, suffix, isZero) = ("", (isUppercase ? text.uppercased() : text) + percent, false)
      return
    }
    let text = Self.text(value, spec, isUppercase: isUppercase)
    isZero = !text.prefix { $0 != "e" && $0 != "E" }.contains { $0 != "0" && $0 != "." }
    let whole = text.prefix { $0.isASCII && $0.isNumber }
    digits = String(whole)
    suffix = String(text.dropFirst(whole.count)) + percent
  }

  private static func text(_ value: Double, _ spec: FormatSpec, isUppercase: Bool) -> String {
    switch spec.type {
    case "f", "F", "%":
      let text = FloatText.printed(value, precision: spec.precision ?? 6, "f")
      return spec.isAlternate && !text.contains(".") ? text + "." : text
    case "e", "E":
      let precision = spec.precision ?? 6
      return FloatText.Decimal(value, significant: precision + 1)
        .scientific(isUppercase: isUppercase, dot: spec.isAlternate || precision > 0)
    case nil where spec.precision == nil:
      let text = FloatText.representation(value)
      return spec.isAlternate && !text.contains(".") ? alternate(text) : text
    default:
      return general(value, spec, isUppercase: isUppercase, isBare: spec.type == nil)
    }
  }

  /// `1e+16` with the point that `#` demands.
  private static func alternate(_ text: String) -> String {
    guard let exponent = text.firstIndex(of: "e") else { return text + "." }
    return text[..<exponent] + "." + text[exponent...]
  }

  /// `isBare`: without a type, a precision works like `g` but leaves a digit after the point.
  private static func general(_ value: Double, _ spec: FormatSpec, isUppercase: Bool, isBare: Bool) -> String
  {
    let precision = max(1, spec.precision ?? 6)
    var decimal = FloatText.Decimal(value, significant: precision)
    if !spec.isAlternate { decimal.dropTrailingZeros() }
    let point = value == 0 ? 1 : decimal.point
    if point <= -4 || point > precision - (isBare ? 1 : 0) {
      return decimal.scientific(isUppercase: isUppercase, dot: spec.isAlternate || decimal.digits.count > 1)
    }
    var text = decimal.fixed(isPointForced: isBare)
    if spec.isAlternate, !text.contains(".") { text += "." }
    return text
  }
}

/// A number in pieces: sign, prefix, digits and what follows them.
private struct NumberParts {
  let isNegative: Bool
  var prefix = ""
  var digits = ""
  var suffix = ""

  init(isNegative: Bool) {
    self.isNegative = isNegative
  }

  func text(_ spec: FormatSpec, groupSize: Int) throws(TextError) -> String {
    let sign = isNegative ? "-" : spec.sign == .always ? "+" : spec.sign == .space ? " " : ""
    if spec.width > TextError.sizeLimit { throw TextError(.memory, "") }
    var digits = digits
    let fixed = sign.count + prefix.count + suffix.count
    let isZeroFilled = spec.fill == "0" && spec.alignment == .afterSign
    if let separator = spec.grouping, !digits.isEmpty {
      digits = grouped(separator, groupSize, width: isZeroFilled ? spec.width - fixed : 0)
    }
    let missing = spec.width - fixed - digits.count
    if spec.alignment == .afterSign {
      let fill = missing > 0 ? String(repeating: String(spec.fill), count: missing) : ""
      return sign + prefix + fill + digits + suffix
    }
    let text = sign + prefix + digits + suffix
    return try spec.padded(text, length: fixed + digits.count, standard: .right)
  }

  /// The digits in groups, with zeros in front up to a width: separators count.
  private func grouped(_ separator: Character, _ size: Int, width: Int) -> String {
    var rest = Array(digits.utf8)
    var missing = width
    var groups: [String] = []
    while true {
      let length = min(size, max(rest.count, missing, 1))
      let taken = Array(rest.suffix(length))
      rest.removeLast(taken.count)
      groups.append(
        String(repeating: "0", count: length - taken.count) + String(decoding: taken, as: UTF8.self))
      missing -= length
      if rest.isEmpty, missing <= 0 { break }
      missing -= 1
    }
    return groups.reversed().joined(separator: String(separator))
  }
}
