import PythonSyntax
import Screen

/// The source of one traceback frame with its carets, as CPython 3.13 shows it
/// (`traceback.py`, `StackSummary.format_frame_summary`).
struct TracebackExcerpt {
  /// Indented by four spaces, each line ended.
  let text: String

  /// Nil where the lines are not there or blank.
  init?(of range: SourceRange, in source: [String]) {
    let first = Int(range.start.line) - 1
    let last = Int(range.end.line) - 1
    guard first >= 0, last >= first, last < source.count else { return nil }
    let original = source[first...last].map { $0.trimmingTrailingSpace() }
    let dedented = Self.dedent(original)
    guard let firstLine = dedented.first, let lastLine = dedented.last, let firstOriginal = original.first,
      let lastOriginal = original.last, dedented.contains(where: { !$0.isEmpty })
    else { return nil }

    let removed = firstOriginal.count - firstLine.count
    let start = max(0, Self.characters(in: firstOriginal, before: Int(range.start.column)) - removed)
    let end = max(0, Self.characters(in: lastOriginal, before: Int(range.end.column)) - removed)
    let marks = Marks(lines: dedented, start: start, end: min(end, lastLine.count))
    text = marks.drawn().map { "    \($0)\n" }.joined()
  }

  private typealias Line = [Unicode.Scalar]

  /// How many characters the first `bytes` bytes of UTF-8 hold.
  private static func characters(in line: Line, before bytes: Int) -> Int {
    var rest = bytes
    return line.prefix { scalar in
      rest -= String(scalar).utf8.count
      return rest >= 0
    }.count
  }

  /// Takes the leading white space off that all lines share (`textwrap.dedent`).
  private static func dedent(_ lines: [Line]) -> [Line] {
    var margin: Line?
    for line in lines where !line.isEmpty {
      let indent = Array(line.prefix { $0 == " " || $0 == "\t" })
      margin = margin.map { known in Array(zip(known, indent).prefix { $0 == $1 }.map(\.0)) } ?? indent
    }
    return lines.map { Array($0.dropFirst(margin?.count ?? 0)) }
  }
}

/// The lines of an expression and where its carets go; positions are characters.
private struct Marks {
  let lines: [[Unicode.Scalar]]
  /// In the first line.
  let start: Int
  /// In the last line.
  let end: Int

  /// The lines worth showing, each with its carets below it where there are any.
  func drawn() -> [String] {
    let anchors = CaretAnchors(in: segment)
    let showsCarets = showsCarets(anchors)
    var significant: Set<Int> = [0, lines.count - 1]
    if let anchors {
      significant.formUnion(anchors.start.line - 1...anchors.start.line + 1)
      significant.formUnion(anchors.end.line - 1...anchors.end.line + 1)
    }
    var result: [String] = []
    var previous: Int?
    for line in significant.filter(lines.indices.contains).sorted() {
      if let previous, line - previous == 2 {
        result += shown(line - 1, anchors, showsCarets)
      } else if let previous, line - previous > 2 {
        result.append("...<\(line - previous - 1) lines>...")
      }
      result += shown(line, anchors, showsCarets)
      previous = line
    }
    return result
  }

  private func shown(_ index: Int, _ anchors: CaretAnchors?, _ showsCarets: Bool) -> [String] {
    let line = lines[index]
    var text = String.UnicodeScalarView()
    text.append(contentsOf: line)
    guard showsCarets else { return [String(text)] }
    let spaces = line.prefix { $0.properties.isWhitespace }.count
    let count = index == lines.count - 1 ? width(of: line.prefix(end)) : width(of: line[...])
    let from = width(of: lines[0].prefix(start))
    var carets = ""
    for column in 0..<count {
      if column < spaces || (index == 0 && column < from) {
        carets += " "
      } else if let anchors, marksOperator(index, column, anchors) {
        carets += "^"
      } else {
        carets += anchors == nil ? "^" : "~"
      }
    }
    return [String(text), carets]
  }

  private func marksOperator(_ line: Int, _ column: Int, _ anchors: CaretAnchors) -> Bool {
    func shownColumn(of place: CaretAnchors.Place) -> Int {
      width(of: lines[place.line].prefix(place.column + (place.line == 0 ? start : 0)))
    }
    let afterStart =
      line > anchors.start.line || (line == anchors.start.line && column >= shownColumn(of: anchors.start))
    let beforeEnd =
      line < anchors.end.line || (line == anchors.end.line && column < shownColumn(of: anchors.end))
    return afterStart && beforeEnd
  }

  /// The text between start and end.
  private var segment: [[Unicode.Scalar]] {
    var result = lines
    result[lines.count - 1] = Array(result[lines.count - 1].prefix(end))
    result[0] = Array(result[0].dropFirst(start))
    return result
  }

  /// Carets under a whole line would say nothing, nor would those under the call of `x = f(...)` or `return f(...)`.
  private func showsCarets(_ anchors: CaretAnchors?) -> Bool {
    if isPlainCall { return false }
    if anchors != nil { return true }
    let before = lines[0].prefix(start).contains { !$0.properties.isWhitespace }
    let after = lines[lines.count - 1].dropFirst(end).contains { !$0.properties.isWhitespace }
    return before || after
  }

  private var isPlainCall: Bool {
    guard let statement = SourceFragment.statement(lines) else { return false }
    let call: Expression
    switch statement.kind {
    case .return(let value?):
      guard case .call(let callee, _, _) = value.kind, case .name = callee.kind else { return false }
      call = value
    case .assign(let targets, let value):
      guard targets.count == 1, case .name = targets[0].kind, case .call = value.kind else { return false }
      call = value
    default:
      return false
    }
    return call.range.start.line == 1 && call.range.end.line == lines.count
      && Int(call.range.start.column) == start && Int(call.range.end.column) == end
  }

  /// Terminal columns: what is wide in East Asian text takes two.
  private func width(of line: ArraySlice<Unicode.Scalar>) -> Int {
    DisplayText.width(String(String.UnicodeScalarView(line)))
  }
}

extension String {
  /// The code points without the white space at the end.
  fileprivate func trimmingTrailingSpace() -> [Unicode.Scalar] {
    var scalars = Array(unicodeScalars)
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return scalars
  }
}
