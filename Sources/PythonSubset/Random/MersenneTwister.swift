/// MT19937, the generator behind CPython's `random`: the same words for the same seed.
///
/// M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998, as `Modules/_randommodule.c` of CPython 3.13 seeds it.
package struct MersenneTwister: Sendable {
  private static let size = 624
  private static let middle = 397

  private var state: [UInt32]
  private var index: Int

  /// Seeds with the 32-bit words of a non-negative integer, the lowest first.
  package init(key: [UInt32]) {
    state = [UInt32](repeating: 0, count: Self.size)
    index = Self.size
    fill(19_650_218)
    let key = key.isEmpty ? [0] : key
    var (i, j) = (1, 0)
    for _ in 0..<max(Self.size, key.count) {
      let mixed = (state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525
      state[i] = (state[i] ^ mixed) &+ key[j] &+ UInt32(truncatingIfNeeded: j)
      i += 1
      j = (j + 1) % key.count
      if i >= Self.size {
        state[0] = state[Self.size - 1]
        i = 1
      }
    }
    for _ in 0..<(Self.size - 1) {
      let mixed = (state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941
      state[i] = (state[i] ^ mixed) &- UInt32(truncatingIfNeeded: i)
      i += 1
      if i >= Self.size {
        state[0] = state[Self.size - 1]
        i = 1
      }
    }
    state[0] = 0x8000_0000
  }

  /// The whole state, as `getstate` shows it: 624 words, and the place of the next one.
  package var words: [UInt32] { state + [UInt32(index)] }

  /// Goes on from what `words` was; nil where that cannot be.
  package init?(words: [UInt32]) {
    guard words.count == Self.size + 1, let place = words.last, place <= Self.size else { return nil }
    state = Array(words.dropLast())
    index = Int(place)
  }

  private mutating func fill(_ seed: UInt32) {
    state[0] = seed
    for i in 1..<Self.size {
      state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i)
    }
  }

  /// The next 32 random bits.
  package mutating func next() -> UInt32 {
    if index >= Self.size { twist() }
    var word = state[index]
    index += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    return word ^ (word >> 18)
  }

  private mutating func twist() {
    for i in 0..<Self.size {
      let word = (state[i] & 0x8000_0000) | (state[(i + 1) % Self.size] & 0x7FFF_FFFF)
      state[i] = state[(i + Self.middle) % Self.size] ^ (word >> 1) ^ (word & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    index = 0
  }
}
