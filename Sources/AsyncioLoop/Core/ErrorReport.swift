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
  /// The program's own context, where it called the handler itself.
  package var context: Context?

  /// A context that a program made.
  package struct Context {
    /// The interpreter's object for it.
    package let object: AnyObject
    /// A line for each thing in it, apart from message and exception.
    package let facts: () throws -> [String]

    package init(_ object: AnyObject, facts: @escaping () throws -> [String]) {
      self.object = object
      self.facts = facts
    }
  }

  package init(
    message: String, exception: (any Error)? = nil, asyncGenerator: Any? = nil, future: Future? = nil,
    handle: Handle? = nil, connection: (any NetworkProtocol)? = nil, task: Task? = nil,
    transport: SocketTransport? = nil, context: Context? = nil
  ) {
    self.message = message
    self.exception = exception
    self.asyncGenerator = asyncGenerator
    self.future = future
    self.handle = handle
    self.connection = connection
    self.task = task
    self.transport = transport
    self.context = context
  }

  /// What asyncio's default handler logs (CPython `base_events.py`): the message and the facts, in the order of their names.
  func summary(_ hooks: LoopSession.Hooks) throws -> String {
    var lines = [message]
    if let asyncGenerator { lines.append("asyncgen: \(try hooks.representation(asyncGenerator))") }
    if let future { lines.append("future: \(future.representation)") }
    if let handle { lines.append("handle: <\(type(of: handle)) \(handle.name)()>") }
    if let connection { lines.append("protocol: \(try connection.representation(hooks))") }
    if let task { lines.append("task: \(task.representation)") }
    if let transport { lines.append("transport: \(transport.representation)") }
    if let context { lines += try context.facts() }
    return lines.joined(separator: "\n")
  }
}
