import PythonSyntax

extension FloatText {
  /// `round(value, digits)`: correctly rounded, halves to even. Throws where the result is no float.
  package static func rounded(_ value: Double, digits: Int) throws(TextError) -> Double {
    guard value.isFinite, value != 0 else { return value }
    if digits > 323 { return value }
    let scientific = printed(value.magnitude, precision: 40, "e")
    let exponent = scientific.split(separator: "e").last.flatMap { Int($0) } ?? 0
    if digits < -exponent - 1 { return value.sign == .minus ? -0.0 : 0.0 }
    let result: Double
    if digits >= 0 {
      // Beyond the digits that a float has, nothing changes.
      if digits - (-exponent) > 17, exponent + digits > 17 { return value }
      result = Double(printed(value, precision: digits, "f")) ?? value
    } else {
      let significant = exponent + 1 + digits
      if significant > 17 { return value }
      if significant == 0 {
        let unit = Double("1e\(-digits)") ?? .infinity
        let half = Double("5e\(-digits - 1)") ?? .infinity
        result = value.magnitude > half ? (value < 0 ? -unit : unit) : (value < 0 ? -0.0 : 0.0)
      } else {
        result = Double(printed(value, precision: significant - 1, "e")) ?? value
      }
    }
    guard result.isFinite else { throw TextError(.overflow, "rounded value too large to represent") }
    return result
  }
}
