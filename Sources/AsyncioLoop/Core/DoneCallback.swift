/// Is told, by the loop, that a future is done.
package protocol DoneObserver: AnyObject {
  /// Called once, from the loop, after the future is done; what it throws goes to the exception handler.
  func futureIsDone(_ future: Future) throws
}

/// A callback of the program: what `add_done_callback` was given.
package final class DoneCallback: DoneObserver {
  /// The program's own function object, to find the callback by when it is removed.
  package let function: Any

  /// The qualified name, for `repr`.
  package let name: String

  private let body: (Future) throws -> Void

  package init(function: Any, name: String, body: @escaping (Future) throws -> Void) {
    self.function = function
    self.name = name
    self.body = body
  }

  package func futureIsDone(_ future: Future) throws { try body(future) }
}

/// An observer that came when the future was done already.
final class LateObserver: DoneObserver {
  private let observer: any DoneObserver
  private let cause: Cause

  init(_ observer: any DoneObserver, cause: Cause) {
    self.observer = observer
    self.cause = cause
  }

  func futureIsDone(_ future: Future) throws {
    future.session.cause = cause
    try observer.futureIsDone(future)
  }
}

/// Who waits to be told: nearly always exactly one task.
enum Listeners {
  case none
  case one(Listener)
  case many([Listener])

  mutating func append(_ listener: Listener) {
    switch self {
    case .none: self = .one(listener)
    case .one(let first): self = .many([first, listener])
    case .many(var all):
      self = .none
      all.append(listener)
      self = .many(all)
    }
  }

  /// Removes those that match, and says how many they were.
  mutating func remove(where matches: (Listener) -> Bool) -> Int {
    switch self {
    case .none: return 0
    case .one(let listener):
      guard matches(listener) else { return 0 }
      self = .none
      return 1
    case .many(let all):
      let kept = all.filter { !matches($0) }
      self = kept.isEmpty ? .none : .many(kept)
      return all.count - kept.count
    }
  }

  var all: [Listener] {
    switch self {
    case .none: []
    case .one(let listener): [listener]
    case .many(let listeners): listeners
    }
  }
}

enum Listener {
  /// A task that awaits the future: its `__wakeup`.
  case task(Task)
  case observer(any DoneObserver)

  var name: String {
    switch self {
    case .task: "Task.task_wakeup"
    case .observer(let observer): (observer as? DoneCallback)?.name ?? "\(type(of: observer)).futureIsDone"
    }
  }
}
