/// An exception that the loop itself raises: what asyncio raises in the same place.
///
/// An interpreter that shows the error to its program keeps its own object for it in `object`, so that the program sees
/// one object however often the error passes through the loop.
package final class LoopError: LoopException, CustomStringConvertible, @unchecked Sendable {
  package enum Kind: String, Sendable {
    case cancelled = "CancelledError"
    case timeout = "TimeoutError"
    case invalidState = "InvalidStateError"
    case runtime = "RuntimeError"
    case recursion = "RecursionError"
    case type = "TypeError"
    case value = "ValueError"
    case exceptionGroup = "ExceptionGroup"
    case baseExceptionGroup = "BaseExceptionGroup"
    case generatorExit = "GeneratorExit"
    case keyboardInterrupt = "KeyboardInterrupt"
    case assertion = "AssertionError"
    case attribute = "AttributeError"
    case connection = "ConnectionError"
    case connectionRefused = "ConnectionRefusedError"
    case connectionReset = "ConnectionResetError"
    case brokenPipe = "BrokenPipeError"
    case fileNotFound = "FileNotFoundError"
    case system = "OSError"
    /// A name that cannot be resolved.
    case addressInfo = "gaierror"
    case incompleteRead = "IncompleteReadError"
    case limitOverrun = "LimitOverrunError"
    case queueEmpty = "QueueEmpty"
    case queueFull = "QueueFull"
    case queueShutDown = "QueueShutDown"
    case brokenBarrier = "BrokenBarrierError"
  }

  package let kind: Kind

  /// The exception's only argument, nil where it has none: a cancellation's message may be any object.
  package let argument: Any?

  package let members: [any Error]
  package var cause: (any Error)?
  package var context: (any Error)? {
    didSet { (object as? any LoopException)?.context = context }
  }
  package var suppressesContext = false
  package var traceback: AnyObject? {
    get { (object as? any LoopException)?.traceback }
    set { (object as? any LoopException)?.traceback = newValue }
  }

  /// Whether it ended a future, and is raised again for those who ask that one for its result.
  package internal(set) var cameFromFuture = false

  /// What the program ran when the library caught this error, and kept it.
  var frame: AnyObject?

  /// The interpreter's own object for this error.
  package var object: AnyObject?

  package init(_ kind: Kind, _ argument: Any? = nil, members: [any Error] = []) {
    self.kind = kind
    self.argument = argument
    self.members = members
  }

  /// A group of `members`: an ExceptionGroup, unless one of them is no `Exception`.
  package static func group(_ message: String, _ members: [any Error]) -> LoopError {
    let onlyExceptions = members.allSatisfy { $0.loopCategory == .exception }
    return LoopError(onlyExceptions ? .exceptionGroup : .baseExceptionGroup, message, members: members)
  }

  package var category: ErrorCategory {
    switch kind {
    case .cancelled: .cancelled
    case .keyboardInterrupt: .keyboardInterrupt
    case .generatorExit, .baseExceptionGroup: .otherBase
    case .timeout, .invalidState, .runtime, .recursion, .type, .value, .exceptionGroup, .assertion,
      .attribute, .connection, .connectionRefused, .connectionReset, .brokenPipe, .fileNotFound, .system,
      .addressInfo, .incompleteRead, .limitOverrun, .queueEmpty, .queueFull, .queueShutDown, .brokenBarrier:
      .exception
    }
  }

  package var isSystemError: Bool {
    switch kind {
    case .system, .connection, .connectionRefused, .connectionReset, .brokenPipe, .fileNotFound, .addressInfo,
      .timeout:
      true
    default: false
    }
  }

  package var typeName: String { kind.rawValue }

  package var message: String {
    if let error = argument as? SystemError { return "[Errno \(error.number)] \(error.text)" }
    let text = argument.map { String(describing: $0) } ?? ""
    guard kind == .exceptionGroup || kind == .baseExceptionGroup else { return text }
    return "\(text) (\(members.count) sub-exception\(members.count == 1 ? "" : "s"))"
  }

  package var description: String { message.isEmpty ? typeName : "\(typeName): \(message)" }
}
