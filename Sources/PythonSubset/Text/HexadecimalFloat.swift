/// Floats in hexadecimal, as `float.hex` writes them and `float.fromhex` reads them.
enum HexadecimalFloat {
  static func text(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    let sign = number.sign == .minus ? "-" : ""
    if number.isZero { return sign + "0x0.0p+0" }
    let digits = String(number.significandBitPattern, radix: 16)
    let fraction = String(repeating: "0", count: 13 - digits.count) + digits
    let exponent = number.isNormal ? Int(number.exponent) : -1022
    return "\(sign)0x\(number.isNormal ? 1 : 0).\(fraction)p\(exponent < 0 ? "" : "+")\(exponent)"
  }

  /// nil where the text is none; infinite also where the number is too large.
  static func parse(_ text: String) -> Double? {
    let text = text.trimmingPrefix(while: isBlank).reversed().drop(while: isBlank).reversed()
    let word = String(text).lowercased()
    guard
      let match = word.wholeMatch(
        of: /([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?[0-9]+))?/),
      !(match.2 + (match.3 ?? "")).isEmpty
    else {
      return word.wholeMatch(of: /[+-]?(?:inf|infinity|nan)/) == nil ? nil : Double(word)
    }
    let number = "\(match.1)0x0\(match.2).\(match.3 ?? "")0"
    // No exponent beyond this changes what any text of a reasonable length stands for.
    let exponent = match.4.map { Int($0) ?? ($0.hasPrefix("-") ? -1_000_000 : 1_000_000) } ?? 0
    return Double(number + "p\(min(max(exponent, -1_000_000), 1_000_000))")
  }

  private static func isBlank(_ character: Character) -> Bool {
    " \t\n\u{B}\u{C}\r".contains(character) || character == "\r\n"
  }
}
