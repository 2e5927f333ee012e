package import BigInt

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// CPython's `random.Random`: the same numbers, in the same order, for the same seed and calls.
///
/// After `Lib/random.py` of CPython 3.13. Methods on sequences give indices, as the sequence is the caller's.
package struct PythonRandom: Sendable {
  private var generator: MersenneTwister
  /// The second number of a pair that `gauss` made.
  package private(set) var nextGauss: Double?

  // MARK: Seeds

  /// `seed(integer)`: by its magnitude.
  package init(seed: BigInt) {
    generator = MersenneTwister(
      key: seed.magnitude.words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32($0 >> 32)] }.trimmed)
  }

  /// `seed(bytes)`; a string seeds with its UTF-8 bytes (version 2).
  package init(seed bytes: [UInt8]) {
    let key = bytes + SHA512.hash(bytes)
    self.init(seed: BigInt(BigUInt(bytesBigEndian: key)))
  }

  package init(seed text: String) {
    self.init(seed: Array(text.utf8))
  }

  /// `seed(float)`: by Python's hash of it.
  package init(seed float: Double) {
    self.init(seed: BigInt(UInt(bitPattern: Self.hash(float))))
  }

  /// Python's `hash(float)`: the value modulo 2^61 - 1, so that it equals that of an equal integer.
  static func hash(_ value: Double) -> Int {
    guard value.isFinite else { return value.isNaN ? 0 : value > 0 ? 314_159 : -314_159 }
    let prime = UInt64(1) << 61 - 1
    var (fraction, exponent) =
      value == 0 ? (0, 0) : (value.magnitude.significand / 2, Int(value.exponent) + 1)
    var result: UInt64 = 0
    while fraction != 0 {
      result = (result << 28) & prime | result >> 33
      fraction *= 268_435_456
      exponent -= 28
      let whole = fraction.rounded(.towardZero)
      fraction -= whole
      result += UInt64(whole)
      if result >= prime { result -= prime }
    }
    let shift = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61
    result = (result << UInt64(shift)) & prime | result >> UInt64(61 - shift)
    let signed = value < 0 ? -Int(result) : Int(result)
    return signed == -1 ? -2 : signed
  }

  /// The state of the generator of words.
  package var words: [UInt32] { generator.words }

  /// `setstate`; nil where the words are no state.
  package init?(words: [UInt32], nextGauss: Double?) {
    guard let generator = MersenneTwister(words: words) else { return nil }
    self.generator = generator
    self.nextGauss = nextGauss
  }

  // MARK: Bits

  /// `randbytes(count)`.
  package mutating func bytes(_ count: Int) throws(TextError) -> [UInt8] {
    let (bits, overflow) = count.multipliedReportingOverflow(by: 8)
    if overflow { throw TextError(.memory, "") }
    let number = try self.bits(bits)
    let low = Array(number.magnitude.serialize().reversed())
    return low + [UInt8](repeating: 0, count: max(0, count - low.count))
  }

  /// `random()`: a float in [0, 1) with 53 random bits.
  package mutating func random() -> Double {
    let high = Double(generator.next() >> 5)
    let low = Double(generator.next() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// `getrandbits(count)`; the count must not be negative, and CPython's memory bounds it.
  package mutating func bits(_ count: Int) throws(TextError) -> BigInt {
    if count < 0 { throw TextError(.value, "number of bits must be non-negative") }
    if count > TextError.sizeLimit { throw TextError(.memory, "") }
    if count <= 64 { return BigInt(smallBits(count)) }
    var words: [UInt32] = []
    var rest = count
    while rest > 0 {
      let word = generator.next()
      words.append(rest < 32 ? word >> UInt32(32 - rest) : word)
      rest -= 32
    }
    let bytes = words.reversed().flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }
    return BigInt(BigUInt(bytesBigEndian: bytes))
  }

  private mutating func smallBits(_ count: Int) -> UInt64 {
    if count == 0 { return 0 }
    if count <= 32 { return UInt64(generator.next() >> UInt32(32 - count)) }
    let low = UInt64(generator.next())
    let high = generator.next()
    return UInt64(count == 64 ? high : high >> UInt32(64 - count)) << 32 | low
  }

  /// `_randbelow(bound)`: 0..<bound, where the bound is positive.
  package mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    let width = Int.bitWidth - bound.leadingZeroBitCount
    while true {
      let value = smallBits(width)
      if value < UInt64(bound) { return Int(value) }
    }
  }

  package mutating func below(_ bound: BigInt) throws(TextError) -> BigInt {
    if let small = Int(exactly: bound) { return BigInt(below(small)) }
    while true {
      let value = try bits(bound.magnitude.bitWidth)
      if value < bound { return value }
    }
  }

  // MARK: Integers

  /// `randrange(start, stop, step)`.
  package mutating func range(_ start: BigInt, _ stop: BigInt, step: BigInt = 1) throws(TextError) -> BigInt {
    let width = stop - start
    if step == 1 {
      if width > 0 { return start + (try below(width)) }
      throw TextError(.value, "empty range in randrange(\(start), \(stop))")
    }
    if step == 0 { throw TextError(.value, "zero step for randrange()") }
    let count = step > 0 ? (width + step - 1) / step : (width + step + 1) / step
    if count <= 0 { throw TextError(.value, "empty range in randrange(\(start), \(stop), \(step))") }
    return start + step * (try below(count))
  }

  // MARK: Sequences

  /// The order in which `shuffle` leaves a sequence of `count`: the old indices at their new places.
  package mutating func shuffled(_ count: Int) -> [Int] {
    var order = Array(0..<max(0, count))
    for i in order.indices.dropFirst().reversed() { order.swapAt(i, below(i + 1)) }
    return order
  }

  /// The indices that `sample(population, k)` takes from a population of `count`.
  package mutating func sample(_ count: Int, _ size: Int) throws(TextError) -> [Int] {
    guard size >= 0, size <= count else {
      throw TextError(.value, "Sample larger than population or is negative")
    }
    // CPython's choice between a pool and a set of those selected already decides which numbers are drawn.
    var setSize = 21
    if size > 5 { setSize += Int(pow(4, (log(Double(size * 3)) / log(4)).rounded(.up))) }
    if count <= setSize {
      var pool = Array(0..<count)
      return (0..<size).map { i in
        let j = below(count - i)
        let taken = pool[j]
        pool[j] = pool[count - i - 1]
        return taken
      }
    }
    var selected: Set<Int> = []
    return (0..<size).map { _ in
      var j = below(count)
      while !selected.insert(j).inserted { j = below(count) }
      return j
    }
  }

  /// The indices of `choices(population, k=size)` without weights.
  package mutating func choices(_ count: Int, size: Int) -> [Int] {
    (0..<max(0, size)).map { _ in Int((random() * Double(count)).rounded(.down)) }
  }

  /// The indices of `choices` with cumulative weights.
  package mutating func choices(cumulative weights: [Double], size: Int) throws(TextError) -> [Int] {
    let total = (weights.last ?? 0) + 0.0
    if total <= 0 { throw TextError(.value, "Total of weights must be greater than zero") }
    if !total.isFinite { throw TextError(.value, "Total of weights must be finite") }
    let highest = weights.count - 1
    return (0..<max(0, size)).map { _ in
      let value = random() * total
      // The first weight beyond the value, but never beyond the last.
      var (low, high) = (0, highest)
      while low < high {
        let middle = (low + high) / 2
        if value < weights[middle] { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  // MARK: Distributions

  package mutating func uniform(_ a: Double, _ b: Double) -> Double { a + (b - a) * random() }

  package mutating func triangular(_ low: Double = 0, _ high: Double = 1, mode: Double? = nil) -> Double {
    var u = random()
    if high == low, mode != nil { return low }
    var c = mode.map { ($0 - low) / (high - low) } ?? 0.5
    var (low, high) = (low, high)
    if u > c {
      u = 1 - u
      c = 1 - c
      (low, high) = (high, low)
    }
    return low + (high - low) * (u * c).squareRoot()
  }

  package mutating func normal(_ mean: Double = 0, _ deviation: Double = 1) -> Double {
    let magic = 4 * exp(-0.5) / 2.0.squareRoot()
    while true {
      let u1 = random()
      let u2 = 1 - random()
      let z = magic * (u1 - 0.5) / u2
      if z * z / 4 <= -log(u2) { return mean + z * deviation }
    }
  }

  package mutating func gauss(_ mean: Double = 0, _ deviation: Double = 1) -> Double {
    if let z = nextGauss {
      nextGauss = nil
      return mean + z * deviation
    }
    let angle = random() * (2 * Double.pi)
    let radius = (-2 * log(1 - random())).squareRoot()
    nextGauss = sin(angle) * radius
    return mean + cos(angle) * radius * deviation
  }

  package mutating func lognormal(_ mean: Double, _ deviation: Double) -> Double {
    exp(normal(mean, deviation))
  }

  package mutating func exponential(_ rate: Double = 1) -> Double { -log(1 - random()) / rate }

  /// `gammavariate(alpha, beta)`.
  package mutating func gamma(_ alpha: Double, _ beta: Double) throws(TextError) -> Double {
    guard alpha > 0, beta > 0 else {
      throw TextError(.value, "gammavariate: alpha and beta must be > 0.0")
    }
    if alpha > 1 { return largeGamma(alpha, beta) }
    if alpha == 1 { return -log(1 - random()) * beta }
    while true {
      let u = random()
      let b = (M_E + alpha) / M_E
      let p = b * u
      let x = p <= 1 ? pow(p, 1 / alpha) : -log((b - p) / alpha)
      let v = random()
      if p > 1 {
        if v <= pow(x, alpha - 1) { return x * beta }
      } else if v <= exp(-x) {
        return x * beta
      }
    }
  }

  /// R. C. H. Cheng, "The generation of Gamma variables with non-integral shape parameters", 1977.
  private mutating func largeGamma(_ alpha: Double, _ beta: Double) -> Double {
    let log4 = log(4.0)
    let magic = 1 + log(4.5)
    let inverse = (2 * alpha - 1).squareRoot()
    let b = alpha - log4
    let c = alpha + inverse
    while true {
      let u1 = random()
      guard u1 > 1e-7, u1 < 0.9999999 else { continue }
      let u2 = 1 - random()
      let v = log(u1 / (1 - u1)) / inverse
      let x = alpha * exp(v)
      let z = u1 * u1 * u2
      let r = b + c * v - x
      if r + magic - 4.5 * z >= 0 || r >= log(z) { return x * beta }
    }
  }

  package mutating func beta(_ alpha: Double, _ beta: Double) throws(TextError) -> Double {
    let y = try gamma(alpha, 1)
    return y == 0 ? 0 : y / (y + (try gamma(beta, 1)))
  }

  package mutating func pareto(_ alpha: Double) -> Double { pow(1 - random(), -1 / alpha) }

  package mutating func weibull(_ alpha: Double, _ beta: Double) -> Double {
    alpha * pow(-log(1 - random()), 1 / beta)
  }
}

extension [UInt32] {
  /// Without the zero words at the high end; zero is one word.
  fileprivate var trimmed: [UInt32] {
    var words = self
    while words.count > 1, words.last == 0 { words.removeLast() }
    return words
  }
}

extension BigUInt {
  fileprivate init(bytesBigEndian bytes: [UInt8]) {
    var words: [Word] = []
    var end = bytes.count
    while end > 0 {
      let start = Swift.max(0, end - 8)
      words.append(bytes[start..<end].reduce(0) { $0 << 8 | Word($1) })
      end = start
    }
    self.init(words: words)
  }
}
