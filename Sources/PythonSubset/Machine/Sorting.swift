import PythonSyntax

/// The keys that a sort compares, with the items that move along with them.
private struct Sortable {
  var key: Value
  var item: Value
}

extension Machine {
  /// A stable sort that asks only `<`, in CPython's order for short lists: programs see which comparison fails first.
  func sorted(_ items: [Value], key: Value, isReversed: Bool) throws -> [Value] {
    var list: [Sortable] = []
    list.reserveCapacity(items.count)
    for item in items { list.append(Sortable(key: key.isNone ? item : try call(key, [item]), item: item)) }
    if isReversed { list.reverse() }
    let run = try extendRun(&list, 0, list.count)
    if run < list.count {
      if list.count < 64 {
        try insertionSort(&list, 0, run, list.count)
      } else {
        var buffer = list
        try mergeSort(&list, &buffer, 0, list.count)
      }
    }
    if isReversed { list.reverse() }
    return list.map(\.item)
  }

  private func isLess(_ left: Sortable, _ right: Sortable) throws -> Bool {
    if case .int(let a) = left.key, case .int(let b) = right.key { return a < b }
    return try isTrue(compare(.less, left.key, right.key))
  }

  /// How many elements from `low` on are in order, after a descending run there has been turned around (CPython 3.13
  /// `count_run`).
  private func extendRun(_ list: inout [Sortable], _ low: Int, _ high: Int) throws -> Int {
    guard high - low > 1 else { return high - low }
    var end = low + 1
    while end < high, try !isLess(list[end], list[end - 1]) { end += 1 }
    if end == high { return end - low }
    if end - low > 1 {
      // What precedes the smaller element either rises, or is all equal and may begin a descending run.
      if try isLess(list[low], list[end - 1]) { return end - low }
      list[low..<end].reverse()
    }
    end += 1
    var equals = 0
    while end < high {
      if try isLess(list[end], list[end - 1]) {
        // Equal elements stay in their order when the run is turned around: they are turned twice.
        list[(end - 1 - equals)..<end].reverse()
        equals = 0
      } else if try isLess(list[end - 1], list[end]) {
        break
      } else {
        equals += 1
      }
      end += 1
    }
    list[(end - 1 - equals)..<end].reverse()
    list[low..<end].reverse()
    while end < high, try !isLess(list[end], list[end - 1]) { end += 1 }
    return end - low
  }

  /// Sorts by insertion what follows the elements up to `sorted` (CPython `binarysort`).
  private func insertionSort(_ list: inout [Sortable], _ low: Int, _ sorted: Int, _ high: Int) throws {
    for place in sorted..<high {
      let pivot = list[place]
      var (left, right) = (low, place)
      while left < right {
        let middle = (left + right) / 2
        if try isLess(pivot, list[middle]) { right = middle } else { left = middle + 1 }
      }
      list.remove(at: place)
      list.insert(pivot, at: left)
    }
  }

  private func mergeSort(_ list: inout [Sortable], _ buffer: inout [Sortable], _ low: Int, _ high: Int) throws
  {
    guard high - low >= 64 else {
      return try insertionSort(&list, low, low + extendRun(&list, low, high), high)
    }
    let middle = (low + high) / 2
    try mergeSort(&list, &buffer, low, middle)
    try mergeSort(&list, &buffer, middle, high)
    var (left, right) = (low, middle)
    for place in low..<high {
      let takesRight = try left >= middle || (right < high && isLess(list[right], list[left]))
      if takesRight {
        buffer[place] = list[right]
        right += 1
      } else {
        buffer[place] = list[left]
        left += 1
      }
    }
    for place in low..<high { list[place] = buffer[place] }
  }
}
