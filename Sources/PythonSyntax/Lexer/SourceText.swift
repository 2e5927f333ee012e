/// The text of a source file as the lexer reads it: valid UTF-8 without a byte order mark, lines ended by `\n`.
package struct SourceText: Sendable {
  /// The file's name, as the user gave it.
  package let file: String
  package let bytes: [UInt8]
  /// The offset of each line's first byte; the first line is at index 0.
  let lineStarts: [Int]

  /// Throws where the bytes are not text in the encoding that the file declares, or hold a null.
  package init(_ contents: [UInt8], file: String) throws(PythonSyntaxError) {
    var contents = contents
    let hasMark = contents.starts(with: [0xEF, 0xBB, 0xBF])
    if hasMark { contents.removeFirst(3) }
    let encoding = Self.declaredEncoding(contents)
    if let encoding, encoding.isLatin1, !hasMark {
      contents = contents.flatMap { byte in Array(String(Unicode.Scalar(byte)).utf8) }
    } else if let encoding, !encoding.isKnown {
      throw PythonSyntaxError("encoding problem: \(encoding.name)", at: Self.start(ofLine: 1))
    }
    if contents.contains(UInt8(ascii: "\r")) { contents = Self.withUnixLineEnds(contents) }
    var starts = [0]
    for (offset, byte) in contents.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    if let null = contents.firstIndex(of: 0) {
      let line = starts.partitioningIndex { $0 > null }
      throw PythonSyntaxError("source code cannot contain null bytes", at: Self.start(ofLine: line))
    }
    if let bad = Self.firstInvalidByte(contents) {
      let line = starts.partitioningIndex { $0 > bad }
      let hex = String(contents[bad], radix: 16)
      throw PythonSyntaxError(
        "Non-UTF-8 code starting with '\\x\(hex)' in file \(file) on line \(line), but no encoding declared; "
          + "see https://peps.python.org/pep-0263/ for details",
        at: Self.start(ofLine: line))
    }
    self.file = file
    bytes = contents
    lineStarts = starts
  }

  package init(_ text: String, file: String) throws(PythonSyntaxError) {
    try self.init(Array(text.utf8), file: file)
  }

  package var lineCount: Int { lineStarts.count }

  /// A line of the text without its end; empty where there is no such line. Lines count from 1.
  package func line(_ number: Int) -> String {
    String(decoding: bytes[lineBounds(number)], as: UTF8.self)
  }

  private func lineBounds(_ number: Int) -> Range<Int> {
    guard number >= 1, number <= lineStarts.count else { return 0..<0 }
    let start = lineStarts[number - 1]
    let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    return start..<max(start, end)
  }

  /// The column of a position in characters (code points), from 0.
  package func characterColumn(of position: SourcePosition) -> Int {
    let bounds = lineBounds(Int(position.line))
    let end = min(bounds.upperBound, bounds.lowerBound + max(0, Int(position.column)))
    // Every byte but those that continue a character begins one.
    return bytes[bounds.lowerBound..<end].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private static func start(ofLine line: Int) -> SourceRange {
    let position = SourcePosition(line: line, column: 0)
    return SourceRange(start: position, end: position)
  }

  private static func withUnixLineEnds(_ contents: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(contents.count)
    for (offset, byte) in contents.enumerated() {
      if byte == UInt8(ascii: "\n"), offset > 0, contents[offset - 1] == UInt8(ascii: "\r") { continue }
      result.append(byte == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : byte)
    }
    return result
  }

  private static func firstInvalidByte(_ contents: [UInt8]) -> Int? {
    var decoder = UTF8.ForwardParser()
    var iterator = contents.makeIterator()
    var offset = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .emptyInput: return nil
      case .error: return offset
      case .valid(let scalar): offset += scalar.count
      }
    }
  }

  private struct Encoding {
    let name: String

    var isLatin1: Bool { ["latin-1", "latin1", "iso-8859-1", "iso8859-1", "l1"].contains(name) }
    var isKnown: Bool {
      isLatin1 || ["utf-8", "utf8", "u8", "ascii", "us-ascii", "utf-8-sig"].contains(name)
    }
  }

  /// The encoding that a comment in the first two lines declares (PEP 263), in lower case with hyphens.
  private static func declaredEncoding(_ contents: [UInt8]) -> Encoding? {
    for line in contents.prefix(1000).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .prefix(2)
    {
      let text = String(decoding: line, as: UTF8.self)
      let content = text.drop { " \t\u{C}\r".contains($0) }
      guard content.hasPrefix("#") else {
        if content.isEmpty { continue }
        return nil
      }
      var rest = content[...]
      while let coding = rest.range(ofText: "coding") {
        rest = rest[coding.upperBound...]
        guard let mark = rest.first, mark == ":" || mark == "=" else { continue }
        let name = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
          .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        if !name.isEmpty { return Encoding(name: name.lowercased().replacing("_", with: "-")) }
      }
    }
    return nil
  }
}

extension [Int] {
  /// The first index whose element fulfils the condition, where all elements after it do too.
  func partitioningIndex(_ condition: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Substring {
  fileprivate func range(ofText text: String) -> Range<Index>? {
    firstRange(of: text)
  }
}
