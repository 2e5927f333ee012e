/// SHA-512 and SHA-384 (FIPS 180-4), for `hashlib` and for `random.seed`, which hashes text.
///
/// Written here because these uses do not justify a cryptography package.
enum SHA512 {
  /// The first 64 bits of the fractional parts of the cube roots of the first 80 primes.
  static let constants: [UInt64] = primes(80).map { fraction($0, root: 3) }
  /// The same of the square roots of the first 16 primes.
  static let roots: [UInt64] = primes(16).map { fraction($0, root: 2) }

  static func hash(_ message: [UInt8]) -> [UInt8] { hash(message, from: roots[..<8]) }

  /// SHA-384, which is a part of the same from another start.
  static func hash384(_ message: [UInt8]) -> [UInt8] { Array(hash(message, from: roots[8...]).prefix(48)) }

  private static func hash(_ message: [UInt8], from start: ArraySlice<UInt64>) -> [UInt8] {
    var state = Array(start)
    let padded = padded(message)
    for block in stride(from: 0, to: padded.count, by: 128) {
      compress(&state, padded[block..<(block + 128)])
    }
    return state.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
  }

  private static func padded(_ message: [UInt8]) -> [UInt8] {
    var padded = message
    padded.append(0x80)
    while padded.count % 128 != 112 { padded.append(0) }
    let bits = UInt64(message.count) << 3
    // The length takes 16 bytes, of which no message needs the first 8.
    return padded + [UInt8](repeating: 0, count: 8)
      + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
  }

  private static func compress(_ state: inout [UInt64], _ block: ArraySlice<UInt8>) {
    var words: [UInt64] = []
    words.reserveCapacity(80)
    for start in stride(from: block.startIndex, to: block.endIndex, by: 8) {
      words.append(block[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) })
    }
    for i in 16..<80 {
      let (a, b) = (words[i - 15], words[i - 2])
      let s0 = rotate(a, 1) ^ rotate(a, 8) ^ (a >> 7)
      let s1 = rotate(b, 19) ^ rotate(b, 61) ^ (b >> 6)
      words.append(words[i - 16] &+ s0 &+ words[i - 7] &+ s1)
    }
    var h = state
    for i in 0..<80 {
      let s1 = rotate(h[4], 14) ^ rotate(h[4], 18) ^ rotate(h[4], 41)
      let choice = (h[4] & h[5]) ^ (~h[4] & h[6])
      let first = h[7] &+ s1 &+ choice &+ constants[i] &+ words[i]
      let s0 = rotate(h[0], 28) ^ rotate(h[0], 34) ^ rotate(h[0], 39)
      let majority = (h[0] & h[1]) ^ (h[0] & h[2]) ^ (h[1] & h[2])
      h = [first &+ s0 &+ majority, h[0], h[1], h[2], h[3] &+ first, h[4], h[5], h[6]]
    }
    for i in 0..<8 { state[i] = state[i] &+ h[i] }
  }

  private static func rotate(_ word: UInt64, _ count: UInt64) -> UInt64 {
    word >> count | word << (64 - count)
  }

  private static func primes(_ count: Int) -> [UInt64] {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes
  }

  /// The first 64 bits of the fractional part of a root, by bisection on 68-bit fixed-point numbers.
  private static func fraction(_ value: UInt64, root: Int) -> UInt64 {
    // The root is below 32 (the cube root of 409 is 7.4, the square root of 53 is 7.3): find floor(root * 2^64).
    var low: [UInt32] = [0, 0, 0]
    for bit in stride(from: 68, through: 0, by: -1) {
      var candidate = low
      candidate[bit / 32] |= 1 << UInt32(bit % 32)
      var power = candidate
      for _ in 1..<root { power = multiply(power, candidate) }
      if !exceeds(power, value, shift: 64 * root) { low = candidate }
    }
    return UInt64(low[1]) << 32 | UInt64(low[0])
  }

  private static func multiply(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var result = [UInt32](repeating: 0, count: a.count + b.count)
    for (i, x) in a.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.enumerated() {
        let sum = UInt64(x) * UInt64(y) + UInt64(result[i + j]) + carry
        result[i + j] = UInt32(truncatingIfNeeded: sum)
        carry = sum >> 32
      }
      result[i + b.count] = UInt32(carry)
    }
    return result
  }

  /// Whether a number of 32-bit words exceeds `value` shifted left by a multiple of 32.
  private static func exceeds(_ words: [UInt32], _ value: UInt64, shift: Int) -> Bool {
    let base = shift / 32
    func word(_ index: Int) -> UInt64 { index < words.count ? UInt64(words[index]) : 0 }
    if words.count > base + 2, words[(base + 2)...].contains(where: { $0 != 0 }) { return true }
    let high = word(base + 1) << 32 | word(base)
    if high != value { return high > value }
    return words[..<min(base, words.count)].contains { $0 != 0 }
  }
}
