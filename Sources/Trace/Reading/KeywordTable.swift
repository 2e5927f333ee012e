/// Finds which of a few known words some bytes are, by two loads and one probe.
struct KeywordTable {
  private struct Entry {
    var low: UInt64
    var high: UInt64
    var count: Int
    var number: Int
  }

  static let longest = 16

  private var entries: [Entry]
  private let mask: Int

  /// Words of 1 to `longest` bytes; their place is their number.
  init(_ words: [String]) {
    var size = 16
    while size < words.count * 4 { size *= 2 }
    entries = [Entry](repeating: Entry(low: 0, high: 0, count: 0, number: -1), count: size)
    mask = size - 1
    for (number, word) in words.enumerated() {
      let padded = Array(word.utf8.prefix(Self.longest)) + [UInt8](repeating: 0, count: 2 * Self.longest)
      padded.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        let (low, high) = Self.load(start, word.utf8.count)
        var slot = Self.slot(low, word.utf8.count) & mask
        while entries[slot].number >= 0 { slot = (slot + 1) & mask }
        entries[slot] = Entry(low: low, high: high, count: word.utf8.count, number: number)
      }
    }
  }

  /// The number of a word, or -1. Behind the bytes, `longest` more must be readable.
  @inline(__always)
  func number(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count > 0, count <= Self.longest else { return -1 }
    let (low, high) = Self.load(start, count)
    var slot = Self.slot(low, count) & mask
    while entries[slot].number >= 0 {
      if entries[slot].low == low, entries[slot].high == high, entries[slot].count == count {
        return entries[slot].number
      }
      slot = (slot + 1) & mask
    }
    return -1
  }

  @inline(__always)
  private static func load(_ start: UnsafePointer<UInt8>, _ count: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(start)
    let low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    if count <= 8 { return (count == 8 ? low : low & (1 << UInt64(8 * count) - 1), 0) }
    let high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    return (low, count == 16 ? high : high & (1 << UInt64(8 * (count - 8)) - 1))
  }

  @inline(__always)
  private static func slot(_ low: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (low &+ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15 >> 48)
  }
}
