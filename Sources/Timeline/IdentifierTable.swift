/// Finds the index of an identifier: an array for the small numbers that sources give, a dictionary for stray ones.
///
/// A file may name any number, so the array never grows far beyond what has been seen.
struct IdentifierTable: Sendable {
  private var dense: [Int32] = []
  private var sparse: [Int32: Int32] = [:]
  private var count = 0

  subscript(number: Int32) -> Int? {
    if number >= 0, Int(number) < dense.count {
      let index = dense[Int(number)]
      return index < 0 ? nil : Int(index)
    }
    return sparse.isEmpty ? nil : sparse[number].map(Int.init)
  }

  mutating func insert(_ number: Int32, index: Int) {
    count += 1
    guard number >= 0, Int(number) < 4 * count + 1024 else {
      sparse[number] = Int32(index)
      return
    }
    while dense.count <= Int(number) {
      dense.append(sparse.isEmpty ? -1 : sparse.removeValue(forKey: Int32(dense.count)) ?? -1)
    }
    dense[Int(number)] = Int32(index)
  }
}
