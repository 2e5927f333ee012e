/// A coroutine written as a value, which goes from one await to the next.
///
/// The other way to write one is an async closure. That reads better, for Swift makes such a value of it, but Swift carries
/// that in a task of its own, which takes more time and memory than all that the loop does for it. A coroutine value is
/// carried by the loop alone. Both may await the same things, and a trace shows both alike.
///
///     /// await asyncio.sleep(2)
///     /// return "ready"
///     enum Kettle: CoroutineValue {
///       case cold, heating
///
///       mutating func resume(with result: Result<Any, any Error>, on loop: EventLoop) throws -> CoroutineProgress {
///         _ = try result.get()
///         switch self {
///         case .cold:
///           self = .heating
///           return .awaiting(loop.sleep(2))
///         case .heating: return .returned("ready")
///         }
///       }
///     }
///
///     let task = try loop.task("kettle", Kettle.cold)
package protocol CoroutineValue {
  /// Runs from one await to the next, or to the end; what it throws ends the coroutine.
  ///
  /// `result` is what the await gave: `()` at the start and after a turn; a failure if it raised, or if something was thrown
  /// in, as a cancellation is. A coroutine that has ended is not resumed again.
  mutating func resume(
    with result: Result<Any, any Error>, on loop: EventLoop
  ) throws -> CoroutineProgress
}

/// What a coroutine came to that ran from one await to the next.
package enum CoroutineProgress {
  /// It awaits something; where that has its result already, it goes on at once.
  case awaiting(Awaitable)
  /// What it awaits has this result already: it goes on at once.
  case given(Result<Any, any Error>)
  /// It gives the loop one turn: `sleep(0)`.
  case turn
  case returned(Any)

  package static func awaiting(_ future: Future) -> Self { .awaiting(.future(future)) }
  package static func awaiting(_ coroutine: any Coroutine) -> Self { .awaiting(.coroutine(coroutine)) }

  /// `await queue.put(item)`, without a coroutine where there is room.
  package static func putting(_ item: Any, into queue: Queue) throws -> Self {
    queue.isFull ? .awaiting(try queue.put(item)) : .given(Result { try queue.putNow(item) })
  }

  /// `await queue.get()`, without a coroutine where there is an item.
  package static func getting(from queue: Queue) throws -> Self {
    queue.isEmpty ? .awaiting(try queue.get()) : .given(Result { try queue.getNow() })
  }
}

extension EventLoop {
  /// A coroutine of a value; it runs when a task is made of it or something awaits it.
  package func coroutine(_ name: String, _ value: some CoroutineValue) -> any Coroutine {
    ValueCoroutine(value, name: name, loop: self)
  }

  /// Makes a task of a coroutine value.
  @discardableResult
  package func task(_ name: String, _ value: some CoroutineValue) throws -> Task {
    try createTask(coroutine(name, value), name: name)
  }
}

/// What holds a coroutine value as long as it runs.
private final class ValueCoroutine: NativeCoroutine {
  /// Of any type: to have a class for each would have the runtime look for that whenever a coroutine is made.
  private var value: (any CoroutineValue)?

  init(_ value: any CoroutineValue, name: String, loop: EventLoop) {
    self.value = value
    super.init(name: name, loop: loop)
  }

  override func start() throws -> CoroutineProgress { try proceed(.success(())) }

  override func proceed(_ result: Result<Any, any Error>) throws -> CoroutineProgress {
    try value?.resume(with: result, on: loop) ?? .returned(())
  }

  override func letGo() { value = nil }
}
