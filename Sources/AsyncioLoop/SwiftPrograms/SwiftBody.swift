package import TaskModel

/// A coroutine written in Swift: an async closure that runs on the loop, a piece a step.
///
/// What it may await is what the loop offers. A `Task.sleep`, an actor or a continuation of its own would leave the loop;
/// such a body ends with a RuntimeError that says so.
package final class SwiftBody: Coroutine {
  /// What the body gave control back for.
  enum Pause {
    case future(Future)
    case turn
    case coroutine(any Coroutine)
  }

  typealias Continuation = UnsafeContinuation<Unchecked<Any>, any Error>

  private enum State {
    case created(() async throws -> Any)
    case running
    case paused(Pause, Continuation)
    case ended(Result<Any, any Error>)
    case closed
  }

  package let name: String
  private let session: LoopSession
  private var state: State

  init(name: String, session: LoopSession, body: @escaping () async throws -> Any) {
    self.name = name
    self.session = session
    state = .created(body)
  }

  package var frames: [SourceSite] {
    if case .paused(.coroutine(let inner), _) = state { inner.frames } else { [] }
  }

  package func resume(_ resumption: Resumption) -> CoroutineStep {
    var resumption = resumption
    while true {
      if let step = run(resumption) { return step }
      switch state {
      case .paused(.future(let future), _): return .awaiting(future)
      case .paused(.turn, _): return .turn
      // What it awaits runs from here, outside of the body's own piece: pieces do not nest.
      case .paused(.coroutine, _): resumption = .send
      case .ended(let result):
        state = .closed
        switch result {
        case .success(let value): return .returned(value)
        case .failure(let error): return .raised(error)
        }
      case .created, .running, .closed:
        state = .closed
        return .raised(
          LoopError(
            .runtime,
            "\(name) awaited something that is not the loop's; await only futures, tasks and coroutines of the loop"
          ))
      }
    }
  }

  /// Runs one piece of the body, or of the coroutine it awaits, which may be what there is to return.
  private func run(_ resumption: Resumption) -> CoroutineStep? {
    switch state {
    case .created(let body):
      if case .throw(let error) = resumption {
        state = .closed
        return .raised(error)
      }
      begin(body)
    case .paused(.coroutine(let inner), let continuation):
      switch inner.resume(resumption) {
      case .awaiting(let future): return .awaiting(future)
      case .turn: return .turn
      case .returned(let value): go(on: continuation, with: .success(value))
      case .raised(let error): go(on: continuation, with: .failure(error))
      }
    case .paused(_, let continuation):
      if case .throw(let error) = resumption {
        go(on: continuation, with: .failure(error))
      } else {
        go(on: continuation, with: .success(()))
      }
    case .running: return .raised(LoopError(.value, "coroutine already executing"))
    case .ended, .closed: return .raised(LoopError(.runtime, "cannot reuse already awaited coroutine"))
    }
    return nil
  }

  /// How often a body that is closed may catch that and await again, before it is left alone.
  private static let patience = 100

  package func close() {
    if case .created = state {
      state = .closed
      return
    }
    for _ in 0..<Self.patience {
      guard case .paused = state else { break }
      _ = resume(.throw(LoopError(.generatorExit)))
    }
    state = .closed
  }

  /// Called by the body: keeps its continuation until the loop resumes it.
  func pause(on pause: Pause, _ continuation: Continuation) {
    guard case .running = state else {
      continuation.resume(throwing: LoopError(.runtime, "two parts of \(name) await at once"))
      return
    }
    state = .paused(pause, continuation)
  }

  private func begin(_ body: @escaping () async throws -> Any) {
    // Two boxes: Swift 6.3 releases a class twice that is captured in a tuple with a closure.
    let coroutine = Unchecked(self)
    let body = Unchecked(body)
    let executor = session.stepExecutor
    inStep {
      _Concurrency.Task.detached(executorPreference: executor) {
        let result: Result<Any, any Error>
        do {
          result = .success(try await body.value())
        } catch {
          result = .failure(error)
        }
        coroutine.value.state = .ended(result)
      }
    }
  }

  private func go(on continuation: Continuation, with result: Result<Any, any Error>) {
    inStep { continuation.resume(with: result.map { Unchecked($0) }) }
  }

  private func inStep(_ start: () -> Void) {
    let outer = session.runningBody
    state = .running
    session.runningBody = self
    session.stepExecutor.step(start)
    session.runningBody = outer
  }
}

/// Hands a value to a piece of code that runs on the same thread, which the compiler cannot know.
struct Unchecked<Value>: @unchecked Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
