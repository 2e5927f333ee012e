import PythonSyntax

/// The part of a marked expression that matters most: its operator, its index or its arguments.
///
/// The rest of the expression is marked with `~`, this part with `^` (CPython 3.13 `traceback.py`,
/// `_extract_caret_anchors_from_line_segment`).
struct CaretAnchors {
  /// A place inside the marked lines: both from 0, columns in characters.
  struct Place {
    var line: Int
    var column: Int
  }

  let start: Place
  /// Just after the part.
  let end: Place

  /// Nil where the lines are no binary operation, subscript or call.
  init?(in lines: [[Unicode.Scalar]]) {
    // In brackets, so that it may go over several lines; each place is then one line further down.
    guard let expression = SourceFragment.expression(lines) else { return nil }
    let scan = Scan(lines: lines)
    switch expression.kind {
    case .binary(let left, _, let right):
      guard let place = scan.place(atEndOf: left), let first = scan.first(from: place, where: { $0 != ")" })
      else {
        return nil
      }
      start = first
      var next = Place(line: first.line, column: first.column + 1)
      let rightStart = scan.place(right.range.start)
      if next.column < lines[first.line].count,
        rightStart.line > first.line || next.column < rightStart.column,
        case let second = lines[first.line][next.column], !second.properties.isWhitespace, second != "\\",
        second != "#"
      {
        next.column += 1
      }
      end = next
    case .subscript(let value, _):
      guard let place = scan.place(atEndOf: value),
        let bracket = scan.first(from: place, where: { $0 == "[" })
      else { return nil }
      start = bracket
      end = scan.place(expression.range.end)
    case .call(let callee, _, _):
      guard let place = scan.place(atEndOf: callee),
        let bracket = scan.first(from: place, where: { $0 == "(" })
      else { return nil }
      start = bracket
      end = scan.place(expression.range.end)
    default:
      return nil
    }
  }
}

/// Finds characters in the lines of an expression.
private struct Scan {
  let lines: [[Unicode.Scalar]]

  /// Where a position of the bracketed text lies in the lines.
  func place(_ position: SourcePosition) -> CaretAnchors.Place {
    let line = min(max(0, Int(position.line) - 2), lines.count - 1)
    var bytes = Int(position.column)
    let column = lines[line].prefix { scalar in
      bytes -= String(scalar).utf8.count
      return bytes >= 0
    }.count
    return CaretAnchors.Place(line: line, column: column)
  }

  /// The first character after an expression; nil where nothing follows.
  func place(atEndOf expression: Expression) -> CaretAnchors.Place? { valid(place(expression.range.end)) }

  /// The first character from `place` on for which the condition holds, leaving out white space, comments and line
  /// continuations.
  func first(
    from place: CaretAnchors.Place, where condition: (Unicode.Scalar) -> Bool
  ) -> CaretAnchors.Place? {
    var next: CaretAnchors.Place? = place
    while let here = next {
      let scalar = lines[here.line][here.column]
      if scalar == "\\" || scalar == "#" {
        next = valid(CaretAnchors.Place(line: here.line + 1, column: 0))
      } else if !scalar.properties.isWhitespace && condition(scalar) {
        return here
      } else {
        next = valid(CaretAnchors.Place(line: here.line, column: here.column + 1))
      }
    }
    return nil
  }

  /// The place, or the first of the next line that has one.
  private func valid(_ place: CaretAnchors.Place) -> CaretAnchors.Place? {
    var place = place
    while place.line < lines.count {
      if place.column < lines[place.line].count { return place }
      place = CaretAnchors.Place(line: place.line + 1, column: 0)
    }
    return nil
  }
}
