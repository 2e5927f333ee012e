/// What a loop's exception handler is told: asyncio's context dictionary.
package struct ErrorReport {
  package var message: String
  package var exception: (any Error)?
  package var future: Future?
  package var task: Task?
  package var handle: Handle?
  package var transport: SocketTransport?

  package init(
    message: String, exception: (any Error)? = nil, future: Future? = nil, task: Task? = nil,
    handle: Handle? = nil, transport: SocketTransport? = nil
  ) {
    self.message = message
    self.exception = exception
    self.future = future
    self.task = task
    self.handle = handle
    self.transport = transport
  }

  /// What asyncio's default handler logs (CPython `base_events.py`): the message and the facts.
  var summary: String {
    var lines = [message]
    if let future { lines.append("future: \(future.representation)") }
    if let handle { lines.append("handle: <\(type(of: handle)) \(handle.name)()>") }
    if let task { lines.append("task: \(task.representation)") }
    if let transport { lines.append("transport: \(transport.representation)") }
    return lines.joined(separator: "\n")
  }

  /// The summary and the traceback, as they are written where nothing else takes them.
  func text(hooks: LoopSession.Hooks) -> String {
    let text = summary + "\n"
    return exception.map { text + hooks.traceback($0) } ?? text
  }
}
