package import TaskModel

/// What the program printed, as lines that grow with the trace: which pieces each line has, and when each was printed.
///
/// A print without a line end leaves its line open, and the next one goes on there, whichever task it is from; behind a
/// carriage return, it takes the line's place.
package struct OutputLog: Sendable {
  /// A part of a line that one event printed.
  package struct Piece: Hashable, Sendable {
    /// The event's place in the trace; it is printed once the playhead's position is greater.
    package var event: Int
    package var task: TaskID
    package var stream: OutputStream
    package var line: Int
    package var text: String
    /// It takes the place of what stood in its line.
    package var replacesLine = false
  }

  private var pieces: [Piece] = []
  private var line = 0
  /// The cursor stands at the start of a line that has something in it.
  private var isAtStart = false

  package init() {}

  package var isEmpty: Bool { pieces.isEmpty }

  /// Takes the next event of the trace; those that print nothing change nothing.
  package mutating func append(_ event: TaskEvent, at index: Int) {
    guard case .output(let task, let stream, let text) = event.kind else { return }
    let plain = TerminalSequences.removed(from: text)
    var rest = plain[...]
    while !rest.isEmpty {
      let end = rest.utf8.firstIndex(of: 0x0A)
      append(
        Piece(event: index, task: task, stream: stream, line: line, text: ""), rest[..<(end ?? rest.endIndex)]
      )
      guard let end else { return }
      line += 1
      isAtStart = false
      rest = rest[rest.utf8.index(after: end)...]
    }
  }

  /// Of what a line is overwritten with again and again, the last counts.
  private mutating func append(_ piece: Piece, _ text: Substring) {
    let parts = text.unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false)
    guard let last = parts.lastIndex(where: { !$0.isEmpty }) else {
      if parts.count > 1 { isAtStart = true } else { pieces.append(piece) }
      return
    }
    var piece = piece
    piece.text = String(parts[last])
    piece.replacesLine = isAtStart || last > 0
    pieces.append(piece)
    isAtStart = last < parts.count - 1
  }

  /// All that had been printed when so many events had happened.
  func text(at position: Int) -> String {
    var text = ""
    var line = 0
    for piece in pieces(ofLines: 0..<lineCount(at: position), at: position) {
      if piece.line > line { text += "\n" }
      line = piece.line
      text += piece.text
    }
    return text.isEmpty ? "" : text + "\n"
  }

  /// How many lines had been begun when so many events had happened.
  package func lineCount(at position: Int) -> Int {
    let end = pieceCount(at: position)
    return end == 0 ? 0 : pieces[end - 1].line + 1
  }

  /// The pieces of some lines, in order, as far as they had been printed when so many events had happened.
  package func pieces(ofLines lines: Range<Int>, at position: Int) -> [Piece] {
    let end = pieceCount(at: position)
    let first = partition(upTo: end) { $0.line < lines.lowerBound }
    var found: [Piece] = []
    for piece in pieces[first..<partition(from: first, upTo: end) { $0.line < lines.upperBound }] {
      if piece.replacesLine { while found.last?.line == piece.line { found.removeLast() } }
      found.append(piece)
    }
    return found
  }

  private func pieceCount(at position: Int) -> Int {
    partition(upTo: pieces.count) { $0.event < position }
  }

  /// The first index at which `holds` no longer holds; it must hold for a beginning and for nothing after it.
  private func partition(from: Int = 0, upTo end: Int, _ holds: (Piece) -> Bool) -> Int {
    var low = from
    var high = end
    while low < high {
      let middle = low + (high - low) / 2
      if holds(pieces[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
