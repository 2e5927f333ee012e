/// Names each distinct text by a number, in order of first use; the bytes of all of them lie end to end.
package struct StringTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var index = HashIndex()

  package init() {}

  package var count: Int { ends.count }

  /// What the texts take, in bytes, with their share of the index.
  package var byteCount: Int { bytes.count + ends.count * 4 + index.byteCount }

  /// Whether a number or an offset may no longer fit into 32 bits.
  var isFull: Bool { ends.count >= Int(Int32.max) - 1 << 20 || bytes.count >= Int(Int32.max) }

  /// The text of a number that `intern` gave; empty for any other.
  package subscript(number: Int32) -> String {
    String(decoding: bytes[range(Int(number))], as: UTF8.self)
  }

  /// How many bytes of UTF-8 the text has.
  package func length(_ number: Int32) -> Int { range(Int(number)).count }

  package mutating func intern(_ text: String) -> Int32 {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// Interns bytes that must be valid UTF-8.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let hash = Self.hash(text)
    if let number = index.find(hash, where: { isSame($0, text) }) { return number }
    bytes.append(contentsOf: text)
    ends.append(UInt32(clamping: bytes.count))
    return index.insert(hash)
  }

  private func range(_ number: Int) -> Range<Int> {
    guard ends.indices.contains(number) else { return 0..<0 }
    return Int(number == 0 ? 0 : ends[number - 1])..<Int(ends[number])
  }

  @inline(__always)
  private func isSame(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == text.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<text.count where bytes[range.lowerBound + offset] != text[offset] { return false }
      return true
    }
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(text)
    var hash = HashIndex.mix(HashIndex.seed, UInt64(truncatingIfNeeded: raw.count))
    var offset = 0
    while offset + 8 <= raw.count {
      hash = HashIndex.mix(hash, raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset += 1
    }
    return HashIndex.mix(hash, rest)
  }
}
