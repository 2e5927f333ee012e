/// Ends what runs from outside, whatever the program does: a run that is given up, or a thread when the program is over. No
/// program can catch it.
package final class Stopped: LoopException, @unchecked Sendable {
  package var category: ErrorCategory { .keyboardInterrupt }
  package var typeName: String { "Stopped" }
  package var message: String { "" }
  package var members: [any Error] { [] }
  package var cause: (any Error)?
  package var context: (any Error)?
  package var suppressesContext = false
  package var traceback: AnyObject?

  package init() {}
}
