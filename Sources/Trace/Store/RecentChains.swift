import TaskModel

/// The numbers of chains that a source has just handed in, known again by where they lie in memory.
///
/// A source that suspends at the same place again and again hands in the same array. Held here it cannot be changed in place,
/// so that an array at the same address is the same chain, and its texts need not be looked at.
struct RecentChains: Sendable {
  private struct Entry: Sendable {
    var chain: [SourceSite] = []
    var number: Int32 = -1
  }

  private var entries = [Entry](repeating: Entry(), count: size)

  /// A power of two.
  private static let size = 64

  func number(of chain: [SourceSite]) -> Int32? {
    // Field by field: a copy of the entry would hold its chain.
    let place = Self.place(of: chain)
    guard Self.address(of: entries[place].chain) == Self.address(of: chain),
      entries[place].chain.count == chain.count
    else { return nil }
    return entries[place].number
  }

  mutating func remember(_ chain: [SourceSite], as number: Int32) {
    entries[Self.place(of: chain)] = Entry(chain: chain, number: number)
  }

  private static func address(of chain: [SourceSite]) -> UInt {
    chain.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }

  private static func place(of chain: [SourceSite]) -> Int {
    Int(truncatingIfNeeded: address(of: chain) >> 5) & (size - 1)
  }
}
