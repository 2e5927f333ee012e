package import TaskModel

/// A coroutine that the loop runs step by step (CPython 3.13 `tasks.py`).
package final class Task: Future {
  package let id: TaskID
  package var name: String

  /// Its place among all tasks of the session, in order of creation.
  let serial: Int32

  /// Its place among the session's live tasks; -1 once it has ended.
  var liveIndex: Int32 = -1

  /// Whether it is asyncio's own, such as one that accepts a connection: it takes a number of `Task-N`, but no lane.
  let isInternal: Bool

  /// What it runs; kept after its end, as `get_coro()` wants it.
  package let coroutine: any Coroutine

  /// The future it awaits; asyncio's `_fut_waiter`.
  package private(set) var waiter: Future?

  /// How many requests to cancel it are not taken back: `cancelling()`.
  package private(set) var cancelling = 0

  /// Whether its destruction while pending is worth a report.
  var reportsDestruction = true

  /// What it runs in; nil: an empty one that nobody holds.
  private var context: Context?

  /// Whether it ended in the step that it took when it was made: it has let go of its coroutine then.
  package private(set) var endedEagerly = false

  /// A cancellation to throw in at the next step.
  private var mustCancel = false
  private var pendingCancel: PendingCancel?

  /// What a cancellation was asked for with that has not been handed on; apart from the task, for few tasks have one.
  private final class PendingCancel {
    let message: Any?

    init(message: Any?) { self.message = message }
  }

  /// How many awaits deep a cancellation is handed on before it is given up: CPython's limit on C recursion.
  private static let cancelLimit = 10_000

  init(
    _ coroutine: any Coroutine, name: String?, context: Context?, scope: ScopeID?, loop: EventLoop,
    isInternal: Bool, isEager: Bool = false
  ) throws {
    let session = loop.session
    self.isInternal = isInternal
    serial = session.nextTaskSerial()
    id = isInternal ? .program : session.nextTaskID()
    self.name = name ?? session.nextTaskName()
    self.coroutine = coroutine
    self.context = context ?? session.copiedContext()
    super.init(loop: loop)
    session.live.insert(self)
    if !isInternal, let observer = session.observer {
      observer.create(
        id, parent: session.lane, name: self.name, coroutine: coroutine.name,
        site: session.hooks.currentSite(), scope: scope, at: session.traceTime)
    }
    if isEager, loop.isRunning { try startEagerly() } else { loop.push(.step(self)) }
  }

  /// Takes the first step inside that of whoever makes the task.
  private func startEagerly() throws {
    let maker = session.currentTask
    defer {
      session.currentTask = maker
      session.hooks.endedEagerStep()
    }
    // What the maker's context is must be settled while it is the current one.
    _ = session.currentContext()
    if let context, context.isEntered {
      defer {
        session.live.remove(self)
        abandon()
        letGo()
      }
      _ = try session.enter(context)
    }
    defer { endedEagerly = isDone }
    try step()
  }

  deinit {
    // Only what a closed loop has let go of ends like this; the handler hears of it before the coroutine ends.
    if !isDone, reportsDestruction { try? loop.callExceptionHandler(destructionReport) }
  }

  private init(revived task: Task) {
    id = task.id
    serial = task.serial
    isInternal = task.isInternal
    name = task.name
    coroutine = task.coroutine
    cancelling = task.cancelling
    waiter = task.waiter
    context = task.context
    endedEagerly = task.endedEagerly
    super.init(revived: task)
    reportsDestruction = false
  }

  /// Records what happens to it, unless nobody is to see it.
  @inline(__always)
  private func emit(_ kind: @autoclosure () -> TaskEvent.Kind) {
    if !isInternal { session.emit(kind()) }
  }

  package override func setResult(_ value: Any) throws {
    throw LoopError(.runtime, "Task does not support set_result operation")
  }

  package override func setException(_ error: any Error) throws {
    throw LoopError(.runtime, "Task does not support set_exception operation")
  }

  /// The context that it runs in, made if there is none yet.
  package func currentContext() -> Context {
    if let context { return context }
    if session.currentTask === self { return session.currentContext() }
    let made = Context()
    context = made
    return made
  }

  /// Its step has need of a context.
  func adopt(_ made: Context) {
    if context == nil { context = made }
  }

  /// Takes one request to cancel back, and returns how many are left.
  @discardableResult
  package func uncancel() -> Int {
    if cancelling > 0 {
      cancelling -= 1
      if cancelling == 0 { mustCancel = false }
    }
    return cancelling
  }

  /// Follows the chain of awaits to its end without recursion: CPython recurses here, task by task.
  override func requestCancel(message: Any?, reason: CancelReason) throws -> Bool {
    markRetrieved()
    guard !isDone else { return false }
    let by = session.actor
    var task = self
    var reason = reason
    for _ in session.cancelDepth..<Self.cancelLimit {
      task.cancelling += 1
      task.emit(
        .cancel(task.id, by: by, reason: reason, message: message.map(session.hooks.text)))
      reason = .passedOn
      guard let waiter = task.waiter else {
        task.noteCancel(message)
        return true
      }
      guard let next = waiter as? Task else {
        if try !waiter.requestCancel(message: message, reason: .passedOn) { task.noteCancel(message) }
        return true
      }
      next.markRetrieved()
      guard !next.isDone else {
        task.noteCancel(message)
        return true
      }
      task = next
    }
    throw LoopError(.recursion, "maximum recursion depth exceeded while calling a Python object")
  }

  private func noteCancel(_ message: Any?) {
    mustCancel = true
    pendingCancel = PendingCancel(message: message)
  }

  var pendingMessage: Any? { pendingCancel?.message }

  /// Runs the coroutine to its next await, throwing `error` in at the current one if given: asyncio's `__step`.
  ///
  /// - Throws: what ends the program, SystemExit and KeyboardInterrupt.
  func step(throwing error: (any Error)? = nil) throws {
    guard !isDone else {
      throw LoopError(.invalidState, "_step(): already done: \(representation), \(String(describing: error))")
    }
    let session = session
    let outer = try session.enter(context)
    defer { session.leave(to: outer) }
    var error = error
    if mustCancel {
      if error?.isCancellation != true { error = LoopError(.cancelled, pendingMessage) }
      mustCancel = false
    }
    waiter = nil
    session.currentTask = self
    defer { session.currentTask = nil }
    // Asked for once: each time costs counting references up and down.
    let observer = isInternal ? nil : session.observer
    observer?.resume(id, throwing: error?.loopTypeName, at: session.traceTime)
    let step = withExtendedLifetime(error) { coroutine.resume(error.map(Resumption.throw) ?? .send) }
    if error != nil {
      error = nil
      // A cancellation that was made for this step goes before the task ends, and with it the frames that it came through.
      session.flushReports()
    }
    switch consume step {
    case .awaiting(let future): wait(for: future, observer)
    case .turn: takeTurn(.step(self), observer)
    case .yielded(let value):
      refuse("Task got bad yield: \((try? session.hooks.representation(value)) ?? "?")", observer)
    case .returned(let value):
      if mustCancel {
        mustCancel = false
        _ = becomeCancelled(message: pendingMessage, error: nil)
      } else {
        succeed(with: value)
      }
    case .raised(let error): try end(with: error)
    }
  }

  private func end(with error: any Error) throws {
    if error.isCancellation {
      _ = becomeCancelled(message: nil, error: error)
    } else {
      fail(with: error)
      if error.endsProgram { throw error }
    }
  }

  private func wait(for future: Future, _ observer: (any TaskEventObserver)?) {
    guard future.loop === loop else {
      return refuse(
        "Task \(representation) got Future \(future.representation) attached to a different loop", observer)
    }
    guard future !== self else {
      return refuse("Task cannot await on itself: \(representation)", observer)
    }
    if let observer {
      let awaited = future.describeAwait(by: id)
      observer.suspend(id, on: awaited, chain: coroutine.frames, at: session.traceTime)
    }
    future.add(.task(self))
    waiter = future
    guard mustCancel else { return }
    // The coroutine was cancelled during its step, by itself or by what it called.
    let accepted = try? future.requestCancel(message: pendingMessage, reason: .passedOn)
    if accepted == true { mustCancel = false }
  }

  /// Throws a misuse of await back in at the next step.
  private func refuse(_ message: String, _ observer: (any TaskEventObserver)?) {
    takeTurn(.stepThrowing(self, LoopError(.runtime, message)), observer)
  }

  /// Waits for nothing but the loop's next turn.
  @inline(__always)
  private func takeTurn(_ next: consuming ReadyQueue.Item, _ observer: (any TaskEventObserver)?) {
    if let observer {
      let time = session.traceTime
      observer.suspend(id, on: .turn, chain: coroutine.frames, at: time)
      observer.ready(id, by: .task(id), at: time)
    }
    loop.push(next)
  }

  /// asyncio's `__wakeup`: what the task awaited is done.
  func wakeUp(from future: Future) throws {
    if future.hasResult { return try step() }
    do {
      _ = try future.result()
    } catch {
      // CPython takes the exception of a plain future as it is, and has everything else raise it.
      if future.isCancelled || future is GatheringFuture { session.hooks.raising(error) }
      // Held to the end of the step, as in CPython, and with it the calls that its traceback leads through.
      return try withExtendedLifetime(error) { try step(throwing: error) }
    }
    try step()
  }

  override func didSettle() {
    session.live.remove(self)
    if !isInternal, let observer = session.observer {
      observer.finish(id, outcome, at: session.traceTime)
    }
  }

  private var outcome: Outcome {
    if let error = peekedException { return .raised(type: error.loopTypeName, message: error.loopMessage) }
    if let value = peekedResult { return .returned(value: session.hooks.describe(value)) }
    return .cancelled(message: cancelledText)
  }

  /// The message of the cancellation that ended it.
  private var cancelledText: String? {
    if let error = peekedCancellation {
      let text = error.loopMessage
      return text.isEmpty ? nil : text
    }
    return cancelMessage.map(session.hooks.text)
  }

  override func describeAwait(by task: TaskID) -> Awaited { .task(id) }

  /// Ends a task that is left when the program is over: CPython's destruction of a pending task.
  ///
  /// One that waits for a future holds itself through that, and is found by the garbage collector, which ends the coroutine
  /// first, as it is older (CPython 3.13 `gc.c`, `finalize_garbage`); any other one is reported and then lets its coroutine go.
  func abandon() {
    let isRing = waiter != nil
    if isRing { coroutine.close() }
    if reportsDestruction { session.postpone(destructionReport, on: loop) }
    reportsDestruction = false
    if !isRing { coroutine.close() }
  }

  /// Lets go of what an abandoned task holds and is held by.
  func letGo() {
    waiter = nil
    dropListeners()
  }

  private var destructionReport: ErrorReport {
    ErrorReport(message: "Task was destroyed but it is pending!", task: Task(revived: self))
  }

  override func revived() -> Future { Task(revived: self) }

  override var kindName: String { "Task" }

  override func representationParts() -> [String] {
    var parts = super.representationParts()
    if cancelling > 0, !isDone { parts[0] = "cancelling" }
    var facts = ["name=\(session.hooks.quote(name))"]
    var name = coroutine.name
    let place: String
    if let type = coroutine.namelessType {
      (name, place) = ("<\(type) without __name__>", "")
    } else {
      let definition = coroutine.definition
      let hasEnded = definition?.hasEnded ?? isDone
      let site = hasEnded ? definition?.site : coroutine.frames.first ?? definition?.site
      place = site.map { " \(hasEnded ? "done, defined" : "running") at \($0.file):\($0.line)" } ?? ""
    }
    if !endedEagerly { facts.append("coro=<\(name)()\(place)>") }
    if let waiter { facts.append("wait_for=\(waiter.shortRepresentation)") }
    parts.insert(contentsOf: facts, at: 1)
    return parts
  }
}
