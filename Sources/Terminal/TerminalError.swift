import Screen

/// Why a terminal could not be taken.
package enum TerminalError: Error, Hashable, Sendable {
  /// Keys cannot be read, as the standard input is a file or a pipe.
  case inputIsNoTerminal
  /// Nothing can be drawn, as the standard output is a file or a pipe.
  case outputIsNoTerminal
  /// The process has no terminal of its own: a service, a build job.
  case noControllingTerminal
  /// The system's database does not know the terminal's type.
  case unknownType(String)
  /// The terminal cannot move its cursor.
  case tooSimple(String)
  /// The system refused, for a reason it did not tell.
  case refused
}

extension TerminalError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .inputIsNoTerminal:
      "the standard input is not a terminal, so there are no keys to read; run the dashboard in a terminal, "
        + "or use --headless or screenshot"
    case .outputIsNoTerminal:
      "the standard output is not a terminal, so there is nothing to draw on; run the dashboard in a terminal, "
        + "or use --headless or screenshot"
    case .noControllingTerminal:
      "this process has no terminal, so there are no keys to read; use --headless or screenshot"
    case .unknownType(""):
      "the environment variable TERM is not set, so the terminal's type is unknown; try TERM=xterm-256color"
    case .unknownType(let name):
      "the terminal type '\(DisplayText.clean(name))' (the environment variable TERM) is unknown here; "
        + "install its terminfo entry or try TERM=xterm-256color"
    case .tooSimple(let name):
      "the terminal type '\(DisplayText.clean(name))' (the environment variable TERM) cannot move the cursor; "
        + "use another terminal, or --headless or screenshot"
    case .refused:
      "the terminal could not be set up; use --headless or screenshot"
    }
  }
}
