import PythonSyntax

/// What a traceback tells of an exception: plain facts, taken from the interpreter's objects when it is reported.
///
/// A chain that leads back to an exception already reported ends there: whoever builds a report leaves that link out.
final class ExceptionReport {
  /// With its module, unless that is `builtins` or `__main__`.
  var typeName: String
  /// What `str()` makes of it.
  var message: String
  /// Outermost first.
  var frames: [TracebackFrame]
  /// What `add_note` added.
  var notes: [String] = []
  /// The exceptions of a group; nil where it is none.
  var members: [ExceptionReport]?
  var predecessor: Predecessor?

  /// The exception that led to this one.
  enum Predecessor {
    /// `raise ... from cause`.
    case cause(ExceptionReport)
    /// It was being handled when this one was raised.
    case context(ExceptionReport)

    var report: ExceptionReport {
      switch self {
      case .cause(let report), .context(let report): report
      }
    }
  }

  init(typeName: String, message: String, frames: [TracebackFrame] = []) {
    self.typeName = typeName
    self.message = message
    self.frames = frames
  }
}

/// One call of a traceback: where it stood when the exception passed.
struct TracebackFrame: Hashable {
  var file: String
  var function: String
  /// The expression that raised or called.
  var range: SourceRange
}
