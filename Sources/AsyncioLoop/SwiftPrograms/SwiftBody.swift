package import TaskModel

/// A coroutine written in Swift: an async closure that runs on the loop, a piece a step.
///
/// What it may await is what the loop offers, and async functions that run on the actor of their caller. A `Task.sleep`, an
/// actor or a continuation of its own would leave the loop; such a body ends with a RuntimeError that says so.
package class SwiftBody: Coroutine {
  private enum Phase {
    case created, running
    /// On its way to the parking, where its job will be found.
    case pausing
    case paused, ended
  }

  package final let name: String
  private final let executor: StepExecutor

  /// The rest of the body while it is paused.
  private final var job: UnownedJob?
  private final var phase = Phase.created

  /// The coroutine that runs in its place.
  private final var inner: (any Coroutine)?

  fileprivate init(name: String, session: LoopSession) {
    self.name = name
    executor = session.stepExecutor
  }

  /// A coroutine that runs `body`.
  static func of<T>(name: String, session: LoopSession, _ body: @escaping () async throws -> T) -> SwiftBody {
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
      return runPiece { executor.begin(self) }
    case .paused:
      guard let job else { break }
      executor.resumption = resumption
      return runPiece { executor.resume(job) }
    case .running, .pausing: return .raised(LoopError(.value, "coroutine already executing"))
    case .ended: break
    }
    return .raised(LoopError(.runtime, "cannot reuse already awaited coroutine"))
  }

  /// Runs the body to its next await or its end, and tells what that is.
  @inline(__always)
  private final func runPiece(_ piece: () -> UnownedJob?) -> CoroutineStep {
    let outer = executor.runningBody
    executor.runningBody = self
    phase = .running
    job = piece()
    executor.runningBody = outer
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
  func begin(on executor: isolated StepExecutor) {}

  /// Lets go of what the body holds, which will not run.
  fileprivate func forgetBody() {}

  fileprivate final func end(_ step: consuming CoroutineStep) {
    executor.result = step
    phase = .ended
  }

  // MARK: Called by the body

  /// Gives control back until the loop resumes it; raises what is thrown in.
  @inline(__always)
  final func pause(on step: consuming CoroutineStep) async throws {
    executor.result = step
    if case .throw(let error) = try await wait() { throw error }
  }

  /// Runs a coroutine in place of the body, and gives what it returned.
  @inline(__always)
  final func value(of coroutine: any Coroutine) async throws -> Any {
    // Left where it is looked for, for a copy would count references.
    executor.result = coroutine.resume(.send)
    while executor.result.isWait {
      inner = coroutine
      let resumption = try await wait()
      inner = nil
      executor.result = coroutine.resume(resumption)
    }
    return try executor.takeResult().result().get()
  }

  @inline(__always)
  private final func wait() async throws -> Resumption {
    guard phase == .running else { throw LoopError(.runtime, "two parts of \(name) await at once") }
    phase = .pausing
    await executor.parking.wait()
    return executor.takeResumption()
  }
}

/// A body with the type of its result.
private final class TypedBody<T>: SwiftBody {
  private var body: (() async throws -> T)?

  init(_ body: @escaping () async throws -> T, name: String, session: LoopSession) {
    self.body = body
    super.init(name: name, session: session)
  }

  override func begin(on executor: isolated StepExecutor) {
    let coroutine = Unchecked(self)
    // It has no error to raise, but one that may need not be converted.
    _ = _Concurrency.Task<Void, any Error> {
      // Runs on the executor that it captures.
      _ = executor
      await coroutine.value.run()
    }
  }

  @inline(__always)
  private func run() async {
    guard let body else { return }
    self.body = nil
    do {
      end(.returned(try await body()))
    } catch {
      end(.raised(error))
    }
  }

  override func forgetBody() { body = nil }
}
