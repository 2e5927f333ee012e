import PythonSyntax

/// Writes uncaught exceptions as CPython 3.13 does (`traceback.py`, `TracebackException.format`).
struct TracebackText {
  /// The lines of a file, without their ends; nil where it cannot be read. Frames of such a file show no source.
  let lines: (_ file: String) -> [String]?

  /// Whether marks below the lines show the place, as CPython does not where its C code writes (`Python/traceback.c`).
  var hasMarks = true

  /// The whole report, chain and groups included, each line ended.
  func text(of report: ExceptionReport) -> String { pieces(of: report).joined() }

  /// The report in the pieces that `traceback.format_exception` returns: a title, a call, a line of the end.
  func pieces(of report: ExceptionReport) -> [String] {
    var page = Page()
    write(report, on: &page)
    return page.pieces
  }

  private func write(_ report: ExceptionReport, on page: inout Page) {
    for link in chain(to: report) {
      switch link.follows {
      case .cause: page.emit("\nThe above exception was the direct cause of the following exception:\n\n")
      case .context: page.emit("\nDuring handling of the above exception, another exception occurred:\n\n")
      case nil: break
      }
      if let members = link.report.members {
        writeGroup(link.report, members, on: &page)
      } else {
        if !link.report.frames.isEmpty {
          page.emit("Traceback (most recent call last):\n")
          for piece in pieces(of: link.report.frames) { page.emit(piece) }
        }
        for piece in lastPieces(of: link.report) { page.emit(piece) }
      }
    }
  }

  private enum Link { case cause, context }

  /// The exceptions that led to `report` and the report itself, first to last.
  private func chain(to report: ExceptionReport) -> [(report: ExceptionReport, follows: Link?)] {
    var result: [(report: ExceptionReport, follows: Link?)] = []
    var next: ExceptionReport? = report
    while let current = next {
      switch current.predecessor {
      case .cause(let earlier):
        result.append((current, .cause))
        next = earlier
      case .context(let earlier):
        result.append((current, .context))
        next = earlier
      case nil:
        result.append((current, nil))
        next = nil
      }
    }
    return result.reversed()
  }

  /// At most 15 members of a group are written, and 10 levels of groups: CPython's `max_group_width` and
  /// `max_group_depth`.
  private func writeGroup(_ group: ExceptionReport, _ members: [ExceptionReport], on page: inout Page) {
    let widthLimit = 15
    let depthLimit = 10
    guard page.depth <= depthLimit else {
      page.emit("... (max_group_depth is \(depthLimit))\n")
      return
    }
    let isOutermost = page.depth == 0
    if isOutermost { page.depth += 1 }
    if !group.frames.isEmpty {
      page.emit("Exception Group Traceback (most recent call last):\n", margin: isOutermost ? "+" : "|")
      for piece in pieces(of: group.frames) { page.emit(piece) }
    }
    for piece in lastPieces(of: group) { page.emit(piece) }
    let shown = min(members.count, widthLimit + 1)
    page.needsClosing = false
    for index in 0..<shown {
      let isLast = index == shown - 1
      let isCut = index >= widthLimit
      // A nested group's last member closes the frame for all the groups that end with it.
      if isLast { page.needsClosing = true }
      let title = isCut ? "..." : "\(index + 1)"
      page.write(page.indent + (index == 0 ? "+-" : "  ") + "+---------------- \(title) ----------------\n")
      page.depth += 1
      if isCut {
        let rest = members.count - widthLimit
        page.emit("and \(rest) more exception\(rest > 1 ? "s" : "")\n")
      } else {
        write(members[index], on: &page)
      }
      if isLast && page.needsClosing {
        page.write(page.indent + "+------------------------------------\n")
        page.needsClosing = false
      }
      page.depth -= 1
    }
    if isOutermost { page.depth = 0 }
  }

  /// The type with the message, then the notes.
  func lastPieces(of report: ExceptionReport) -> [String] {
    let title = report.message.isEmpty ? report.typeName : "\(report.typeName): \(report.message)"
    let notes = report.notes.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    return ["\(title)\n"] + notes.map { "\($0)\n" }
  }

  /// A line that repeats is written three times, then counted.
  func pieces(of frames: [TracebackFrame]) -> [String] {
    let repetitionLimit = 3
    var pieces: [String] = []
    var previous: TracebackFrame?
    var count = 0
    func countRepetitions() {
      guard count > repetitionLimit else { return }
      let rest = count - repetitionLimit
      pieces.append("  [Previous line repeated \(rest) more time\(rest > 1 ? "s" : "")]\n")
    }
    for frame in frames {
      let isRepeated =
        previous?.file == frame.file && previous?.function == frame.function
        && previous?.range.start.line == frame.range.start.line
      if !isRepeated {
        countRepetitions()
        previous = frame
        count = 0
      }
      count += 1
      if count <= repetitionLimit { pieces.append(describe(frame)) }
    }
    countRepetitions()
    return pieces
  }

  private func describe(_ frame: TracebackFrame) -> String {
    let place = "  File \"\(frame.file)\", line \(frame.range.start.line), in \(frame.function)\n"
    guard let lines = lines(frame.file) else { return place }
    if !hasMarks {
      let line = Int(frame.range.start.line) - 1
      return lines.indices.contains(line) ? place + "    \(lines[line][...].trimmingSpaces)\n" : place
    }
    guard let excerpt = TracebackExcerpt(of: frame.range, in: lines) else { return place }
    return place + excerpt.text
  }
}

/// The page that a report is written on, with the margin of the groups that are open.
private struct Page {
  private(set) var pieces: [String] = []
  /// How many groups and members of groups are open.
  var depth = 0
  /// Whether the frame around the members has still to be closed.
  var needsClosing = false

  var indent: String { String(repeating: " ", count: 2 * depth) }

  mutating func write(_ line: String) { pieces.append(line) }

  /// Writes lines, each behind the margin of the open groups.
  mutating func emit(_ lines: String, margin: Character = "|") {
    let prefix = depth > 0 ? indent + "\(margin) " : ""
    if prefix.isEmpty { return pieces.append(lines) }
    var text = ""
    var rest = lines.unicodeScalars[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: "\n").map { rest.index(after: $0) } ?? rest.endIndex
      text += prefix + String(rest[..<end])
      rest = rest[end...]
    }
    pieces.append(text)
  }
}
