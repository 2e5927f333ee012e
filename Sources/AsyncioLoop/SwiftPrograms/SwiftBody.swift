package import TaskModel

/// A coroutine written in Swift: an async closure that runs on the loop, a piece a step.
///
/// What it may await is what the loop offers. A `Task.sleep`, an actor or a continuation of its own would leave the loop;
/// such a body ends with a RuntimeError that says so.
package class SwiftBody: Coroutine {
  private enum Phase {
    case created, running
    /// On its way to the parking, where its job will be found.
    case pausing
    case paused, ended
  }

  package final let name: String
  private final let session: LoopSession
  fileprivate final let executor: StepExecutor

  /// The rest of the body while it is paused.
  private final var job: UnownedJob?
  private final var phase = Phase.created

  /// The coroutine that runs in its place.
  private final var inner: (any Coroutine)?

  fileprivate init(name: String, session: LoopSession) {
    self.name = name
    self.session = session
    executor = session.stepExecutor
  }

  /// A coroutine that runs `body`.
  static func of<T>(_ body: @escaping () async throws -> T, name: String, session: LoopSession) -> SwiftBody {
    TypedBody(body, name: name, session: session)
  }

  package final var frames: [SourceSite] { inner?.frames ?? [] }

  package final func resume(_ resumption: Resumption) -> CoroutineStep {
    switch phase {
    case .created:
      if case .throw(let error) = resumption {
        close()
        return .raised(error)
      }
      return runPiece { begin() }
    case .paused:
      guard let job else { break }
      executor.resumption = resumption
      return runPiece { executor.run(job) }
    case .running, .pausing: return .raised(LoopError(.value, "coroutine already executing"))
    case .ended: break
    }
    return .raised(LoopError(.runtime, "cannot reuse already awaited coroutine"))
  }

  /// Runs the body to its next await or its end, and tells what that is.
  @inline(__always)
  private final func runPiece(_ start: () -> Void) -> CoroutineStep {
    let outer = session.runningBody
    session.runningBody = self
    phase = .running
    job = executor.step(start)
    session.runningBody = outer
    if phase == .pausing, job != nil {
      phase = .paused
    } else if phase != .ended {
      phase = .ended
      return .raised(
        LoopError(
          .runtime,
          "\(name) awaited something that is not the loop's; await only futures, tasks and coroutines of the loop"
        ))
    }
    return executor.takeResult()
  }

  /// How often a body that is closed may catch that and await again, before it is left alone.
  private static let patience = 100

  package final func close() {
    for _ in 0..<Self.patience {
      guard phase == .paused else { break }
      _ = resume(.throw(LoopError(.generatorExit)))
    }
    phase = .ended
    forgetBody()
  }

  /// Makes the job that runs the body from its beginning.
  fileprivate func begin() {}

  /// Lets go of what the body holds, which will not run.
  fileprivate func forgetBody() {}

  fileprivate final func end(_ step: consuming CoroutineStep) {
    executor.result = step
    phase = .ended
  }

  // MARK: Called by the body

  /// Gives control back until the loop resumes it; raises what is thrown in.
  @inline(__always)
  nonisolated(nonsending) final func pause(on step: consuming CoroutineStep) async throws {
    if case .throw(let error) = try await wait(with: step) { throw error }
  }

  /// Runs a coroutine in place of the body, and gives what it returned.
  @inline(__always)
  nonisolated(nonsending) final func value(of coroutine: any Coroutine) async throws -> Any {
    var step = coroutine.resume(.send)
    while true {
      switch step {
      case .returned(let value): return value
      case .raised(let error): throw error
      case .awaiting, .turn, .yielded:
        inner = coroutine
        let resumption = try await wait(with: step)
        inner = nil
        step = coroutine.resume(resumption)
      }
    }
  }

  @inline(__always)
  private nonisolated(nonsending) final func wait(with step: consuming CoroutineStep) async throws
    -> Resumption
  {
    guard phase == .running else { throw LoopError(.runtime, "two parts of \(name) await at once") }
    phase = .pausing
    executor.result = step
    executor.park()
    await executor.wait()
    return executor.takeResumption()
  }
}

/// A body with the type of its result: the body and the Swift task that runs it need no closure in between.
private final class TypedBody<T>: SwiftBody {
  private var body: (() async throws -> T)?

  init(_ body: @escaping () async throws -> T, name: String, session: LoopSession) {
    self.body = body
    super.init(name: name, session: session)
  }

  override func begin() {
    let coroutine = Unchecked(self)
    _Concurrency.Task.detached(executorPreference: executor) {
      guard let body = coroutine.value.body else { return }
      coroutine.value.body = nil
      do {
        coroutine.value.end(.returned(try await body()))
      } catch {
        coroutine.value.end(.raised(error))
      }
    }
  }

  override func forgetBody() { body = nil }
}
