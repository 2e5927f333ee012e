import BigInt

/// A sum of floats without any rounding until its end.
///
/// A float is an integer times a power of two, so that the sum of any floats is an integer times the smallest such power.
struct ExactSum {
  enum Problem: Error {
    /// Both infinities were among the numbers.
    case opposites
    /// The sum is beyond all floats.
    case overflow
  }

  /// The smallest power of two that a float is a multiple of.
  private static let lowest = -1074

  private var units = BigInt(0)
  private var special: Double?
  private var infinities: Set<Double> = []

  mutating func add(_ number: Double) {
    guard number.isFinite else {
      special = (special ?? 0) + number
      if number.isInfinite { infinities.insert(number) }
      return
    }
    units += Self.units(number, lowest: Self.lowest)
  }

  /// How many times a power of two a float is; `lowest` must be low enough.
  private static func units(_ number: Double, lowest: Int) -> BigInt {
    if number == 0 { return 0 }
    let exponent = Int(number.isNormal ? number.exponent : Double.leastNormalMagnitude.exponent) - 52
    let bits = number.significandBitPattern | (number.isNormal ? 1 << 52 : 0)
    let magnitude = BigInt(bits) << (exponent - lowest)
    return number < 0 ? -magnitude : magnitude
  }

  var result: Result<Double, Problem> {
    if let special { return infinities.count == 2 ? .failure(.opposites) : .success(special) }
    let result = Self.rounded(units, lowest: Self.lowest)
    return result.isFinite ? .success(result) : .failure(.overflow)
  }

  /// The float nearest to an integer times a power of two; of two that are equally near, the even one.
  private static func rounded(_ units: BigInt, lowest: Int, isMore: Bool = false) -> Double {
    let width = units.magnitude.bitWidth
    // Below the normal floats the last bit stays where it is.
    let excess = max(0, width - 53, Self.lowest - lowest)
    var bits = units.magnitude >> excess
    if excess > 0 {
      let rest = units.magnitude - bits << excess
      let half = BigUInt(1) << (excess - 1)
      if rest > half || rest == half && (isMore || bits % 2 == 1) { bits += 1 }
    }
    let magnitude = Double(bits).scaled(by: excess + lowest)
    return units < 0 ? -magnitude : magnitude
  }

  /// The Euclidean norm of some numbers, rounded once.
  static func norm(_ numbers: [Double]) -> Double {
    if numbers.contains(where: \.isInfinite) { return .infinity }
    if numbers.contains(where: \.isNaN) { return .nan }
    let squares = numbers.reduce(BigInt(0)) { sum, number in
      let units = units(number, lowest: lowest)
      return sum + units * units
    }
    if squares == 0 { return 0 }
    // So many more bits that the root has at least 64 of them.
    let shift = max(0, (130 - squares.bitWidth + 1) / 2)
    let scaled = squares << (2 * shift)
    let root = scaled.squareRoot()
    return rounded(root, lowest: lowest - shift, isMore: root * root != scaled)
  }
}

extension Double {
  /// The number times a power of two, which may be one that no float holds.
  fileprivate func scaled(by exponent: Int) -> Double {
    var (result, exponent) = (self, exponent)
    while exponent > 1000 {
      result *= 0x1p1000
      exponent -= 1000
    }
    while exponent < -1000 {
      result *= 0x1p-1000
      exponent += 1000
    }
    return result * Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
