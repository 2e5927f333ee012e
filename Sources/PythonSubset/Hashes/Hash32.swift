#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The hashes whose words have 32 bits: MD5 (RFC 1321), SHA-1, SHA-224 and SHA-256 (FIPS 180-4).
enum Hash32 {
  static func md5(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    forEachBlock(of: message, isBigEndian: false) { words in
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      for i in 0..<64 {
        let (mix, place): (UInt32, Int) =
          switch i / 16 {
          case 0: ((b & c) | (~b & d), i)
          case 1: ((d & b) | (~d & c), (5 * i + 1) % 16)
          case 2: (b ^ c ^ d, (3 * i + 5) % 16)
          default: (c ^ (b | ~d), 7 * i % 16)
          }
        let sum = a &+ mix &+ md5Sines[i] &+ words[place]
        (a, d, c, b) = (d, c, b, b &+ rotateLeft(sum, md5Shifts[i / 16][i % 4]))
      }
      for (i, word) in [a, b, c, d].enumerated() { state[i] = state[i] &+ word }
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) } }
  }

  static func sha1(_ message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    forEachBlock(of: message, isBigEndian: true) { block in
      var words = block
      for i in 16..<80 {
        words.append(rotateLeft(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1))
      }
      var h = state
      for i in 0..<80 {
        let (mix, constant): (UInt32, UInt32) =
          switch i / 20 {
          case 0: ((h[1] & h[2]) | (~h[1] & h[3]), 0x5A82_7999)
          case 1: (h[1] ^ h[2] ^ h[3], 0x6ED9_EBA1)
          case 2: ((h[1] & h[2]) | (h[1] & h[3]) | (h[2] & h[3]), 0x8F1B_BCDC)
          default: (h[1] ^ h[2] ^ h[3], 0xCA62_C1D6)
          }
        let first = rotateLeft(h[0], 5) &+ mix &+ h[4] &+ constant &+ words[i]
        h = [first, h[0], rotateLeft(h[1], 30), h[2], h[3]]
      }
      for i in 0..<5 { state[i] = state[i] &+ h[i] }
    }
    return bigEndian(state)
  }

  static func sha256(_ message: [UInt8]) -> [UInt8] {
    sha2(message, from: SHA512.roots[..<8].map { UInt32($0 >> 32) })
  }

  static func sha224(_ message: [UInt8]) -> [UInt8] {
    Array(sha2(message, from: SHA512.roots[8...].map { UInt32(truncatingIfNeeded: $0) }).prefix(28))
  }

  private static func sha2(_ message: [UInt8], from start: [UInt32]) -> [UInt8] {
    var state = start
    forEachBlock(of: message, isBigEndian: true) { block in
      var words = block
      for i in 16..<64 {
        let (a, b) = (words[i - 15], words[i - 2])
        let s0 = rotateLeft(a, 25) ^ rotateLeft(a, 14) ^ (a >> 3)
        let s1 = rotateLeft(b, 15) ^ rotateLeft(b, 13) ^ (b >> 10)
        words.append(words[i - 16] &+ s0 &+ words[i - 7] &+ s1)
      }
      var h = state
      for i in 0..<64 {
        let s1 = rotateLeft(h[4], 26) ^ rotateLeft(h[4], 21) ^ rotateLeft(h[4], 7)
        let choice = (h[4] & h[5]) ^ (~h[4] & h[6])
        let first = h[7] &+ s1 &+ choice &+ sha2Constants[i] &+ words[i]
        let s0 = rotateLeft(h[0], 30) ^ rotateLeft(h[0], 19) ^ rotateLeft(h[0], 10)
        let majority = (h[0] & h[1]) ^ (h[0] & h[2]) ^ (h[1] & h[2])
        h = [first &+ s0 &+ majority, h[0], h[1], h[2], h[3] &+ first, h[4], h[5], h[6]]
      }
      for i in 0..<8 { state[i] = state[i] &+ h[i] }
    }
    return bigEndian(state)
  }

  // MARK: Words

  /// The upper halves of SHA-512's: both are fractions of the same cube roots.
  private static let sha2Constants = SHA512.constants[..<64].map { UInt32($0 >> 32) }

  private static let md5Shifts: [[UInt32]] = [
    [7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21],
  ]

  /// The first 32 bits of the fractions of the sines of 1, 2, 3 ... (RFC 1321, 3.4).
  private static let md5Sines: [UInt32] = (1...64).map { UInt32(4_294_967_296 * abs(sin(Double($0)))) }

  private static func rotateLeft(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 - count)
  }

  private static func bigEndian(_ words: [UInt32]) -> [UInt8] {
    words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) } }
  }

  /// The message with its length behind it, in blocks of 16 words.
  private static func forEachBlock(
    of message: [UInt8], isBigEndian: Bool, _ body: ([UInt32]) -> Void
  ) {
    var padded = message
    padded.append(0x80)
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = UInt64(message.count) << 3
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(isBigEndian ? 56 - 8 * $0 : 8 * $0)) }
    for start in stride(from: 0, to: padded.count, by: 64) {
      body(
        (0..<16).map { index in
          let bytes = padded[(start + 4 * index)..<(start + 4 * index + 4)]
          return isBigEndian
            ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        })
    }
  }
}
