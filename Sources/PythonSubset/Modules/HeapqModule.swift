import PythonSyntax

extension Machine {
  /// The functions on heaps that compare in the order of CPython's `heapq`, so that equal elements come out alike.
  func fillHeapq(_ names: PyDict) {
    function(names, "heappush", .exactly(2)) { m, a in
      let heap = try m.heap(a[0], "heappush() argument 1")
      heap.items.append(a[1])
      try m.siftTowardsRoot(heap, from: heap.items.count - 1, to: 0)
      return .none
    }
    function(names, "heappop", .exactly(1)) { m, a in
      let heap = try m.heap(a[0], "heappop() argument")
      guard let last = heap.items.popLast() else { throw m.error(.indexError, "index out of range") }
      guard let smallest = heap.items.first else { return last }
      heap.items[0] = last
      try m.siftTowardsLeaves(heap, 0)
      return smallest
    }
    function(names, "heapify", .exactly(1)) { m, a in
      let heap = try m.heap(a[0], "heapify() argument")
      for place in (0..<heap.items.count / 2).reversed() { try m.siftTowardsLeaves(heap, place) }
      return .none
    }
    function(names, "heapreplace", .exactly(2)) { m, a in
      let heap = try m.heap(a[0], "heapreplace() argument 1")
      guard let smallest = heap.items.first else { throw m.error(.indexError, "index out of range") }
      heap.items[0] = a[1]
      try m.siftTowardsLeaves(heap, 0)
      return smallest
    }
    function(names, "heappushpop", .exactly(2)) { m, a in
      let heap = try m.heap(a[0], "heappushpop() argument 1")
      guard let smallest = heap.items.first, try m.isTrue(m.compare(.less, smallest, a[1])) else {
        return a[1]
      }
      guard !heap.items.isEmpty else { throw m.error(.indexError, "index out of range") }
      heap.items[0] = a[1]
      try m.siftTowardsLeaves(heap, 0)
      return smallest
    }
  }

  private func heap(_ value: Value, _ function: String) throws -> PyList {
    guard let list = value.list else {
      throw typeError("\(function) must be list, not \(typeName(of: value))")
    }
    return list
  }

  private func isLess(_ heap: PyList, _ left: Int, _ right: Int) throws -> Bool {
    let count = heap.items.count
    let result = try isTrue(compare(.less, heap.items[left], heap.items[right]))
    if heap.items.count != count { throw error(.runtimeError, "list changed size during iteration") }
    return result
  }

  /// Moves an element up to where its parent is not larger.
  private func siftTowardsRoot(_ heap: PyList, from start: Int, to root: Int) throws {
    var place = start
    while place > root {
      let parent = (place - 1) / 2
      guard try isLess(heap, place, parent) else { return }
      heap.items.swapAt(place, parent)
      place = parent
    }
  }

  /// Moves an element down to a leaf along the smaller children, then up again: most elements belong near the leaves.
  private func siftTowardsLeaves(_ heap: PyList, _ start: Int) throws {
    let count = heap.items.count
    var place = start
    while place < count / 2 {
      var child = 2 * place + 1
      if child + 1 < count, try !isLess(heap, child, child + 1) { child += 1 }
      heap.items.swapAt(place, child)
      place = child
    }
    try siftTowardsRoot(heap, from: place, to: start)
  }
}
