package import TaskModel

/// What a task runs: a computation that gives control back at each await and can be resumed.
///
/// The loop's side of CPython's coroutine protocol (`send`, `throw`, `close`). A task always sends None, so a resumption
/// carries no value: a coroutine that awaited a future reads the future's result when it is resumed.
///
/// A coroutine that has ended holds nothing any more of what its body held: its task outlives it, and a chain of tasks that
/// held each other would be released recursively.
package protocol Coroutine: AnyObject {
  /// The qualified name, as a traceback shows it.
  var name: String { get }

  /// What it is an instance of, where it is none of Python's own coroutines: it has no `__name__` then.
  var namelessType: String? { get }

  /// The frames of the awaits that are under way, outermost first; only asked for while suspended and observed.
  var frames: [SourceSite] { get }

  /// Where it is defined and whether it has ended, for `repr`; nil where that is not known.
  var definition: (site: SourceSite, hasEnded: Bool)? { get }

  /// Runs until the next await that has to wait, or to the end.
  ///
  /// Throwing into a coroutine that never ran ends it with that error without running it.
  func resume(_ resumption: Resumption) -> CoroutineStep

  /// Ends it without running to its end: raises GeneratorExit at the await; a coroutine that never ran just ends.
  func close()
}

extension Coroutine {
  package var definition: (site: SourceSite, hasEnded: Bool)? { nil }
  package var namelessType: String? { nil }
}

/// How a coroutine is resumed.
package enum Resumption {
  case send
  case `throw`(any Error)
}

/// What a resumed coroutine came to.
package enum CoroutineStep {
  /// It waits for the future: asyncio's `yield self` in `Future.__await__`.
  case awaiting(Future)
  /// It gave the loop one turn: a bare yield, `sleep(0)`.
  case turn
  /// It yielded something else, which no loop can wait for.
  case yielded(Any)
  case returned(Any)
  case raised(any Error)
}

extension CoroutineStep {
  /// Whether the coroutine waits for something, and has not ended.
  var isWait: Bool {
    switch self {
    case .awaiting, .turn, .yielded: true
    case .returned, .raised: false
    }
  }

  /// What a coroutine that has ended returned or raised.
  @inline(__always)
  consuming func result() -> Result<Any, any Error> {
    switch consume self {
    case .returned(let value): .success(value)
    case .raised(let error): .failure(error)
    case .awaiting, .turn, .yielded: .success(())
    }
  }
}
