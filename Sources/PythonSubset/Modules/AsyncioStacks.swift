import AsyncioLoop
import PythonSyntax
import TaskModel

extension Machine {
  /// `Task.get_stack` and `Task.print_stack` (CPython 3.13 `base_tasks.py`).
  func fillStack(_ type: PyType) {
    method(type, "get_stack", .keywords(["self", "limit"], required: 1, positional: 1)) { m, a in
      guard let task = (a[0].object as? PyFuture)?.future as? AsyncioLoop.Task else { return .none }
      return .object(PyList(m.stack(of: task, limit: try m.limitArgument(a[1])).map { .object($0) }))
    }
    method(type, "print_stack", .keywords(["self", "limit", "file"], required: 1, positional: 1)) { m, a in
      guard let task = (a[0].object as? PyFuture)?.future as? AsyncioLoop.Task else { return .none }
      try m.printStack(of: task, m.stack(of: task, limit: m.limitArgument(a[1])), file: a[2].or(.none))
      return .none
    }
  }

  private func limitArgument(_ value: Value) throws -> Int? {
    if value.isUndefined || value.isNone { return nil }
    guard let limit = try floatValue(value) else {
      throw typeError("'<=' not supported between instances of '\(typeName(of: value))' and 'int'")
    }
    if limit <= 0 { return 0 }
    return limit < 1e9 ? Int(limit.rounded(.up)) : nil
  }

  /// The calls that a failed task's exception passed through; the frame of a task that waits, as one is all there is of it
  /// to see; nothing of one that has ended.
  private func stack(of task: AsyncioLoop.Task, limit: Int?) -> [PyFrame] {
    if task.isDone {
      let exception = task.peekedException.flatMap(pythonException)
      let entries = sequence(first: exception?.tracebackEntries, next: { $0?.next }).prefix { $0 != nil }
      let frames = entries.compactMap { $0 }.filter { !$0.code.flags.contains(.library) }
      return frames.prefix(limit ?? .max).map { PyFrame($0.frame) }
    }
    guard let coroutine = task.coroutine as? PyCoroutine, limit != 0 else { return [] }
    return [PyFrame(coroutine.frame)]
  }

  private func printStack(of task: AsyncioLoop.Task, _ stack: [PyFrame], file: Value) throws {
    let exception = task.peekedException.flatMap(pythonException)
    let title =
      stack.isEmpty ? "No stack for" : exception != nil ? "Traceback for" : "Stack for"
    let end = stack.isEmpty ? "\n" : " (most recent call last):\n"
    try print("\(title) \(task.representation)\(end)", to: file, otherwise: .standardOutput)
    let lines = stack.map { frame in
      let source = settings.sourceLines.indices.contains(frame.line - 1) && frame.code.file == mainFile
      let text = source ? "    \(settings.sourceLines[frame.line - 1].trimmingSpaces)\n" : ""
      return "  File \"\(frame.code.file)\", line \(frame.line), in \(frame.code.name)\n\(text)"
    }
    try print(lines.joined(), to: file, otherwise: .standardError)
    if let exception {
      try print(
        tracebackText.lastPieces(of: report(of: exception)).joined(), to: file, otherwise: .standardOutput)
    }
  }

  private func print(_ text: String, to file: Value, otherwise stream: OutputStream) throws {
    guard !text.isEmpty else { return }
    if file.isNone {
      write(text, to: stream)
    } else {
      _ = try callMethod(file, intern("write"), [.text(text)])
    }
  }
}
