package import TaskModel

/// A coroutine of the library, written as a state machine over its awaits.
///
/// A subclass gives `start`, which runs to the first await, and `proceed`, which goes on from there. What it awaits may be a
/// future or another coroutine: that one is driven from here, as Python's `await` does, and its frames are shown.
package class NativeCoroutine: Coroutine {
  typealias Progress = CoroutineProgress

  private enum State {
    case created
    case awaiting(Future)
    case delegating(any Coroutine)
    case turn
    case running
    case ended
  }

  package final let name: String
  final let loop: EventLoop
  private final var state = State.created

  init(name: String, loop: EventLoop) {
    self.name = name
    self.loop = loop
  }

  final var session: LoopSession { loop.session }

  /// The library has no lines of its own: these are the frames of the coroutine it awaits.
  package final var frames: [SourceSite] {
    if case .delegating(let inner) = state { inner.frames } else { [] }
  }

  /// Runs to the first await.
  func start() throws -> Progress { .returned(()) }

  /// Goes on after an await, with what that gave; called again for each await.
  func proceed(_ result: Result<Any, any Error>) throws -> Progress { .returned(try result.get()) }

  package final func resume(_ resumption: Resumption) -> CoroutineStep {
    do {
      return try advance(resumption)
    } catch {
      let held = variables
      end()
      if !held.isEmpty { session.leaving(held, with: error) }
      return .raised(error)
    }
  }

  package final func close() {
    if case .created = state {
      // As in CPython, it keeps what it was called with.
      state = .ended
      abandonUnstarted()
      return
    }
    if case .ended = state { return }
    _ = resume(.throw(LoopError(.generatorExit)))
    end()
  }

  private final func end() {
    state = .ended
    letGo()
  }

  /// Called instead of `start` where the coroutine is closed, or thrown into, before it ran.
  func abandonUnstarted() {}

  /// What the traceback of an error that leaves it holds, where that can be told from outside.
  var variables: [AnyObject] { [] }

  /// Called at the end: lets go of what closes when nobody holds it, as the variables of a frame do.
  func letGo() {}

  private func advance(_ resumption: Resumption) throws -> CoroutineStep {
    // Taken out, for a copy would count references.
    var previous = State.running
    swap(&previous, &state)
    switch (consume previous, resumption) {
    case (.created, .send): return try settle(start())
    case (.created, .throw(let error)):
      abandonUnstarted()
      throw error
    case (.turn, .send): return try settle(proceed(.success(())))
    case (.awaiting(let future), .send):
      guard future.isDone else { throw LoopError(.runtime, "await wasn't used with future") }
      return try settle(proceed(outcome(of: future)))
    case (.awaiting, .throw(let error)), (.turn, .throw(let error)):
      return try settle(proceed(.failure(error)))
    case (.delegating(let inner), _):
      let step = inner.resume(resumption)
      guard !step.isWait else { return wait(for: inner, step) }
      return try settle(proceed(step.result()))
    case (.running, _): throw LoopError(.value, "coroutine already executing")
    case (.ended, _): throw LoopError(.runtime, "cannot reuse already awaited coroutine")
    }
  }

  /// The future's result, or the exception that it raises here and now.
  final func outcome(of future: Future) -> Result<Any, any Error> {
    do {
      return .success(try future.result())
    } catch {
      session.hooks.raising(error)
      // Raised again, an exception lets go of the frames that it came through before.
      session.flushReports()
      return .failure(error)
    }
  }

  /// Goes on until an await really waits.
  private func settle(_ first: consuming Progress) throws -> CoroutineStep {
    var progress = first
    while true {
      switch consume progress {
      case .returned(let value):
        end()
        return .returned(value)
      case .turn:
        state = .turn
        return .turn
      case .given(let result): progress = try proceed(result)
      case .awaiting(.future(let future)):
        if !future.isDone {
          state = .awaiting(future)
          return .awaiting(future)
        }
        progress = try proceed(outcome(of: future))
      case .awaiting(.coroutine(let inner)):
        let step = inner.resume(.send)
        guard !step.isWait else { return wait(for: inner, step) }
        progress = try proceed(step.result())
      }
    }
  }

  private func wait(for inner: any Coroutine, _ step: consuming CoroutineStep) -> CoroutineStep {
    state = .delegating(inner)
    return step
  }
}
