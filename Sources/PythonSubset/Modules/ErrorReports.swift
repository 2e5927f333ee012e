import AsyncioLoop

extension Machine {
  /// The context dictionary that an exception handler is given.
  func context(of report: ErrorReport) -> PyDict {
    if let own = report.own?.dictionary as? PyDict { return own }
    let context = PyDict()
    context.set(names.message, .text(report.message))
    if let error = report.exception.flatMap(pythonException) {
      context.set(intern("exception"), .object(error))
    }
    if let about = report.about.first { context.set(intern("context"), .object(self.context(of: about))) }
    if let future = report.future { context.set(intern("future"), .object(wrap(future))) }
    if let task = report.task { context.set(intern("task"), .object(wrap(task))) }
    if let transport = report.transport { context.set(intern("transport"), .object(wrap(transport))) }
    if let connection = report.connection as? PyProtocol {
      context.set(intern("protocol"), connection.object)
    }
    if let handle = report.handle { context.set(intern("handle"), .object(wrap(handle))) }
    if let generator = report.asyncGenerator as? Value { context.set(intern("asyncgen"), generator) }
    return context
  }

  /// The report that a program makes by calling the exception handler with a context of its own.
  func report(_ context: Value) throws -> ErrorReport {
    guard let context = context.dict else { throw noAttribute(context, intern("get")) }
    var message = "Unhandled exception in event loop"
    if let given = context.get(names.message), try isTrue(given) { message = try string(given) }
    var report = ErrorReport(
      message: message, exception: context.get(intern("exception"))?.exception,
      own: OwnReport(context) { [unowned self] in try facts(context) })
    report.task = (context.get(intern("task"))?.object as? PyFuture)?.future as? AsyncioLoop.Task
    report.future = (context.get(intern("future"))?.object as? PyFuture)?.future
    report.handle = context.get(intern("handle"))?.wrapped()
    return report
  }

  /// What the default handler says of a context: a line for each key, in order, apart from message and exception.
  private func facts(_ context: PyDict) throws -> [String] {
    let others = context.pairs.filter { !["message", "exception"].contains($0.0.string?.value) }
    return try others.map { key, value in (try string(key), try representation(value)) }
      .sorted { $0.0 < $1.0 }.map { "\($0.0): \($0.1)" }
  }
}
