package import AsyncioLoop

/// The loop's view of an exception of the program.
///
/// A session and all its objects live on one thread, which is what makes the unchecked conformance sound.
extension PyException: LoopException, @unchecked Sendable {
  package var category: ErrorCategory {
    for type in cls.mro {
      switch type.name {
      case ExceptionName.cancelledError.rawValue where type.isBuiltin: return .cancelled
      case ExceptionName.exception.rawValue where type.isBuiltin: return .exception
      case ExceptionName.systemExit.rawValue where type.isBuiltin: return .systemExit
      case ExceptionName.keyboardInterrupt.rawValue where type.isBuiltin: return .keyboardInterrupt
      default: continue
      }
    }
    return .otherBase
  }

  package var isSystemError: Bool {
    cls.mro.contains { $0.name == ExceptionName.osError.rawValue && $0.isBuiltin }
  }

  package var typeName: String { cls.qualifiedName }
  package var message: String { describe?(self) ?? "" }
  package var members: [any Error] { group ?? [] }

  package var cause: (any Error)? {
    get { causeException }
    set { causeException = newValue as? PyException }
  }

  package var context: (any Error)? {
    get { contextException }
    set { contextException = newValue as? PyException }
  }

  package var suppressesContext: Bool {
    get { hidesContext }
    set { hidesContext = newValue }
  }

  package var traceback: AnyObject? {
    get { tracebackEntries }
    set { tracebackEntries = newValue as? PyTraceback }
  }
}
