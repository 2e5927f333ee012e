import Trace

/// Why a command could not do what it was asked to: a message with a remedy, and the exit code that goes with it.
///
/// The codes are those of sysexits.h, so that scripts can tell a wrong command line from a missing file.
struct Failure: Error, CustomStringConvertible {
  var code: Code
  var description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  enum Code: Int32 {
    /// The command line was wrong.
    case usage = 64
    /// The data was: a program that cannot be run, a trace that is none.
    case data = 65
    /// There is no such file, or it cannot be read.
    case noInput = 66
    /// Something that the command needs is not there, such as a terminal.
    case unavailable = 69
    case cannotCreate = 73
    case inputOutput = 74
  }
}

extension Failure {
  init(_ error: TraceFileError) {
    let code: Code =
      switch error {
      case .notFound, .isDirectory: .noInput
      case .cannotRead: .noInput
      case .cannotWrite, .cannotAnnotate: .cannotCreate
      case .empty, .notJSON, .notATrace, .unsupportedVersion, .nestedTooDeep, .tooLarge, .badValue,
        .contradiction:
        .data
      }
    self.init(code, error.description)
  }
}
