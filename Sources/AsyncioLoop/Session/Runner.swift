import TaskModel

/// Runs coroutines on a loop of its own and closes it in the end (CPython 3.13 `runners.py`).
package final class Runner {
  private enum State { case created, initialized, closed }

  private let session: LoopSession
  private var state = State.created
  private var ownLoop: EventLoop?
  private var mainTask: Task?
  private var interruptCount = 0

  /// Makes its loop; nil: a plain one.
  private let makeLoop: (() throws -> EventLoop)?

  /// What its coroutines run in, where they are given no other one: they all share it.
  private var context: Context?

  private let isDebug: Bool?

  package init(
    session: LoopSession, isDebug: Bool? = nil, makeLoop: (() throws -> EventLoop)? = nil
  ) {
    self.session = session
    self.isDebug = isDebug
    self.makeLoop = makeLoop
  }

  /// The runner's loop, made at the first call.
  package func loop() throws -> EventLoop {
    if let ownLoop { return ownLoop }
    guard state == .created else { throw LoopError(.runtime, "Runner is closed") }
    let loop = try makeLoop?() ?? EventLoop(session: session)
    if makeLoop == nil { session.setEventLoop(loop) }
    if let isDebug { loop.isDebug = isDebug }
    ownLoop = loop
    context = session.copiedContext() ?? Context()
    state = .initialized
    return loop
  }

  /// Runs a coroutine in a task of its own to the end.
  package func run(_ coroutine: any Coroutine, context: Context? = nil) throws -> Any {
    guard session.runningLoop == nil else {
      throw LoopError(.runtime, "Runner.run() cannot be called from a running event loop")
    }
    let loop = try loop()
    let task = try loop.createTask(coroutine, context: context ?? self.context)
    interruptCount = 0
    mainTask = task
    let outer = session.runner
    session.runner = self
    defer {
      session.runner = outer
      mainTask = nil
    }
    do {
      return try loop.runUntilComplete(.future(task))
    } catch  where error.isCancellation && interruptCount > 0 && task.uncancel() == 0 {
      let interrupt = LoopError(.keyboardInterrupt)
      interrupt.context = error
      throw interrupt
    }
  }

  /// Cancels what still runs, waits for it, and closes the loop.
  package func close() throws {
    guard state == .initialized, let loop = ownLoop else { return }
    defer {
      if makeLoop == nil { session.setEventLoop(nil) }
      try? loop.close()
      ownLoop = nil
      state = .closed
    }
    try cancelAllTasks(of: loop)
    let generators = ShutdownAsyncGenerators(loop: loop)
    if loop.asyncGenerators?.isEmpty() ?? true {
      try runUnseen(generators, on: loop)
    } else {
      _ = try loop.runUntilComplete(.coroutine(generators))
    }
    try runUnseen(loop.shutDownDefaultExecutor(), on: loop)
  }

  /// Runs a coroutine of the library's to its end in a task that nobody sees, as it has nothing to do, or hears of.
  private func runUnseen(_ coroutine: any Coroutine, on loop: EventLoop) throws {
    let task = try loop.createInternalTask(coroutine)
    task.reportsDestruction = false
    _ = try loop.runUntilComplete(.future(task))
  }

  /// Acts on an interrupt: false if it is to be raised instead.
  func interrupt() throws -> Bool {
    interruptCount += 1
    guard interruptCount == 1, let mainTask, !mainTask.isDone else { return false }
    _ = try mainTask.requestCancel(message: nil, reason: .interrupt)
    return true
  }

  private func cancelAllTasks(of loop: EventLoop) throws {
    let tasks = loop.allTasks
    guard !tasks.isEmpty else { return }
    for task in tasks { _ = try task.requestCancel(message: nil, reason: .shutdown) }
    let all = try loop.gather(tasks.map(Awaitable.future), returnExceptions: true)
    _ = try session.calling(holding: tasks) { try loop.runUntilComplete(.future(all)) }
    for task in tasks where !task.isCancelled {
      guard let error = try task.exception() else { continue }
      try loop.callExceptionHandler(
        ErrorReport(
          message: "unhandled exception during asyncio.run() shutdown", exception: error, task: task))
    }
  }
}

extension LoopSession {
  /// `asyncio.run`: a new loop, the coroutine in a task, and the closing whatever happens.
  ///
  /// - Throws: the coroutine's exception, `Deadlock`, or what ends the program.
  package func run(
    _ coroutine: any Coroutine, isDebug: Bool? = nil, makeLoop: (() throws -> EventLoop)? = nil
  ) throws -> Any {
    guard runningLoop == nil else {
      throw LoopError(.runtime, "asyncio.run() cannot be called from a running event loop")
    }
    let runner = Runner(session: self, isDebug: isDebug, makeLoop: makeLoop)
    let result: Any
    do {
      result = try runner.run(coroutine)
    } catch {
      try close(runner, after: error)
      throw error
    }
    try runner.close()
    return result
  }

  /// Closes after a failure, as part of handling it: an error of the closing takes its place.
  private func close(_ runner: Runner, after failure: any Error) throws {
    do {
      // What is raised meanwhile leads, by its traceback, to the exit of the runner, which has the failure.
      try calling(holding: [failure as AnyObject]) { try hooks.handling(failure) { try runner.close() } }
    } catch {
      if failure is Deadlock { return }
      // What the loop itself raises knows nothing of the failure; what the program raised, maybe before, knows its context.
      if let raised = error as? LoopError, raised.context == nil, raised !== (failure as? LoopError) {
        raised.context = failure
      }
      throw error
    }
  }
}
