/// An event that cannot have happened after those before it.
package enum Contradiction: Error, Equatable, Sendable {
  case timeGoesBack(from: Int64, to: Int64)
  case taskNeverCreated(Int32)
  case taskCreatedTwice(Int32)
  case scopeNeverEntered(Int32)
  case scopeEnteredTwice(Int32)
  case scopeExitedTwice(Int32)
  /// Ids count from 1: a number far above how many there are names nothing.
  case idTooLarge(String, Int32)
  case afterFinish(Int32, event: String)
  case resumedWhileRunning(Int32)
  case suspendedWhileNotRunning(Int32)
}

extension Contradiction: CustomStringConvertible {
  package var description: String {
    switch self {
    case .timeGoesBack(let from, let to): "time goes back, from \(from) ns to \(to) ns"
    case .taskNeverCreated(let task): "task \(task) was never created"
    case .taskCreatedTwice(let task): "task \(task) is created a second time"
    case .scopeNeverEntered(let scope): "scope \(scope) was never entered"
    case .scopeEnteredTwice(let scope): "scope \(scope) is entered a second time"
    case .scopeExitedTwice(let scope): "scope \(scope) is left a second time"
    case .idTooLarge(let what, let number):
      "\(what) \(number) is far beyond the number of them: ids count from 1"
    case .afterFinish(let task, let event): "task \(task) had ended, and '\(event)' follows"
    case .resumedWhileRunning(let task): "task \(task) is resumed while it runs"
    case .suspendedWhileNotRunning(let task): "task \(task) is suspended while it does not run"
    }
  }
}
