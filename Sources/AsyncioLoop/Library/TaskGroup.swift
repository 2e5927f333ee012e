import TaskModel

/// Tasks that are awaited together: `async with asyncio.TaskGroup()` (CPython 3.13 `taskgroups.py`).
///
/// CPython keeps the tasks in a set, whose order depends on addresses; here they are cancelled in order of creation.
package final class TaskGroup {
  private let session: LoopSession
  private var loop: EventLoop?
  private var parent: Task?
  private var scope = ScopeID(0)
  private var isEntered = false
  private var isExiting = false
  fileprivate private(set) var isAborting = false
  private var isParentCancelRequested = false
  private var tasks: [TaskID: Task] = [:]
  private var errors: [any Error] = []
  private var baseError: (any Error)?
  private var completion: Future?

  package init(session: LoopSession) {
    self.session = session
  }

  /// What `__aenter__` does; it never waits.
  package func enter() throws {
    guard !isEntered else {
      throw LoopError(.runtime, "TaskGroup \(representation) has already been entered")
    }
    guard let loop = session.runningLoop else { throw LoopError(.runtime, "no running event loop") }
    self.loop = loop
    guard let task = session.currentTask else {
      throw LoopError(.runtime, "TaskGroup \(representation) cannot determine the parent task")
    }
    parent = task
    isEntered = true
    scope = session.enterScope(.taskGroup)
  }

  /// Whether it makes tasks now.
  package var takesTasks: Bool { isEntered && !isAborting && !(isExiting && tasks.isEmpty) }

  /// Makes a task of the group; the coroutine is closed where the group takes no more.
  package func createTask(
    _ coroutine: any Coroutine, name: String? = nil, context: Context? = nil
  ) throws -> Task {
    guard isEntered, let loop else { throw refusal(of: coroutine, "has not been entered") }
    if isExiting, tasks.isEmpty { throw refusal(of: coroutine, "is finished") }
    if isAborting { throw refusal(of: coroutine, "is shutting down") }
    let order = EventLoop.Order(scope: scope)
    func make() throws -> Task {
      try loop.createTask(coroutine, name: name, context: context, order: order)
    }
    // What an eager task raises may hold the call that makes it.
    let task = try loop.taskFactory == nil ? make() : session.calling(holding: [self], make)
    // An eager task may have ended already.
    guard !task.isDone else {
      try futureIsDone(task)
      return task
    }
    tasks[task.id] = task
    task.addDoneCallback(self)
    return task
  }

  private func refusal(of coroutine: any Coroutine, _ reason: String) -> LoopError {
    coroutine.close()
    return LoopError(.runtime, "TaskGroup \(representation) \(reason)")
  }

  /// What `__aexit__` does, given the error that left the body, if any.
  ///
  /// - Parameter handlesError: Whether whoever awaits it handles the error meanwhile: it is the context of the group that is
  ///   raised. Otherwise that is for an interpreter to say.
  package func exit(_ error: (any Error)?, handlesError: Bool = true) throws -> any Coroutine {
    guard let loop else { throw LoopError(.runtime, "TaskGroup \(representation) has not been entered") }
    return GroupExit(self, error: error, context: handlesError ? error : nil, loop: loop)
  }

  /// Python's `repr()` of it.
  package var representation: String {
    var facts: [String] = []
    if !tasks.isEmpty { facts.append("tasks=\(tasks.count)") }
    if !errors.isEmpty { facts.append("errors=\(errors.count)") }
    if isAborting { facts.append("cancelling") } else if isEntered { facts.append("entered") }
    return "<" + (["TaskGroup"] + facts).joined(separator: " ") + ">"
  }

  fileprivate func beginExit(_ error: (any Error)?) throws {
    isExiting = true
    guard let error else { return }
    if error.endsProgram, baseError == nil { baseError = error }
    if !isAborting { try abort(reason: error.isCancellation ? .passedOn : .siblingFailed) }
  }

  fileprivate func abort(reason: CancelReason) throws {
    isAborting = true
    for task in tasks.values.sorted(by: { $0.id < $1.id }) where !task.isDone {
      _ = try task.requestCancel(message: nil, reason: reason)
    }
  }

  /// What to await until every task has ended; nil when they have.
  fileprivate func nextWait() -> Future? {
    guard !tasks.isEmpty, let loop else { return nil }
    if let completion { return completion }
    let future = loop.createFuture()
    future.awaited = .scope(scope)
    completion = future
    return future
  }

  fileprivate func endWait() { completion = nil }

  /// Raises what the group comes to, when all tasks have ended.
  fileprivate func conclude(
    _ error: (any Error)?, cancellation: (any Error)?, context: (any Error)?
  ) throws {
    if let baseError {
      session.hooks.raising(baseError)
      throw baseError
    }
    var cancellation = cancellation
    if isParentCancelRequested, let parent, parent.uncancel() == 0 { cancellation = nil }
    if let cancellation, errors.isEmpty {
      session.hooks.raising(cancellation)
      throw cancellation
    }
    if let error, !error.isCancellation { errors.append(error) }
    guard !errors.isEmpty else { return }
    if let parent, parent.cancelling > 0 {
      // Keeps the count and has the cancellation delivered at the parent's next await.
      parent.uncancel()
      _ = try parent.requestCancel(message: nil, reason: .passedOn)
    }
    let group = LoopError.group("unhandled errors in a TaskGroup", errors)
    errors = []
    group.context = context
    group.suppressesContext = true
    throw group
  }

  fileprivate func left(with error: (any Error)?) {
    session.emit(.exit(scope, session.scopeOutcome(of: error)))
  }
}

extension TaskGroup: DoneObserver {
  package var callbackName: String { "TaskGroup._on_task_done" }

  package func futureIsDone(_ future: Future) throws {
    guard let task = future as? Task, let parent else { return }
    tasks[task.id] = nil
    if tasks.isEmpty { completion?.setResultUnlessDone(true) }
    if task.isCancelled { return }
    guard let error = try task.exception() else { return }
    errors.append(error)
    if error.endsProgram, baseError == nil { baseError = error }
    if parent.isDone {
      try task.loop.callExceptionHandler(
        ErrorReport(
          message: "Task \(task.representation) has errored out but its parent task "
            + "\(parent.representation) is already completed",
          exception: error, task: task))
      return
    }
    guard !isAborting, !isParentCancelRequested else { return }
    try abort(reason: .siblingFailed)
    isParentCancelRequested = true
    _ = try parent.requestCancel(message: nil, reason: .siblingFailed)
  }
}

/// Waits for the tasks of a group, however often that is cancelled.
private final class GroupExit: NativeCoroutine {
  private let group: TaskGroup
  private let error: (any Error)?
  private let context: (any Error)?
  private var cancellation: (any Error)?
  private let call: LibraryCall

  init(_ group: TaskGroup, error: (any Error)?, context: (any Error)?, loop: EventLoop) {
    self.group = group
    self.context = context
    self.error = error
    call = LibraryCall([group])
    if let error {
      call.hold(error as AnyObject)
      // What led to it, as it is now: a future that raises the error once more takes that from the error.
      if let traceback = (error as? any LoopException)?.traceback { call.hold(traceback) }
    }
    cancellation = error.flatMap { $0.isCancellation ? $0 : nil }
    super.init(name: "TaskGroup.__aexit__", loop: loop)
  }

  override func start() throws -> Progress {
    try group.beginExit(error)
    return try next()
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    if case .failure(let failure) = result {
      session.leaving(call, with: failure)
      guard failure.isCancellation else { throw failure }
      if !group.isAborting {
        cancellation = failure
        try group.abort(reason: .passedOn)
      }
    }
    group.endWait()
    return try next()
  }

  private func next() throws -> Progress {
    if let future = group.nextWait() { return .awaiting(.future(future)) }
    do {
      try group.conclude(error, cancellation: cancellation, context: context)
    } catch {
      group.left(with: error)
      // Variables of the function hold the group, whose parent may end with the error, and the error itself.
      call.hold(error as AnyObject)
      session.leaving(call, with: error)
      throw error
    }
    group.left(with: error)
    return .returned(())
  }
}
