package import TaskModel

/// An event that asyncio cannot have brought about after those before it.
package struct Violation: Equatable, Sendable {
  package enum Rule: Equatable, Sendable {
    case readyTwice(TaskID)
    case readyWhileRunning(TaskID)
    case resumedUnready(TaskID)
    case finishedWhileNotRunning(TaskID)
    /// A task whose first step is a part of another one's step runs on when that one is over.
    case outlivesStep(TaskID, of: TaskID)
    case waitsForEnded(TaskID, on: TaskID)
    case waitsForLeft(TaskID, on: ScopeID)
    case actsAfterFinish(TaskID, event: String)
    case joinsLeft(TaskID, ScopeID)
    case leftOpen(ScopeID, by: TaskID)
    case movedAfterExit(ScopeID)
    case takenTwice(String)
    case givenBackUnheld(String)
    case size(String, ResourceOperation, Int, before: Int)
    case overfull(String, Int, capacity: Int)
    case waiters(String, told: Int, known: Int)
    case longerThanItsStep(TaskID)
  }

  /// The place of the event in the trace, from 0.
  package var event: Int
  package var time: TraceTime
  package var rule: Rule

  package init(_ rule: Rule, event: Int, at time: TraceTime) {
    (self.rule, self.event, self.time) = (rule, event, time)
  }
}

extension Violation.Rule: CustomStringConvertible {
  package var description: String {
    switch self {
    case .readyTwice(let task): "\(task.words) is made ready, and was ready already"
    case .readyWhileRunning(let task): "\(task.words) is made ready while it runs"
    case .resumedUnready(let task): "\(task.words) is resumed, and nothing has made it ready"
    case .finishedWhileNotRunning(let task): "\(task.words) ends while it does not run"
    case .outlivesStep(let task, let outer):
      "\(task.words) runs on after the step of \(outer.words) in which it was started"
    case .waitsForEnded(let task, let other): "\(task.words) waits for \(other.words), which has ended"
    case .waitsForLeft(let task, let scope): "\(task.words) waits for \(scope.words), which has been left"
    case .actsAfterFinish(let task, let event): "\(task.words) has ended, and '\(event)' follows"
    case .joinsLeft(let task, let scope): "\(task.words) belongs to \(scope.words), which has been left"
    case .leftOpen(let scope, let task): "\(task.words) ends inside of \(scope.words), which it has not left"
    case .movedAfterExit(let scope): "the deadline of \(scope.words) moves, which has been left"
    case .takenTwice(let name): "\(name) is acquired while it is held"
    case .givenBackUnheld(let name): "\(name) is released, and nobody holds it"
    case .size(let name, let operation, let size, let before):
      "\(name) holds \(size) after '\(operation.rawValue)', and held \(before) before it"
    case .overfull(let name, let size, let capacity): "\(name) holds \(size), and takes \(capacity)"
    case .waiters(let name, let told, let known): "\(told) are said to wait for \(name), and \(known) do"
    case .longerThanItsStep(let task): "\(task.words) is said to have held the loop for longer than its step"
    }
  }
}

extension TaskID {
  fileprivate var words: String { self == .program ? "the program" : "task \(number)" }
}

extension ScopeID {
  fileprivate var words: String { "scope \(number)" }
}
