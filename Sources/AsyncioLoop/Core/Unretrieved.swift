/// The failed futures whose exception nobody has looked at, in the order in which they failed.
struct Unretrieved {
  private struct Entry {
    unowned let future: Future
  }

  private var entries: [Int32: Entry] = [:]
  private var lastNumber: Int32 = 0

  /// Returns the future's number, from 1.
  mutating func insert(_ future: Future) -> Int32 {
    lastNumber &+= 1
    entries[lastNumber] = Entry(future: future)
    return lastNumber
  }

  mutating func remove(_ number: Int32) { entries[number] = nil }

  mutating func removeAll() -> [Future] {
    let all = entries.sorted { $0.key < $1.key }.map(\.value.future)
    entries.removeAll()
    return all
  }
}
