package import BigInt

/// A parsed template of `%` formatting: `%-10s`, `%(name)05.2f`.
///
/// After `unicode_format_arg` in CPython 3.13's `Objects/unicodeobject.c`.
package struct PercentTemplate: Hashable, Sendable {
  package enum Piece: Hashable, Sendable {
    case literal(String)
    case conversion(Conversion)
  }

  /// A width or precision: a number, or `*`, which takes the next argument.
  package enum Amount: Hashable, Sendable {
    case number(Int)
    case argument
  }

  package struct Conversion: Hashable, Sendable {
    /// The name of `%(name)s`.
    package let key: String?
    package var isLeft: Bool
    package let hasSign: Bool
    package let hasSpace: Bool
    package let isAlternate: Bool
    package let isZeroPadded: Bool
    package var width: Amount?
    package var precision: Amount?
    package let code: Unicode.Scalar
    /// Where the code stands in the template, in characters, for messages.
    package let index: Int
  }

  package let pieces: [Piece]

  package init(_ text: String) throws(TextError) {
    let scalars = Array(text.unicodeScalars)
    var pieces: [Piece] = []
    var literal = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if scalars[index] != "%" {
        literal.append(scalars[index])
        index += 1
        continue
      }
      index += 1
      let conversion = try Self.conversion(scalars, &index)
      if conversion.code == "%" {
        literal.append("%")
        continue
      }
      if !literal.isEmpty { pieces.append(.literal(String(literal))) }
      literal = String.UnicodeScalarView()
      pieces.append(.conversion(conversion))
    }
    if !literal.isEmpty { pieces.append(.literal(String(literal))) }
    self.pieces = pieces
  }

  private static func conversion(
    _ scalars: [Unicode.Scalar], _ index: inout Int
  ) throws(TextError) -> Conversion {
    let incomplete = TextError(.value, "incomplete format")
    var key: String?
    if index < scalars.count, scalars[index] == "(" { key = try self.key(scalars, &index) }
    var flags: Set<Unicode.Scalar> = []
    while index < scalars.count, ["-", "+", " ", "#", "0"].contains(scalars[index]) {
      flags.insert(scalars[index])
      index += 1
    }
    let width = try amount(scalars, &index, "width too big")
    var precision: Amount?
    if index < scalars.count, scalars[index] == "." {
      index += 1
      precision = try amount(scalars, &index, "precision too big") ?? .number(0)
    }
    if index < scalars.count, ["h", "l", "L"].contains(scalars[index]) { index += 1 }
    guard index < scalars.count else { throw incomplete }
    defer { index += 1 }
    return Conversion(
      key: key, isLeft: flags.contains("-"), hasSign: flags.contains("+"), hasSpace: flags.contains(" "),
      isAlternate: flags.contains("#"), isZeroPadded: flags.contains("0"), width: width, precision: precision,
      code: scalars[index], index: index)
  }

  private static func key(_ scalars: [Unicode.Scalar], _ index: inout Int) throws(TextError) -> String {
    let start = index + 1
    var depth = 0
    while index < scalars.count {
      if scalars[index] == "(" { depth += 1 }
      if scalars[index] == ")" { depth -= 1 }
      index += 1
      if depth == 0 { return String(String.UnicodeScalarView(scalars[start..<(index - 1)])) }
    }
    throw TextError(.value, "incomplete format key")
  }

  private static func amount(
    _ scalars: [Unicode.Scalar], _ index: inout Int, _ tooBig: String
  ) throws(TextError) -> Amount? {
    guard index < scalars.count else { return nil }
    if scalars[index] == "*" {
      index += 1
      return .argument
    }
    let digits = scalars[index...].prefix { $0.value >= 0x30 && $0.value <= 0x39 }
    if digits.isEmpty { return nil }
    index += digits.count
    guard let value = Int(String(String.UnicodeScalarView(digits))), value <= Int(Int32.max) else {
      throw TextError(.value, tooBig)
    }
    return .number(value)
  }
}

extension PercentTemplate.Conversion {
  private var widthNumber: Int { if case .number(let width)? = width { width } else { 0 } }
  private var precisionNumber: Int? { if case .number(let number)? = precision { number } else { nil } }

  /// The conversion with the values that its `*`s took; a negative width means left.
  package func resolved(width: Int?, precision: Int?) -> Self {
    var result = self
    if let width {
      result.width = .number(Int(clamping: width.magnitude))
      if width < 0 { result.isLeft = true }
    }
    if let precision { result.precision = .number(max(0, precision)) }
    return result
  }

  /// `%s`, `%r`, `%a` and `%c`, of the text that they show.
  package func format(_ text: String) throws(TextError) -> String {
    var text = text
    if let precision = precisionNumber, code != "c" {
      text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(precision)))
    }
    return try padded("", text)
  }

  /// `%d`, `%i`, `%u`, `%o`, `%x` and `%X`.
  package func format(_ value: BigInt) throws(TextError) -> String {
    var (prefix, digits): (String, String)
    switch code {
    case "o": (prefix, digits) = ("0o", String(value.magnitude, radix: 8))
    case "x": (prefix, digits) = ("0x", String(value.magnitude, radix: 16))
    case "X": (prefix, digits) = ("0X", String(value.magnitude, radix: 16, uppercase: true))
    default: (prefix, digits) = ("", try IntegerText.decimal(BigInt(value.magnitude)))
    }
    if !isAlternate { prefix = "" }
    if let precision = precisionNumber, digits.utf8.count < precision {
      if precision > TextError.sizeLimit { throw TextError(.memory, "") }
      digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
    }
    return try padded(sign(isNegative: value.sign == .minus) + prefix, digits, mayFill: true)
  }

  /// `%e`, `%f`, `%g` and their capitals.
  package func format(_ value: Double) throws(TextError) -> String {
    let spec = "\(isAlternate ? "#" : "").\(precisionNumber ?? 6)\(code)"
    let digits = try Formatting.float(value.magnitude, spec)
    let isNegative = value.sign == .minus && !value.isNaN
    return try padded(sign(isNegative: isNegative), digits, mayFill: true)
  }

  private func sign(isNegative: Bool) -> String {
    isNegative ? "-" : hasSign ? "+" : hasSpace ? " " : ""
  }

  private func padded(_ sign: String, _ body: String, mayFill: Bool = false) throws(TextError) -> String {
    if widthNumber > TextError.sizeLimit { throw TextError(.memory, "") }
    let missing = max(0, widthNumber - sign.unicodeScalars.count - body.unicodeScalars.count)
    if isLeft { return sign + body + String(repeating: " ", count: missing) }
    return isZeroPadded && mayFill
      ? sign + String(repeating: "0", count: missing) + body
      : String(repeating: " ", count: missing) + sign + body
  }
}
