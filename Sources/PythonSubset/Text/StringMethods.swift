import PythonSyntax

/// `str`'s methods that cut, join and search, with code points as characters.
///
/// Searching works on UTF-8, where a match of whole characters is a match of their bytes.
package enum StringMethods {
  // MARK: Strip

  package static func strip(_ text: String, _ characters: String? = nil) -> String {
    rstrip(lstrip(text, characters), characters)
  }

  package static func lstrip(_ text: String, _ characters: String? = nil) -> String {
    let isStripped = stripper(characters)
    return String(text.unicodeScalars.drop(while: isStripped))
  }

  package static func rstrip(_ text: String, _ characters: String? = nil) -> String {
    let isStripped = stripper(characters)
    var rest = text.unicodeScalars[...]
    while let last = rest.last, isStripped(last) { rest.removeLast() }
    return String(rest)
  }

  private static func stripper(_ characters: String?) -> (Unicode.Scalar) -> Bool {
    guard let characters else { return { CharacterClass.isSpace($0.value) } }
    let set = Set(characters.unicodeScalars)
    return { set.contains($0) }
  }

  // MARK: Split

  /// `text.split(separator, limit)`; nil splits at whitespace, a negative limit is none.
  package static func split(
    _ text: String, _ separator: String? = nil, limit: Int = -1
  ) throws(TextError) -> [String] {
    guard let separator else { return splitAtSpaces(text, limit: limit) }
    if separator.isEmpty { throw TextError(.value, "empty separator") }
    let (bytes, part) = (Array(text.utf8), Array(separator.utf8))
    var pieces: [String] = []
    var start = 0
    while limit < 0 || pieces.count < limit,
      let match = bytes.firstMatch(of: part, from: start, to: bytes.count)
    {
      pieces.append(String(decoding: bytes[start..<match], as: UTF8.self))
      start = match + part.count
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces
  }

  package static func rsplit(
    _ text: String, _ separator: String? = nil, limit: Int = -1
  ) throws(TextError) -> [String] {
    guard let separator else { return rsplitAtSpaces(text, limit: limit) }
    if separator.isEmpty { throw TextError(.value, "empty separator") }
    let (bytes, part) = (Array(text.utf8), Array(separator.utf8))
    var pieces: [String] = []
    var end = bytes.count
    while limit < 0 || pieces.count < limit, let match = bytes.lastMatch(of: part, from: 0, to: end) {
      pieces.append(String(decoding: bytes[(match + part.count)..<end], as: UTF8.self))
      end = match
    }
    pieces.append(String(decoding: bytes[..<end], as: UTF8.self))
    return pieces.reversed()
  }

  private static func splitAtSpaces(_ text: String, limit: Int) -> [String] {
    var pieces: [String] = []
    var rest = text.unicodeScalars[...]
    while true {
      rest = rest.drop { CharacterClass.isSpace($0.value) }
      if rest.isEmpty { return pieces }
      if limit >= 0, pieces.count == limit {
        pieces.append(String(rest))
        return pieces
      }
      let word = rest.prefix { !CharacterClass.isSpace($0.value) }
      pieces.append(String(word))
      rest = rest[word.endIndex...]
    }
  }

  private static func rsplitAtSpaces(_ text: String, limit: Int) -> [String] {
    var pieces: [String] = []
    var rest = Array(text.unicodeScalars)[...]
    while true {
      while let last = rest.last, CharacterClass.isSpace(last.value) { rest.removeLast() }
      if rest.isEmpty { return pieces.reversed() }
      if limit >= 0, pieces.count == limit {
        pieces.append(String(String.UnicodeScalarView(rest)))
        return pieces.reversed()
      }
      let start = (rest.lastIndex { CharacterClass.isSpace($0.value) }).map { $0 + 1 } ?? rest.startIndex
      pieces.append(String(String.UnicodeScalarView(rest[start...])))
      rest = rest[..<start]
    }
  }

  package static func splitLines(_ text: String, keepsEnds: Bool = false) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard CharacterClass.isLineEnd(scalar.value) else {
        line.append(scalar)
        continue
      }
      if keepsEnds { line.append(scalar) }
      if scalar == "\r", scalars.first == "\n" {
        scalars.removeFirst()
        if keepsEnds { line.append("\n") }
      }
      lines.append(String(line))
      line = String.UnicodeScalarView()
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }

  /// The text before, the separator, and the text after its first occurrence.
  package static func partition(_ text: String, _ separator: String) throws(TextError) -> (
    String, String, String
  ) {
    let pieces = try split(text, separator, limit: 1)
    return pieces.count == 2 ? (pieces[0], separator, pieces[1]) : (text, "", "")
  }

  package static func rpartition(_ text: String, _ separator: String) throws(TextError) -> (
    String, String, String
  ) {
    let pieces = try rsplit(text, separator, limit: 1)
    return pieces.count == 2 ? (pieces[0], separator, pieces[1]) : ("", "", text)
  }

  // MARK: Search

  /// The index of the first occurrence that lies within `range`, a range of character indices within the text.
  package static func find(_ text: String, _ part: String, in range: Range<Int>) -> Int? {
    search(text, part, in: range) { $0.firstMatch(of: $1, from: $2, to: $3) }
  }

  package static func rfind(_ text: String, _ part: String, in range: Range<Int>) -> Int? {
    search(text, part, in: range) { $0.lastMatch(of: $1, from: $2, to: $3) }
  }

  private static func search(
    _ text: String, _ part: String, in range: Range<Int>,
    _ match: ([UInt8], [UInt8], Int, Int) -> Int?
  ) -> Int? {
    let bytes = Array(text.utf8)
    guard let (start, end) = byteBounds(of: range, bytes),
      let found = match(bytes, Array(part.utf8), start, end)
    else { return nil }
    return bytes[start..<found].reduce(range.lowerBound) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// Where a range of characters lies in the bytes of a text; nil where it begins beyond the end.
  private static func byteBounds(of range: Range<Int>, _ bytes: [UInt8]) -> (Int, Int)? {
    var characters = 0
    var start: Int?
    for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if characters == range.lowerBound { start = offset }
      if characters == range.upperBound { return (start ?? offset, offset) }
      characters += 1
    }
    if characters == range.lowerBound { start = bytes.count }
    return start.map { ($0, bytes.count) }
  }

  /// How often `part` occurs without overlap within a range of character indices.
  package static func count(_ text: String, _ part: String, in range: Range<Int>) -> Int {
    if part.isEmpty { return range.count + 1 }
    let (bytes, part) = (Array(text.utf8), Array(part.utf8))
    guard let bounds = byteBounds(of: range, bytes) else { return 0 }
    var (start, end) = bounds
    var count = 0
    while let match = bytes.firstMatch(of: part, from: start, to: end) {
      count += 1
      start = match + part.count
    }
    end = start
    return count
  }

  /// `text.replace(old, new, limit)`; a negative limit is none. Throws a MemoryError for a result beyond all bounds.
  package static func replace(
    _ text: String, _ old: String, with new: String, limit: Int = -1
  ) throws(TextError) -> String {
    if limit == 0 { return text }
    if old.isEmpty {
      var result = ""
      var done = 0
      for scalar in text.unicodeScalars {
        if limit < 0 || done < limit {
          result += new
          done += 1
        }
        result.unicodeScalars.append(scalar)
        if result.utf8.count > TextError.sizeLimit { throw TextError(.memory, "") }
      }
      return limit < 0 || done < limit ? result + new : result
    }
    let pieces = try split(text, old, limit: limit)
    let (growth, overflows) = (pieces.count - 1).multipliedReportingOverflow(by: new.utf8.count)
    if overflows || growth > TextError.sizeLimit { throw TextError(.memory, "") }
    return pieces.joined(separator: new)
  }

  package static func removePrefix(_ text: String, _ prefix: String) -> String {
    guard text.utf8.starts(with: prefix.utf8) else { return text }
    return String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  package static func removeSuffix(_ text: String, _ suffix: String) -> String {
    guard !suffix.isEmpty, text.utf8.reversed().starts(with: suffix.utf8.reversed()) else { return text }
    return String(decoding: text.utf8.dropLast(suffix.utf8.count), as: UTF8.self)
  }

  // MARK: Pad

  package static func center(_ text: String, _ width: Int, _ fill: Unicode.Scalar = " ") throws(TextError)
    -> String
  {
    let missing = try missing(text, width)
    // CPython puts the odd one on the left where the width is odd.
    let left = missing / 2 + (missing & width & 1)
    return repeated(fill, left) + text + repeated(fill, missing - left)
  }

  package static func ljust(_ text: String, _ width: Int, _ fill: Unicode.Scalar = " ") throws(TextError)
    -> String
  {
    text + repeated(fill, try missing(text, width))
  }

  package static func rjust(_ text: String, _ width: Int, _ fill: Unicode.Scalar = " ") throws(TextError)
    -> String
  {
    repeated(fill, try missing(text, width)) + text
  }

  package static func zfill(_ text: String, _ width: Int) throws(TextError) -> String {
    let zeros = repeated("0", try missing(text, width))
    guard let first = text.unicodeScalars.first, first == "+" || first == "-" else { return zeros + text }
    return String(first) + zeros + String(text.unicodeScalars.dropFirst())
  }

  private static func missing(_ text: String, _ width: Int) throws(TextError) -> Int {
    if width > TextError.sizeLimit { throw TextError(.memory, "") }
    return max(0, width - text.unicodeScalars.count)
  }

  private static func repeated(_ fill: Unicode.Scalar, _ count: Int) -> String {
    String(repeating: String(fill), count: count)
  }

  package static func expandTabs(_ text: String, _ size: Int = 8) throws(TextError) -> String {
    if size > TextError.sizeLimit { throw TextError(.memory, "") }
    var result = String.UnicodeScalarView()
    var column = 0
    var length = 0
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        let width = size > 0 ? size - column % size : 0
        length += width
        if length > TextError.sizeLimit { throw TextError(.memory, "") }
        result.append(contentsOf: repeatElement(" ", count: width))
        column += width
      } else {
        result.append(scalar)
        length += 1
        column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
      }
    }
    return String(result)
  }

  /// `text.translate(table)`: `table` gives a character's replacement, nil keeps it.
  package static func translate<Failure>(
    _ text: String, _ table: (Unicode.Scalar) throws(Failure) -> String?
  ) throws(Failure) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = try table(scalar) {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
