/// IEEE 754 numbers of 16 bits, which not every platform's Swift has as a type.
enum HalfFloat {
  /// The nearest number's bits, ties to even; infinity beyond the largest.
  static func pattern(of number: Double) -> UInt16 {
    let sign: UInt16 = number.sign == .minus ? 0x8000 : 0
    if number.isNaN { return sign | 0x7E00 }
    let magnitude = number.magnitude
    if magnitude >= 65520 { return sign | 0x7C00 }
    // Below 2**-14 numbers are multiples of 2**-24; a carry out of the fraction runs into the exponent, as it must.
    let exponent = max(-14, magnitude == 0 ? -14 : Int(magnitude.exponent))
    let scaled = Double(sign: .plus, exponent: 10 - exponent, significand: magnitude)
    let digits = UInt16(scaled.rounded(.toNearestOrEven))
    return sign | (UInt16(exponent + 14) << 10) + digits
  }

  static func value(of pattern: UInt16) -> Double {
    let exponent = Int(pattern >> 10 & 0x1F)
    let fraction = Double(pattern & 0x3FF)
    let magnitude: Double =
      switch exponent {
      case 0: Double(sign: .plus, exponent: -24, significand: fraction)
      case 31: fraction == 0 ? .infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 25, significand: fraction + 1024)
      }
    return pattern & 0x8000 == 0 ? magnitude : -magnitude
  }
}
