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
    case paused, ended, closed
  }

  /// What the body is told when it goes on, and what it says when it ends.
  fileprivate enum Message {
    case nothing
    case value(Any)
    case error(any Error)
  }

  package final let name: String
  private final let session: LoopSession
  fileprivate final let executor: StepExecutor
  private final var phase = Phase.created
  private final var message = Message.nothing

  /// The rest of the body while it is paused, and what it waits for; neither a future nor a coroutine: one turn.
  private final var job: UnownedJob?
  private final var future: Future?
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
      runPiece { begin() }
    case .paused:
      if let inner {
        if let step = drive(inner, resumption) { return step }
      } else {
        if case .throw(let error) = resumption { message = .error(error) }
        goOn()
      }
    case .running, .pausing: return .raised(LoopError(.value, "coroutine already executing"))
    case .ended, .closed: return .raised(LoopError(.runtime, "cannot reuse already awaited coroutine"))
    }
    return outcome()
  }

  /// What the piece that has just run came to.
  private final func outcome() -> CoroutineStep {
    while phase == .paused {
      if let future { return .awaiting(future) }
      guard let inner else { return .turn }
      // What it awaits runs from here, outside of the body's own piece: pieces do not nest.
      if let step = drive(inner, .send) { return step }
    }
    let hasEnded = phase == .ended
    let last = message
    phase = .closed
    message = .nothing
    switch last {
    case .value(let value) where hasEnded: return .returned(value)
    case .error(let error) where hasEnded: return .raised(error)
    default:
      return .raised(
        LoopError(
          .runtime,
          "\(name) awaited something that is not the loop's; await only futures, tasks and coroutines of the loop"
        ))
    }
  }

  /// Runs the coroutine that the body awaits; once that has ended the body goes on, and there is no step to tell of yet.
  private final func drive(_ inner: any Coroutine, _ resumption: Resumption) -> CoroutineStep? {
    let step = inner.resume(resumption)
    switch step {
    case .awaiting, .turn, .yielded: return step
    case .returned(let value): message = .value(value)
    case .raised(let error): message = .error(error)
    }
    goOn()
    return nil
  }

  /// How often a body that is closed may catch that and await again, before it is left alone.
  private static let patience = 100

  package final func close() {
    for _ in 0..<Self.patience {
      guard phase == .paused else { break }
      _ = resume(.throw(LoopError(.generatorExit)))
    }
    phase = .closed
    forgetBody()
  }

  // MARK: Called by the body

  /// Gives control back until the loop resumes it; raises what is thrown in.
  @inline(__always)
  nonisolated(nonsending) final func pause(for future: Future? = nil, or inner: (any Coroutine)? = nil)
    async throws
  {
    guard phase == .running else { throw LoopError(.runtime, "two parts of \(name) await at once") }
    phase = .pausing
    self.future = future
    self.inner = inner
    executor.park()
    await executor.wait()
    if case .error(let error) = message {
      message = .nothing
      throw error
    }
  }

  /// Runs a coroutine in place of the body, and gives what it returned.
  @inline(__always)
  nonisolated(nonsending) final func value(of coroutine: any Coroutine) async throws -> Any {
    try await pause(or: coroutine)
    guard case .value(let value) = message else { return () }
    message = .nothing
    return value
  }

  // MARK: Pieces

  /// Makes the job that runs the body from its beginning.
  fileprivate func begin() {}

  /// Lets go of what the body holds, which will not run.
  fileprivate func forgetBody() {}

  fileprivate final func end(_ message: Message) {
    self.message = message
    phase = .ended
  }

  private final func goOn() {
    guard let job else { return }
    self.job = nil
    future = nil
    inner = nil
    runPiece { executor.run(job) }
  }

  private final func runPiece(_ start: () -> Void) {
    let outer = session.runningBody
    phase = .running
    session.runningBody = self
    job = executor.step(start)
    session.runningBody = outer
    if phase == .pausing, job != nil { phase = .paused }
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
        coroutine.value.end(.value(try await body()))
      } catch {
        coroutine.value.end(.error(error))
      }
    }
  }

  override func forgetBody() { body = nil }
}
