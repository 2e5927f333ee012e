package import TaskModel

extension LoopSession {
  /// The lane of what runs: a task, a worker, or the program.
  package var lane: TaskID {
    runningTask?._withUnsafeGuaranteedRef { $0.id } ?? workers?.current?.id ?? .program
  }

  /// Whether a worker runs, and not the loop's thread.
  package var isInWorker: Bool { workers?.current != nil }

  /// The session's threads, of which there are none before the first is asked for.
  func workersMade() -> Workers {
    if let workers { return workers }
    let made = Workers(session: self)
    workers = made
    return made
  }

  /// Sets aside what belongs to the thread that runs, so that another one can; the closure puts it back.
  func leaveContext() -> () -> Void {
    let (task, loop, cause, name, body) = (
      currentTask, runningLoop, self.cause, callbackName, stepExecutor.runningBody
    )
    (currentTask, runningLoop, self.cause, callbackName, stepExecutor.runningBody) = (
      nil, nil, .callback, "", nil
    )
    let context = self.context
    self.context = nil
    let restore = hooks.leaveContext()
    return { [unowned self] in
      restore()
      self.context = context
      (currentTask, runningLoop, self.cause, callbackName, stepExecutor.runningBody) = (
        task, loop, cause, name, body
      )
    }
  }

  /// Lets every pool's threads make the calls that are left and end, as CPython does before it exits.
  package func joinThreads() throws {
    for pool in pools { try pool.shutDown() }
    pools = []
  }

  /// Blocks the thread that calls until `condition` holds; others run meanwhile, and time passes.
  ///
  /// - Throws: TimeoutError after so many seconds, `Deadlock` where nothing is left that could make it hold.
  func wait(for what: Awaited, timeout: Double?, until condition: @escaping () -> Bool) throws {
    let deadline = timeout.map { now + max(0, $0) } ?? .infinity
    let workers = workersMade()
    if workers.current != nil {
      if !condition() { try workers.wait(for: what, deadline: deadline, until: condition) }
      if !condition() { throw LoopError(.timeout) }
      return
    }
    while true {
      workers.runReady()
      if condition() { return }
      let wake = min(workers.nextWake ?? .infinity, deadline)
      guard wake < .infinity else { throw Deadlock(time: traceTime, waiters: []) }
      try jump(to: wake)
      try checkInterrupt()
      if !condition(), now >= deadline { throw LoopError(.timeout) }
    }
  }
}

extension LoopSession {
  /// The worker that runs; nil: the loop's thread does. Its number is above 0 and no other thread's.
  package var currentThread: (name: String, number: Int32)? {
    workers?.current.map { ($0.name, $0.id.number) }
  }

  /// How many workers there are.
  package var threadCount: Int { workers?.count ?? 0 }
}
