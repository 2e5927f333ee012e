import PythonSyntax

extension Machine {
  /// For `traceback`: what the machine itself writes of an exception and of the calls that it passed through.
  func fillTraceback(_ names: PyDict) {
    function(names, "_pieces", .exactly(4)) { m, a in
      guard let exception = a[0].exception else {
        throw m.typeError("Exception expected for value, \(m.typeName(of: a[0])) found")
      }
      let report = m.report(of: exception)
      report.frames = m.frames(of: try m.traceback(a[1]))
      if try !m.isTrue(a[3]) { report.predecessor = nil }
      if let limit = try m.frameLimit(a[2]) { report.keep(frames: limit) }
      return m.list(m.tracebackText.pieces(of: report))
    }
    function(names, "_last_pieces", .exactly(1)) { m, a in
      guard let exception = a[0].exception else { return m.list(["NoneType: None\n"]) }
      return m.list(m.tracebackText.lastPieces(of: m.report(of: exception)))
    }
    function(names, "_frames", .exactly(2)) { m, a in
      var frames = m.frames(of: try m.traceback(a[0]))
      if let limit = try m.frameLimit(a[1]) { frames = frames.kept(limit) }
      return .object(PyList(frames.map(m.summary)))
    }
    function(names, "_stack_pieces", .exactly(1)) { m, a in
      m.list(m.tracebackText.pieces(of: try m.values(of: a[0]).map { try m.frame(of: $0) }))
    }
  }

  private func list(_ texts: [String]) -> Value { .object(PyList(texts.map { .text($0) })) }

  private func traceback(_ value: Value) throws -> PyTraceback? {
    if value.isNone { return nil }
    guard let traceback = value.object as? PyTraceback else {
      throw error(.attributeError, "'\(typeName(of: value))' object has no attribute 'tb_frame'")
    }
    return traceback
  }

  private func frameLimit(_ value: Value) throws -> Int? { value.isNone ? nil : try index(value) }

  /// What a `FrameSummary` is made of: file, line, name, the line's text, and the place's other three numbers.
  private func summary(of frame: TracebackFrame) -> Value {
    let range = frame.range
    let numbers = [range.end.line, range.start.column, range.end.column].map { Value.int(Int($0)) }
    let text = frame.file == mainFile ? Value.text(trimmedSource(Int(range.start.line))) : .text("")
    return .object(
      PyTuple([.text(frame.file), .int(Int(range.start.line)), .text(frame.function), text] + numbers))
  }

  private func frame(of summary: Value) throws -> TracebackFrame {
    let items = try values(of: summary)
    let numbers = try items.dropFirst(2).map { try index($0) }
    return TracebackFrame(
      file: try string(items[0]), function: try string(items[1]),
      range: SourceRange(
        start: SourcePosition(line: numbers[0], column: numbers[2]),
        end: SourcePosition(line: numbers[1], column: numbers[3])))
  }
}

extension ExceptionReport {
  /// Leaves so many calls of each traceback: the outermost, or the innermost where the limit is below zero.
  func keep(frames limit: Int) {
    frames = frames.kept(limit)
    predecessor?.report.keep(frames: limit)
    for member in members ?? [] { member.keep(frames: limit) }
  }
}

extension [TracebackFrame] {
  fileprivate func kept(_ limit: Int) -> Self {
    Self(limit < 0 ? suffix(limit == .min ? count : -limit) : prefix(limit))
  }
}
