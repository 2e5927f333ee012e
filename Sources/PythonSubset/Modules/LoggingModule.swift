import AsyncioLoop

extension Machine {
  func fillLogging(_ names: PyDict) {
    function(names, "_caller", .exactly(1)) { m, a in
      var level = try m.index(a[0])
      var frame = m.visibleFrame
      while level > 1, let next = m.visibleFrame(from: frame?.back ?? frame?.caller) {
        frame = next
        level -= 1
      }
      guard let frame else {
        return .object(PyTuple([.text("(unknown file)"), .int(0), .text("(unknown function)")]))
      }
      return .object(
        PyTuple([.text(frame.code.file), .int(frame.line), .text(frame.code.name)]))
    }
    function(names, "_task_name", .exactly(0)) { m, _ in
      m.session.currentTask.map { .text($0.name) } ?? .none
    }
    function(names, "_traceback_text", .exactly(1)) { m, a in
      .text(a[0].exception.map { m.formatTraceback($0) } ?? "NoneType: None\n")
    }
  }

  /// Hands what the loop reports to the logger "asyncio"; false in a program that does not import `logging`, where
  /// the text is the same and goes to the standard error.
  func logReport(_ message: String, _ exception: (any Error)?) -> Bool {
    guard let report = modules["logging"]?.attributes.get(intern("_report")) else { return false }
    let error = exception.flatMap(pythonException).map { Value.object($0) } ?? .none
    return (try? call(report, [.text(message), error])) != nil
  }

  /// Hands a warning to the program's log, or writes it where there is none.
  func logWarning(_ message: String) {
    guard let warn = modules["logging"]?.attributes.get(intern("_warn")) else {
      return writeError(message + "\n")
    }
    _ = try? call(warn, [.text(message)])
  }

  /// What asyncio tells its logger of the selector that a new loop uses.
  func logNewLoop() {
    guard let logging = modules["logging"]?.attributes.get(intern("_new_loop")) else { return }
    _ = try? call(logging, [])
  }
}
