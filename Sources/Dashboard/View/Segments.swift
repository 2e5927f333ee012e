import Screen

/// Pieces of one line with styles of their own.
struct Segments {
  private(set) var pieces: [(text: String, style: Style)] = []

  var width: Int { pieces.reduce(0) { $0 + DisplayText.width($1.text) } }
  var isEmpty: Bool { pieces.isEmpty }

  init() {}

  init(_ text: String, _ style: Style) { add(text, style) }

  mutating func add(_ text: String, _ style: Style) { pieces.append((text, style)) }

  /// Draws as much as fits before a column and returns the column behind it.
  @discardableResult
  func draw(on grid: inout Grid, column: Int, row: Int, before end: Int, ellipsis: String? = nil) -> Int {
    var column = column
    for (index, piece) in pieces.enumerated() where column < end {
      let rest = pieces[(index + 1)...].reduce(0) { $0 + DisplayText.width($1.text) }
      let isCut = column + DisplayText.width(piece.text) + rest > end
      column = grid.put(
        piece.text, column: column, row: row, width: end - column, style: piece.style,
        ellipsis: isCut ? ellipsis : nil)
    }
    return column
  }

  /// The line, or as many of its words as fit together with the ellipsis; a long word is cut where otherwise little would be
  /// left.
  func shortened(to limit: Int, ellipsis: String) -> Segments {
    guard width > limit else { return self }
    let cut = DisplayText.width(ellipsis)
    var line = Segments()
    var used = 0
    for piece in pieces {
      for word in piece.text.words {
        let width = DisplayText.width(word)
        // Each word leaves room for a blank and the ellipsis behind it.
        if used + width + 1 + cut <= limit {
          line.add(word, piece.style)
          used += width
          continue
        }
        let isMost = used * 3 >= limit * 2
        let rest = isMost ? " " + ellipsis : DisplayText.truncated(word, to: limit - used, ellipsis: ellipsis)
        line.add(rest, piece.style)
        return line
      }
    }
    return line
  }

  /// The line in at most so many rows, broken between words; the last row holds the rest, however long it is.
  func wrapped(width limit: Int, rows: Int) -> [Segments] {
    var lines = [Segments()]
    for piece in pieces {
      for word in piece.text.words {
        let isFull = lines[lines.count - 1].width + DisplayText.width(word) > limit
        if isFull, lines.count < rows, !lines[lines.count - 1].isEmpty { lines.append(Segments()) }
        let isFirst = lines.count > 1 && lines[lines.count - 1].isEmpty
        lines[lines.count - 1].add(isFirst ? String(word.drop { $0 == " " }) : word, piece.style)
      }
    }
    return lines
  }
}

extension String {
  /// Its words, each with the blanks before it.
  fileprivate var words: [String] {
    var words: [String] = []
    var isInWord = false
    for character in self {
      let isBlank = character == " "
      if words.isEmpty || isBlank && isInWord { words.append("") }
      words[words.count - 1].append(character)
      isInWord = !isBlank
    }
    return words
  }
}
