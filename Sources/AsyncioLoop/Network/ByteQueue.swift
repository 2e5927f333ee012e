/// Bytes in order: appended at the end, taken at the front.
package struct ByteQueue: Sendable {
  private var storage: [UInt8] = []
  private var start = 0

  package init() {}

  package var count: Int { storage.count - start }
  package var isEmpty: Bool { count == 0 }

  /// All of them, the first at `startIndex`.
  package var bytes: ArraySlice<UInt8> { storage[start...] }

  package mutating func append(_ bytes: some Collection<UInt8>) { storage.append(contentsOf: bytes) }

  /// Takes up to `count` bytes from the front.
  package mutating func take(_ count: Int) -> [UInt8] {
    let taken = Array(bytes.prefix(count))
    start += taken.count
    compact()
    return taken
  }

  package mutating func takeAll() -> [UInt8] { take(count) }

  /// Gives the room at the front back once it is the greater part, so that each byte is moved a bounded number of times.
  private mutating func compact() {
    guard start * 2 >= storage.count else { return }
    storage.removeFirst(start)
    start = 0
  }

  /// The distance from the front at which `pattern` begins, at `offset` or behind; nil where it does not occur.
  package func firstOccurrence(of pattern: [UInt8], from offset: Int) -> Int? {
    guard let first = pattern.first, offset >= 0, count - offset >= pattern.count else { return nil }
    var index = start + offset
    let last = storage.count - pattern.count
    while index <= last {
      if storage[index] == first, storage[index..<index + pattern.count].elementsEqual(pattern) {
        return index - start
      }
      index += 1
    }
    return nil
  }

  package func hasPrefix(_ pattern: [UInt8], at offset: Int) -> Bool {
    bytes.dropFirst(offset).starts(with: pattern)
  }
}
