/// A parsed format spec: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
///
/// After `Python/formatter_unicode.c` of CPython 3.13, with its error messages.
package struct FormatSpec: Hashable, Sendable {
  package enum Alignment: Character, Sendable {
    case left = "<"
    case right = ">"
    case center = "^"
    /// The padding stands between the sign and the digits.
    case afterSign = "="
  }

  package enum Sign: Character, Sendable {
    case always = "+"
    case negativeOnly = "-"
    case space = " "
  }

  package var fill: Unicode.Scalar = " "
  /// Nil where the spec names none.
  package var alignment: Alignment?
  package var sign: Sign?
  package var coercesNegativeZero = false
  package var isAlternate = false
  package var width = 0
  package var grouping: Character?
  package var precision: Int?
  package var type: Unicode.Scalar?
  /// The `0` flag stands before the width, with no alignment of its own.
  package var isZeroPadded = false

  /// `typeName` is the Python type of the value, for the messages.
  package init(_ text: String, typeName: String) throws(TextError) {
    let scalars = Array(text.unicodeScalars)
    var index = 0
    func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
      index + ahead < scalars.count ? scalars[index + ahead] : nil
    }
    if let second = peek(1), let alignment = Alignment(rawValue: Character(second)), let first = peek() {
      (self.alignment, fill) = (alignment, first)
      index += 2
    } else if let first = peek(), let alignment = Alignment(rawValue: Character(first)) {
      self.alignment = alignment
      index += 1
    }
    let hasFill = index == 2
    if let next = peek(), let sign = Sign(rawValue: Character(next)) {
      self.sign = sign
      index += 1
    }
    if peek() == "z" {
      coercesNegativeZero = true
      index += 1
    }
    if peek() == "#" {
      isAlternate = true
      index += 1
    }
    if !hasFill, peek() == "0" {
      fill = "0"
      if alignment == nil { (alignment, isZeroPadded) = (.afterSign, true) }
      index += 1
    }
    width = try Self.number(scalars, &index) ?? 0
    if peek() == "," {
      grouping = ","
      index += 1
    }
    if peek() == "_" {
      if grouping != nil { throw TextError(.value, "Cannot specify both ',' and '_'.") }
      grouping = "_"
      index += 1
    }
    if peek() == ",", grouping == "_" { throw TextError(.value, "Cannot specify both ',' and '_'.") }
    if peek() == "," { throw TextError(.value, "Cannot specify ',' with ','.") }
    if peek() == "." {
      index += 1
      guard let precision = try Self.number(scalars, &index) else {
        throw TextError(.value, "Format specifier missing precision")
      }
      self.precision = precision
    }
    if scalars.count - index > 1 {
      throw TextError(.value, "Invalid format specifier '\(text)' for object of type '\(typeName)'")
    }
    type = peek()
    try checkGrouping()
  }

  private static func number(_ scalars: [Unicode.Scalar], _ index: inout Int) throws(TextError) -> Int? {
    let start = index
    var value = 0
    while index < scalars.count, let digit = decimalValue(scalars[index]) {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = product.addingReportingOverflow(digit)
      if isTooLarge || overflows { throw TextError(.value, "Too many decimal digits in format string") }
      value = sum
      index += 1
    }
    return index == start ? nil : value
  }

  private static func decimalValue(_ scalar: Unicode.Scalar) -> Int? {
    guard scalar.properties.generalCategory == .decimalNumber else { return nil }
    return scalar.properties.numericValue.map { Int($0) }
  }

  private func checkGrouping() throws(TextError) {
    guard let grouping, let type else { return }
    switch type {
    case "d", "e", "f", "g", "E", "G", "%", "F": return
    default:
      if grouping == "_", ["b", "o", "x", "X"].contains(type) { return }
      let shown =
        type.value > 32 && type.value < 128 ? String(type) : "\\x" + String(type.value, radix: 16)
      throw TextError(.value, "Cannot specify '\(grouping)' with '\(shown)'.")
    }
  }

  func unknownCode(_ typeName: String) -> TextError {
    guard let type else { return TextError(.value, "Invalid format specifier") }
    let shown = type.value > 32 && type.value < 128 ? String(type) : "\\x" + String(type.value, radix: 16)
    return TextError(.value, "Unknown format code '\(shown)' for object of type '\(typeName)'")
  }

  /// Pads a text of `length` characters; `standard` is the type's own alignment.
  func padded(_ text: String, length: Int, standard: Alignment) throws(TextError) -> String {
    let missing = width - length
    guard missing > 0 else { return text }
    if width > TextError.sizeLimit { throw TextError(.memory, "") }
    func filling(_ count: Int) -> String { String(repeating: String(fill), count: count) }
    return switch alignment ?? standard {
    case .left: text + filling(missing)
    case .right, .afterSign: filling(missing) + text
    case .center: filling(missing / 2) + text + filling(missing - missing / 2)
    }
  }
}
