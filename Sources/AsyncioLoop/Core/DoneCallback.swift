/// Is told, by the loop, that a future is done.
package protocol DoneObserver: AnyObject {
  /// What asyncio calls it, as `repr` and reports show it.
  var callbackName: String { get }

  /// Called once, from the loop, after the future is done; what it throws goes to the exception handler.
  func futureIsDone(_ future: Future) throws
}

extension DoneObserver {
  /// A handle that calls it, for the report on its failure.
  var handle: Handle {
    let own = (self as? LateObserver)?.observer ?? self
    guard let callback = own as? DoneCallback else { return Handle(name: callbackName) {} }
    return Handle(name: callback.callbackName, callback: callback.object, context: callback.context) {}
  }
}

/// A callback of the program: what `add_done_callback` was given.
package final class DoneCallback: DoneObserver {
  /// The program's own function object, to find the callback by when it is removed.
  package let function: Any

  package let callbackName: String

  /// The same function object, as reports describe it.
  let object: AnyObject?

  let context: Context?
  private let body: (Future) throws -> Void

  package init(
    function: Any, name: String, object: AnyObject? = nil, context: Context? = nil,
    body: @escaping (Future) throws -> Void
  ) {
    self.function = function
    callbackName = name
    self.object = object
    self.context = context
    self.body = body
  }

  package func futureIsDone(_ future: Future) throws {
    try future.session.run(in: context) { try body(future) }
  }
}

/// An observer that came when the future was done already.
final class LateObserver: DoneObserver {
  let observer: any DoneObserver
  private let cause: Cause

  var callbackName: String { observer.callbackName }

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

  mutating func append(_ listener: consuming Listener) {
    var old = Listeners.none
    swap(&old, &self)
    switch consume old {
    case .none: self = .one(listener)
    case .one(let first): self = .many([first, listener])
    case .many(var all):
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

  /// What is called, as `repr` of the future shows it.
  func callText(_ hooks: LoopSession.Hooks) -> String {
    switch self {
    case .task: "Task.task_wakeup()"
    case .observer(let observer): observer.handle.callText(hooks)
    }
  }
}
