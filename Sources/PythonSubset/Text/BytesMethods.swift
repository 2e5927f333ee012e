/// The methods of `bytes` that cut, join, search and pad; only ASCII letters and spaces count as such.
package enum BytesMethods {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  // MARK: Strip

  package static func lstrip(_ bytes: [UInt8], _ stripped: [UInt8]? = nil) -> [UInt8] {
    let isStripped = stripper(stripped)
    return Array(bytes.drop(while: isStripped))
  }

  package static func rstrip(_ bytes: [UInt8], _ stripped: [UInt8]? = nil) -> [UInt8] {
    let isStripped = stripper(stripped)
    guard let last = bytes.lastIndex(where: { !isStripped($0) }) else { return [] }
    return Array(bytes[...last])
  }

  package static func strip(_ bytes: [UInt8], _ stripped: [UInt8]? = nil) -> [UInt8] {
    rstrip(lstrip(bytes, stripped), stripped)
  }

  private static func stripper(_ stripped: [UInt8]?) -> (UInt8) -> Bool {
    guard let stripped else { return isSpace }
    return { stripped.contains($0) }
  }

  // MARK: Split

  /// `bytes.split(separator, limit)`; nil splits at whitespace, a negative limit is none.
  package static func split(
    _ bytes: [UInt8], _ separator: [UInt8]? = nil, limit: Int = -1
  ) throws(TextError) -> [[UInt8]] {
    guard let separator else { return splitAtSpaces(bytes, limit: limit) }
    if separator.isEmpty { throw TextError(.value, "empty separator") }
    var pieces: [[UInt8]] = []
    var start = 0
    while limit < 0 || pieces.count < limit,
      let match = bytes.firstMatch(of: separator, from: start, to: bytes.count)
    {
      pieces.append(Array(bytes[start..<match]))
      start = match + separator.count
    }
    return pieces + [Array(bytes[start...])]
  }

  package static func rsplit(
    _ bytes: [UInt8], _ separator: [UInt8]? = nil, limit: Int = -1
  ) throws(TextError) -> [[UInt8]] {
    // Words have no order within them, so that splitting from the right is splitting the mirror image.
    guard let separator else {
      return splitAtSpaces(bytes.reversed(), limit: limit).map { $0.reversed() }.reversed()
    }
    if separator.isEmpty { throw TextError(.value, "empty separator") }
    var pieces: [[UInt8]] = []
    var end = bytes.count
    while limit < 0 || pieces.count < limit, let match = bytes.lastMatch(of: separator, from: 0, to: end) {
      pieces.append(Array(bytes[(match + separator.count)..<end]))
      end = match
    }
    pieces.append(Array(bytes[..<end]))
    return pieces.reversed()
  }

  private static func splitAtSpaces(_ bytes: [UInt8], limit: Int) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    while true {
      rest = rest.drop(while: isSpace)
      if rest.isEmpty { return pieces }
      if limit >= 0, pieces.count == limit { return pieces + [Array(rest)] }
      let word = rest.prefix { !isSpace($0) }
      pieces.append(Array(word))
      rest = rest[word.endIndex...]
    }
  }

  package static func splitLines(_ bytes: [UInt8], keepsEnds: Bool = false) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
      let end = rest[line.endIndex...]
      let width = end.starts(with: [0x0D, 0x0A]) ? 2 : min(1, end.count)
      lines.append(Array(keepsEnds ? line + end.prefix(width) : line))
      rest = end.dropFirst(width)
    }
    return lines
  }

  package static func partition(
    _ bytes: [UInt8], _ separator: [UInt8], fromEnd: Bool = false
  ) throws(TextError) -> [[UInt8]] {
    let pieces = try fromEnd ? rsplit(bytes, separator, limit: 1) : split(bytes, separator, limit: 1)
    if pieces.count == 2 { return [pieces[0], separator, pieces[1]] }
    return fromEnd ? [[], [], bytes] : [bytes, [], []]
  }

  // MARK: Search

  /// How often `part` occurs without overlap within a range.
  package static func count(_ bytes: [UInt8], _ part: [UInt8], in range: Range<Int>) -> Int {
    if part.isEmpty { return range.count + 1 }
    var count = 0
    var start = range.lowerBound
    while let match = bytes.firstMatch(of: part, from: start, to: range.upperBound) {
      count += 1
      start = match + part.count
    }
    return count
  }

  /// `bytes.replace(old, new, limit)`; a negative limit is none. Throws a MemoryError for a result beyond all bounds.
  package static func replace(
    _ bytes: [UInt8], _ old: [UInt8], with new: [UInt8], limit: Int = -1
  ) throws(TextError) -> [UInt8] {
    if limit == 0 { return bytes }
    var pieces: [[UInt8]]
    if old.isEmpty {
      let most = limit < 0 ? bytes.count + 1 : min(limit, bytes.count + 1)
      pieces = [[]] + bytes.prefix(most - 1).map { [$0] } + [Array(bytes.dropFirst(most - 1))]
    } else {
      pieces = try split(bytes, old, limit: limit)
    }
    let (growth, overflows) = (pieces.count - 1).multipliedReportingOverflow(by: new.count)
    if overflows || growth > TextError.sizeLimit { throw TextError(.memory, "") }
    return Array(pieces.joined(separator: new))
  }

  // MARK: Pad

  package enum Side { case left, right, both }

  /// Pads to a width; `side` says on which side the text stays.
  package static func pad(
    _ bytes: [UInt8], _ width: Int, _ fill: UInt8 = 0x20, keeping side: Side
  ) throws(TextError) -> [UInt8] {
    if width > TextError.sizeLimit { throw TextError(.memory, "") }
    let missing = max(0, width - bytes.count)
    let left =
      switch side {
      case .left: 0
      case .right: missing
      // CPython puts the odd one on the left where the width is odd.
      case .both: missing / 2 + (missing & width & 1)
      }
    return [UInt8](repeating: fill, count: left) + bytes + [UInt8](repeating: fill, count: missing - left)
  }

  package static func zfill(_ bytes: [UInt8], _ width: Int) throws(TextError) -> [UInt8] {
    var padded = try pad(bytes, width, UInt8(ascii: "0"), keeping: .right)
    if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      padded.swapAt(0, padded.count - bytes.count)
    }
    return padded
  }

  package static func expandTabs(_ bytes: [UInt8], _ size: Int = 8) throws(TextError) -> [UInt8] {
    // Every byte is a character to this, as in Latin-1.
    let text = String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    return try StringMethods.expandTabs(text, size).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }
}
