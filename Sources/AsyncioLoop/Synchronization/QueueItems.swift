import DequeModule

/// What a queue holds, in the order in which it gives it out.
///
/// A class, for comparing items runs the program's code, which may come back to the same queue.
final class QueueItems {
  private(set) var all = Deque<Any>()
  private let order: Queue.Order

  init(_ order: Queue.Order) {
    self.order = order
  }

  var count: Int { all.count }

  /// - Throws: what comparing raises; the item is among the others then.
  func put(_ item: Any) throws {
    all.append(item)
    if case .leastFirst(let isLess) = order { try moveUp(from: all.count - 1, isLess) }
  }

  /// Takes the next one out; nil: there is none.
  ///
  /// - Throws: what comparing raises; the item is lost then, as in CPython.
  func take() throws -> Any? {
    switch order {
    case .firstIn: return all.popFirst()
    case .lastIn: return all.popLast()
    case .leastFirst(let isLess):
      let last = all.popLast()
      guard let last, let first = all.first else { return last }
      all[0] = last
      try moveDown(isLess)
      return first
    }
  }

  // MARK: A heap like that of CPython's `heapq`: the same comparisons, and the same array for a program that prints it

  /// Lets an item rise as long as it is less than the one above it.
  private func moveUp(from start: Int, _ isLess: Queue.Comparison) throws {
    var place = start
    while place > 0 {
      let parent = (place - 1) / 2
      guard try compare(place, parent, isLess) else { return }
      all.swapAt(place, parent)
      place = parent
    }
  }

  /// Lets the first item sink to the bottom along the lesser children, and rise from there.
  private func moveDown(_ isLess: Queue.Comparison) throws {
    var place = 0
    while place < all.count / 2 {
      var child = 2 * place + 1
      if child + 1 < all.count, try !compare(child, child + 1, isLess) { child += 1 }
      all.swapAt(place, child)
      place = child
    }
    try moveUp(from: place, isLess)
  }

  private func compare(_ a: Int, _ b: Int, _ isLess: Queue.Comparison) throws -> Bool {
    let count = all.count
    let answer = try isLess(all[a], all[b])
    guard all.count == count else { throw LoopError(.runtime, "list changed size during iteration") }
    return answer
  }
}
