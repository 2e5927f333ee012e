import Screen
import TaskModel

/// The lines that one step printed, or that came to the standard error with nothing else between them.
struct PrintedBlock {
  struct Line {
    let text: String
    let style: Style
    /// In cells.
    let width: Int

    init(_ text: String, _ style: Style) {
      (self.text, self.style) = (text, style)
      width = DisplayText.width(text)
    }
  }

  /// How many rows there are for it.
  let rows: Int
  let column: Int
  private let ellipsis: String
  /// The first ones: one more than there are rows says that not all of them are there.
  private(set) var lines: [Line] = []
  /// The last one of more lines than that.
  private var last: Line?
  private var stream = OutputStream.standardOutput
  private var event = -1

  init(rows: Int, column: Int = 0, ellipsis: String) {
    self.rows = rows
    self.column = column
    self.ellipsis = ellipsis
  }

  /// Whether what an event prints belongs to it.
  func goesOn(with stream: OutputStream, at column: Int, event: Int) -> Bool {
    guard column != self.column else { return true }
    // A traceback comes line by line, each a little later on a real clock.
    return stream == .standardError && self.stream == stream && event == self.event + 1
  }

  mutating func add(_ text: String, _ stream: OutputStream, _ style: Style, event: Int) {
    (self.stream, self.event) = (stream, event)
    guard lines.count <= rows || isError else { return }
    for line in TerminalSequences.removed(from: text).split(whereSeparator: \.isNewline)
    where !line.allSatisfy(\.isWhitespace) {
      let line = Line(String(line), style)
      if lines.count <= rows { lines.append(line) } else { last = line }
    }
  }

  /// Whether it came to the standard error.
  var isError: Bool { stream == .standardError }

  /// The lines that are drawn in so many rows: all of them, or the first ones, behind the last of which an ellipsis stands.
  ///
  /// The last line of an error says what it is: it stands in the place of some before it.
  func lines(inRows rows: Int) -> [Line] {
    guard rows < lines.count, rows > 0 else { return Array(lines.prefix(max(0, rows))) }
    var drawn = Array(lines.prefix(rows))
    if isError, let last = last ?? lines.last {
      drawn[rows - 1] = Line("\(ellipsis) \(last.text)", last.style)
    } else {
      drawn[rows - 1] = Line("\(drawn[rows - 1].text) \(ellipsis)", drawn[rows - 1].style)
    }
    return drawn
  }
}

/// The rows below the lanes in which output stands, and where each is still free.
struct OutputRows {
  /// For each row, the first column at which a text may begin.
  private(set) var free: [Int]
  /// The column behind the last one.
  let edge: Int

  /// The row of a block's first line, the lines that have a row, and where each of them begins.
  struct Place {
    var row: Int
    var lines: [PrintedBlock.Line]
    var starts: [Int]
  }

  /// Whether nothing fits any more, however far it is moved.
  var isFull: Bool { free.allSatisfy { $0 >= edge } }

  init(count: Int, edge: Int) {
    free = Array(repeating: 0, count: count)
    self.edge = edge
  }

  /// Takes room for the lines of a block one below the other, as many of them as have a row.
  mutating func place(_ block: PrintedBlock) -> Place {
    // Where all of them have a row, at their column or moved; or else where as many of them have one as do; or cut.
    let whole = max(0, free.count - block.lines.count)
    let fitting =
      free.indices.prefix(whole + 1).first { candidate($0, block).isInPlace }
      ?? free.indices.first { candidate($0, block).fits }
    guard let row = fitting ?? free.indices.min(by: { free[$0] < free[$1] }) else {
      return Place(row: 0, lines: [], starts: [])
    }
    let chosen = candidate(row, block)
    let starts = chosen.starts(areEqual: fitting != nil)
    for (offset, line) in chosen.lines.enumerated() {
      // Words of one text stand one column apart: two texts need more to be told from each other.
      free[row + offset] = starts[offset] + chosen.widths[offset] + (line.text.contains(" ") ? 2 : 1)
    }
    return Place(row: row, lines: chosen.lines, starts: starts)
  }

  private func candidate(_ row: Int, _ block: PrintedBlock) -> Candidate {
    Candidate(block, rows: free[row...], edge: edge)
  }

  /// What of a block would be drawn in some rows, and where it would begin.
  private struct Candidate {
    let lines: [PrintedBlock.Line]
    let widths: [Int]
    private let rows: ArraySlice<Int>
    private let edge: Int
    private let wanted: [Int]
    private let isIndented: Bool

    init(_ block: PrintedBlock, rows: ArraySlice<Int>, edge: Int) {
      (self.rows, self.edge) = (rows, edge)
      lines = block.lines(inRows: rows.count)
      isIndented = lines.contains { $0.text.first?.isWhitespace == true }
      let whole = lines.map(\.width)
      // Of a traceback, what is too long for a whole row is rather cut like the others than moved away from its step.
      let most = block.isError ? max(whole.filter { $0 <= edge }.max() ?? edge, edge * 3 / 4) : edge
      widths = whole.map { $0 > edge ? most : $0 }
      let widest = widths.max() ?? 0
      var wanted: [Int] = []
      for width in widths {
        wanted.append(max(0, min(wanted.last ?? block.column, edge - (isIndented ? widest : width))))
      }
      self.wanted = wanted
    }

    /// Whether each line has its column.
    var isInPlace: Bool { zip(rows, wanted).allSatisfy { $0 <= $1 } }

    /// Whether each line has room, further to the right.
    var fits: Bool { zip(rows, widths).allSatisfy { edge - $0 >= $1 } }

    /// Where the lines begin; `areEqual` where those that belong together by their indentation stay so.
    func starts(areEqual: Bool) -> [Int] {
      let starts = zip(rows, wanted).map { max($0, $1) }
      return areEqual && isIndented ? starts.map { _ in starts.max() ?? 0 } : starts
    }
  }
}
