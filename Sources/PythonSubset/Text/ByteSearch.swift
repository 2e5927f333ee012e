extension [UInt8] {
  /// Where `part` first lies between two offsets.
  func firstMatch(of part: [UInt8], from start: Int, to end: Int) -> Int? {
    guard start <= end - part.count else { return nil }
    guard let first = part.first else { return start }
    var at = start
    while at <= end - part.count {
      guard let next = self[at...(end - part.count)].firstIndex(of: first) else { return nil }
      if self[next..<(next + part.count)].elementsEqual(part) { return next }
      at = next + 1
    }
    return nil
  }

  /// Where `part` last lies between two offsets.
  func lastMatch(of part: [UInt8], from start: Int, to end: Int) -> Int? {
    var at = end - part.count
    while at >= start {
      if self[at..<(at + part.count)].elementsEqual(part) { return at }
      at -= 1
    }
    return nil
  }
}
