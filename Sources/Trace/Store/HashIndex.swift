/// Finds the number of an interned value by its hash: open addressing over 32-bit slots.
///
/// Holds no values: whoever owns them compares. Some 10 bytes a value, and one probe in the usual case.
struct HashIndex: Sendable {
  private var slots: [Int32] = []
  private var hashes: [UInt32] = []
  private var mask = 0

  /// What it takes, in bytes, without the room kept for growth.
  var byteCount: Int { (slots.count + hashes.count) * 4 }

  /// Drawn anew for each process, so that a file cannot be made to collide; numbers do not depend on it.
  static let seed = UInt64.random(in: .min ... .max)

  /// The number of the value that has this hash and that `isSame` accepts, or nil.
  @inline(__always)
  func find(_ hash: UInt64, where isSame: (Int) -> Bool) -> Int32? {
    guard !slots.isEmpty else { return nil }
    let short = UInt32(truncatingIfNeeded: hash)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let number = slots[slot]
      if hashes[Int(number)] == short, isSame(Int(number)) { return number }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Gives the next number, in order from 0, to a value that `find` did not find.
  mutating func insert(_ hash: UInt64) -> Int32 {
    if hashes.count * 4 >= slots.count * 3 { grow() }
    let number = Int32(truncatingIfNeeded: hashes.count)
    hashes.append(UInt32(truncatingIfNeeded: hash))
    place(number)
    return number
  }

  private mutating func place(_ number: Int32) {
    var slot = Int(hashes[Int(number)]) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = number
  }

  private mutating func grow() {
    let size = max(64, slots.count * 2)
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
    for number in hashes.indices { place(Int32(truncatingIfNeeded: number)) }
  }

  /// Mixes a word into a hash: a folded multiplication.
  @inline(__always)
  static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
