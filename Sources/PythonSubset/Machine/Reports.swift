import AsyncioLoop
import PythonSyntax
import TaskModel

extension Machine {
  // MARK: Tracebacks

  /// An uncaught exception as CPython writes it to the standard error.
  func formatTraceback(_ exception: PyException, withChain: Bool = true, withMarks: Bool = true) -> String {
    let report = report(of: exception)
    if !withChain { report.predecessor = nil }
    var text = tracebackText
    text.hasMarks = withMarks
    return text.text(of: report)
  }

  /// How tracebacks of the program are written.
  var tracebackText: TracebackText {
    let lines = showsSource ? settings.sourceLines.map(String.init) : []
    let file = mainFile
    return TracebackText { $0 == file ? lines : nil }
  }

  func report(of exception: PyException) -> ExceptionReport {
    var reported: Set<ObjectIdentifier> = []
    return report(of: exception, &reported)
  }

  private func report(of exception: PyException, _ reported: inout Set<ObjectIdentifier>) -> ExceptionReport {
    reported.insert(ObjectIdentifier(exception))
    let cls = exception.cls
    let name =
      cls.module == "builtins" || cls.module == "__main__"
      ? cls.qualifiedName : "\(cls.module).\(cls.qualifiedName)"
    let text = ((try? string(.object(exception))) ?? "<exception str() failed>") + advice(for: exception)
    let report = ExceptionReport(
      typeName: name, message: text, frames: frames(of: exception.tracebackEntries))
    if let notes = exception.attributes?.get(names.notes)?.list {
      report.notes = notes.items.map { (try? string($0)) ?? "<note str() failed>" }
    }
    if let cause = exception.causeException {
      if !reported.contains(ObjectIdentifier(cause)) {
        report.predecessor = .cause(self.report(of: cause, &reported))
      }
    } else if let context = exception.contextException, !exception.hidesContext,
      !reported.contains(ObjectIdentifier(context))
    {
      report.predecessor = .context(self.report(of: context, &reported))
    }
    if let members = exception.group {
      report.members = members.map { self.report(of: $0, &reported) }
    }
    return report
  }

  /// The calls that an exception passed through. A comprehension has no frame of its own: its place stands for the call
  /// around it. What taskviz brings along is not the program's.
  func frames(of traceback: PyTraceback?) -> [TracebackFrame] {
    var frames: [TracebackFrame] = []
    var entry = traceback
    while let current = entry {
      entry = current.next
      if current.code.flags.contains(.library) { continue }
      if current.code.flags.contains(.inlined), let outer = frames.last {
        frames[frames.count - 1].range = current.range
        frames[frames.count - 1].function = outer.function
      } else {
        frames.append(
          TracebackFrame(
            file: current.code.file, function: current.code.name, range: current.range))
      }
    }
    return frames
  }

  var mainFile: String { modules["__main__"]?.attributes.get(names.file)?.string?.value ?? "" }

  // MARK: Output

  func write(_ text: String, to stream: OutputStream) {
    guard !text.isEmpty else { return }
    session.emit(.output(session.lane, stream, text: text))
    settings.output(stream, text)
  }

  func writeError(_ text: String) { write(text, to: .standardError) }

  /// A warning at the line of the program that runs, once for each place.
  func warn(_ text: String, _ category: ExceptionName, advice: String = "") {
    let site = visibleFrame
    let (file, line) = (site?.code.file ?? "<sys>", site?.line ?? 0)
    let source = site == nil ? "" : trimmedSource(line)
    // Once modules are gone, CPython has no advice any more.
    let advice = showsSource ? advice : ""
    if let warn = modules["warnings"]?.attributes.get(intern("_warn")) {
      let cls = Value.object(types[category])
      return writeIgnoredError {
        _ = try call(warn, [.text(text), cls, .text(file), .int(line), .text(source), .text(advice)])
      }
    }
    guard warned.insert("\(file):\(line):\(text)").inserted else { return }
    writeError(Self.warningText(text, category, file: file, line: line, source: source) + advice)
  }

  private static func warningText(
    _ text: String, _ category: ExceptionName, file: String, line: Int, source: String
  ) -> String {
    "\(file):\(line): \(category.rawValue): \(text)\n" + (source.isEmpty ? "" : "  \(source)\n")
  }

  func trimmedSource(_ line: Int) -> String {
    guard settings.sourceLines.indices.contains(line - 1) else { return "" }
    return String(settings.sourceLines[line - 1].trimmingSpaces)
  }

  /// What CPython's compiler has said before anything of the program runs.
  func writeSyntaxWarnings(of file: String) {
    for warning in syntaxWarnings {
      writeError(
        Self.warningText(
          warning.message, .syntaxWarning, file: file, line: warning.line,
          source: trimmedSource(warning.line)))
    }
  }

  /// Runs what nobody called, at any moment: what it raises is written.
  func writeIgnoredError(_ what: String = "Exception ignored:\n", _ body: () throws -> Void) {
    let (outer, future) = (propagating, awaitedFuture)
    defer { (propagating, awaitedFuture) = (outer, future) }
    do {
      try body()
    } catch {
      let text = pythonException(error).map { formatTraceback($0, withChain: false, withMarks: false) }
      writeError(what + (text ?? "\(error)\n"))
    }
  }

  /// CPython's warning about a coroutine, or what else there is to be awaited, that nobody awaited, at the line where it was
  /// let go of.
  func warnNeverAwaited(_ what: String) {
    warn(
      "\(what) was never awaited", .runtimeWarning,
      advice: "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n")
  }

  /// The innermost frame of the program's own.
  var visibleFrame: Frame? { visibleFrame(from: currentFrame) }

  /// The innermost frame of the program's own among a frame and those that called it.
  func visibleFrame(from start: Frame?) -> Frame? {
    var frame = start
    while let here = frame, !here.code.flags.isDisjoint(with: [.inlined, .library]) {
      frame = here.back ?? here.caller
    }
    return frame
  }

  /// Where the program stands now.
  var currentSite: SourceSite? {
    guard let frame = visibleFrame else { return nil }
    return SourceSite(file: frame.code.file, line: frame.line, function: frame.code.qualifiedName)
  }

  /// What the program calls the result of the call that is under way.
  var boundName: String? {
    guard let frame = currentFrame, frame.code.file == mainFile else { return nil }
    return bindingNames?[frame.code.range(at: frame.currentInstruction)]
  }

  func showNote(_ index: Int, line: Int, in frame: Frame) {
    guard !shownNotes[index] else { return }
    shownNotes[index] = true
    session.emit(
      .note(
        text: notes[index].text,
        site: SourceSite(file: frame.code.file, line: line, function: frame.code.qualifiedName)))
  }

  /// Lets the time pass that a line says it costs.
  func hold(_ number: Int) throws {
    try session.block(for: costs.costs[number], what: "CPU work")
    try poll()
  }

  /// `repr()` of a result for the trace, cut to a reasonable length; nil for None.
  func describeResult(_ any: Any) -> String? {
    let value = value(fromLoop: any)
    if value.isNone { return nil }
    guard let text = try? representation(value) else { return nil }
    let limit = 200
    return text.unicodeScalars.count <= limit
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
  }
}
