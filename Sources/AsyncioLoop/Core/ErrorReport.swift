/// What a loop's exception handler is told: asyncio's context dictionary.
package struct ErrorReport {
  package var message: String
  package var exception: (any Error)?
  /// An asynchronous generator of the interpreter's.
  package var asyncGenerator: Any?
  package var future: Future?
  package var handle: Handle?
  package var connection: (any NetworkProtocol)?
  package var task: Task?
  package var transport: SocketTransport?

  /// The report whose handling failed.
  package var about: [ErrorReport] = []

  /// The dictionary of a report that the program made itself.
  package var own: OwnReport?

  package init(
    message: String, exception: (any Error)? = nil, asyncGenerator: Any? = nil, future: Future? = nil,
    handle: Handle? = nil, connection: (any NetworkProtocol)? = nil, task: Task? = nil,
    transport: SocketTransport? = nil, about: ErrorReport? = nil, own: OwnReport? = nil
  ) {
    self.message = message
    self.exception = exception
    self.asyncGenerator = asyncGenerator
    self.future = future
    self.handle = handle
    self.connection = connection
    self.task = task
    self.transport = transport
    self.about = about.map { [$0] } ?? []
    self.own = own
  }

  /// The context of the task or the callback that it is about.
  var context: Context? { (task ?? future as? Task)?.currentContext() ?? handle?.currentContext() }

  /// What asyncio's default handler logs (CPython `base_events.py`): the message and the facts, in the order of their names.
  func summary(_ hooks: LoopSession.Hooks) throws -> String {
    if let own { return try ([message] + own.facts()).joined(separator: "\n") }
    var lines = [message]
    if let asyncGenerator { lines.append("asyncgen: \(try hooks.representation(asyncGenerator))") }
    for report in about { lines.append("context: \(hooks.report(report))") }
    if let future { lines.append("future: \(future.representation)") }
    if let handle { lines.append("handle: \(handle.representation(hooks))") }
    if let connection { lines.append("protocol: \(try connection.representation(hooks))") }
    if let task { lines.append("task: \(task.representation)") }
    if let transport { lines.append("transport: \(transport.representation)") }
    return lines.joined(separator: "\n")
  }
}

/// What a program gave to `loop.call_exception_handler` itself.
package struct OwnReport {
  /// The program's dictionary.
  package let dictionary: AnyObject

  /// A line for each thing in it, apart from message and exception.
  package let facts: () throws -> [String]

  package init(_ dictionary: AnyObject, facts: @escaping () throws -> [String]) {
    self.dictionary = dictionary
    self.facts = facts
  }
}

/// A program's exception handler.
package struct ExceptionHandler {
  /// The program's own function object.
  package let function: Any

  let handle: (EventLoop, ErrorReport) throws -> Void

  package init(function: Any = (), handle: @escaping (EventLoop, ErrorReport) throws -> Void) {
    self.function = function
    self.handle = handle
  }
}
