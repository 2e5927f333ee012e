/// An exception of the observed program, as far as the loop has to tell exceptions apart.
///
/// The loop's own errors (`LoopError`) conform, and so do an interpreter's: the loop passes them on by identity and never
/// wraps them. Everything happens on the one thread of a session, which is why conforming classes may be
/// `@unchecked Sendable` although they are mutable.
package protocol LoopException: Error, AnyObject {
  var category: ErrorCategory { get }

  /// Whether it is an `OSError`.
  var isSystemError: Bool { get }

  /// The name of the exception's class, as a traceback's last line shows it without its module.
  var typeName: String { get }

  /// What `str()` of the exception gives.
  var message: String { get }

  /// The exceptions of an exception group, empty for any other.
  var members: [any Error] { get }

  /// Python's `__cause__`.
  var cause: (any Error)? { get set }

  /// Python's `__context__`.
  var context: (any Error)? { get set }

  /// Python's `__suppress_context__`; setting a cause does not set it.
  var suppressesContext: Bool { get set }

  /// Python's `__traceback__`, opaque to the loop, which only saves and restores it as futures do.
  var traceback: AnyObject? { get set }
}

/// The classes of exceptions that asyncio treats differently.
package enum ErrorCategory: Sendable {
  /// `asyncio.CancelledError` and its subclasses.
  case cancelled
  /// `Exception` and its subclasses.
  case exception
  case systemExit
  case keyboardInterrupt
  /// Any other `BaseException`: GeneratorExit, a BaseExceptionGroup.
  case otherBase
}

extension LoopException {
  package var isSystemError: Bool { false }
}

extension Error {
  /// What asyncio makes of the error; an error from elsewhere counts as a plain `Exception`.
  package var loopCategory: ErrorCategory {
    (self as? any LoopException)?.category ?? .exception
  }

  /// Whether the error is a `CancelledError`.
  package var isCancellation: Bool { loopCategory == .cancelled }

  /// Whether the error is an `OSError`, which ends a connection without a report.
  package var isSystemError: Bool { (self as? any LoopException)?.isSystemError ?? false }

  /// Whether the error ends the program instead of the task: `SystemExit` and `KeyboardInterrupt`.
  package var endsProgram: Bool {
    let category = loopCategory
    return category == .systemExit || category == .keyboardInterrupt
  }

  /// The class name that events and reports show.
  package var loopTypeName: String {
    (self as? any LoopException)?.typeName ?? String(describing: type(of: self))
  }

  /// The text that events and reports show.
  package var loopMessage: String {
    (self as? any LoopException)?.message ?? String(describing: self)
  }
}
