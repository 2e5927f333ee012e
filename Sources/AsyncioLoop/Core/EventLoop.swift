import TaskModel

/// asyncio's event loop on a virtual clock (CPython 3.13 `base_events.py`).
///
/// What is ready waits in one queue and runs in order; each turn runs what was ready when it began. When nothing is ready the
/// clock jumps to the earliest timer.
package final class EventLoop {
  package let session: LoopSession

  /// The interpreter's object for it.
  package weak var wrapper: AnyObject?

  package private(set) var isRunning = false
  package private(set) var isClosed = false

  /// The program's exception handler; nil: the default one, which writes to the standard error.
  package var exceptionHandler: ExceptionHandler?

  /// The asynchronous generators of an interpreter that are under way; nil where there was none yet.
  package var asyncGenerators: AsyncGeneratorsUnderWay?

  /// Debug mode: what holds the loop up for long is reported, with what was called and where that was asked for.
  package var isDebug = false

  /// How long that is, in seconds.
  package var slowCallbackDuration = 0.1

  /// Makes the tasks; nil: the loop itself does.
  package var taskFactory: TaskFactory?

  /// What the task is that the factory is asked for now.
  var order: Order?

  var timers = TimerQueue()
  let isObserved: Bool

  /// The threads that make calls for its tasks; nil: none has been asked for.
  package var defaultPool: ThreadPool?
  var isPoolShutDown = false

  /// Which of its sockets are ready.
  let selector = Selector()
  private let network: Network

  private var ready = ReadyQueue()
  private var busyTime = BusyTime()
  private var isStopping = false

  package init(session: LoopSession) {
    self.session = session
    network = session.network
    isObserved = session.observer != nil
    session.hooks.madeLoop()
  }

  deinit { timers.removeAll() }

  /// The loop's time in seconds.
  package func time() -> Double { session.now }

  package func createFuture() -> Future { Future(loop: self) }

  /// Has the loop run a coroutine; a task without a name is called `Task-N`, one without a context gets a copy of that of its
  /// maker.
  package func createTask(
    _ coroutine: any Coroutine, name: String? = nil, context: Context? = nil
  ) throws -> Task {
    try createTask(coroutine, name: name, context: context, order: Order())
  }

  /// A task of the library's own, which the trace does not show.
  func createInternalTask(_ coroutine: any Coroutine) throws -> Task {
    try createTask(coroutine, name: nil, context: nil, order: Order(isInternal: true))
  }

  /// The tasks of this loop that have not ended, in order of creation.
  package var allTasks: [Task] { session.live.sorted { $0.loop === self } }

  @discardableResult
  package func callSoon(
    name: String = "", callback: AnyObject? = nil, context: Context? = nil,
    _ body: @escaping () throws -> Void
  ) throws -> Handle {
    try checkOpen()
    let handle = Handle(
      name: name, callback: callback, context: context ?? session.copiedContext(), site: site(of: callback),
      body)
    push(.handle(handle))
    return handle
  }

  @discardableResult
  package func callLater(
    _ delay: Double, name: String = "", callback: AnyObject? = nil, context: Context? = nil,
    _ body: @escaping () throws -> Void
  ) throws -> TimerHandle {
    try callAt(session.now + delay, name: name, callback: callback, context: context, body)
  }

  @discardableResult
  package func callAt(
    _ when: Double, name: String = "", callback: AnyObject? = nil, context: Context? = nil,
    _ body: @escaping () throws -> Void
  ) throws -> TimerHandle {
    let handle = TimerHandle(
      name: name, callback: callback, context: context ?? session.copiedContext(), site: site(of: callback),
      when: when, loop: self, body)
    try schedule(.handle(handle), at: when)
    return handle
  }

  /// Where the program asks for a call, in debug mode.
  private func site(of callback: AnyObject?) -> SourceSite? {
    isDebug && callback != nil ? session.hooks.currentSite() : nil
  }

  func schedule(_ timer: TimerQueue.Timer, at when: Double) throws {
    try checkOpen()
    // asyncio takes it and fails in the next select() with this message, which ends the loop.
    guard !when.isNaN else { throw LoopError(.value, "Invalid value NaN (not a number)") }
    timers.insert(timer, at: when)
  }

  func push(_ item: consuming ReadyQueue.Item) { ready.append(item) }

  /// Tells a listener, on the next turn, that a future is done.
  func schedule(_ listener: consuming Listener, doneWith future: Future) {
    switch consume listener {
    case .task(let task):
      if !task.isInternal, let observer = session.observer {
        observer.ready(task.id, by: session.waker(session.currentCause), at: session.traceTime)
      }
      ready.append(.wakeUp(task, future))
    case .observer(let observer):
      ready.append(.callback(observer, future))
    }
  }

  /// Ends `runForever` after the turn that is under way.
  package func stop() { isStopping = true }

  package func close() throws {
    guard !isRunning else { throw LoopError(.runtime, "Cannot close a running event loop") }
    isClosed = true
    // Dropped outside of any access to the properties: what the handles held may run code as it goes.
    var droppedTimers = TimerQueue()
    var droppedReady = ReadyQueue()
    swap(&timers, &droppedTimers)
    swap(&ready, &droppedReady)
    while let item = droppedReady.popFirst() {
      if let task = item.task { session.live.letGo(of: task) }
    }
    droppedTimers.removeAll()
    session.flushReports()
    selector.removeAll()
    isPoolShutDown = true
    try defaultPool?.shutDown(waits: false)
  }

  func checkOpen() throws {
    if isClosed { throw LoopError(.runtime, "Event loop is closed") }
  }

  func checkNotRunning() throws {
    if isRunning { throw LoopError(.runtime, "This event loop is already running") }
    if session.runningLoop != nil {
      throw LoopError(.runtime, "Cannot run the event loop while another loop is running")
    }
  }

  /// Runs until `stop`.
  ///
  /// - Throws: `Deadlock`, or what ends the program.
  package func runForever() throws {
    let cause = session.cause
    // As in CPython 3.13.0, one that is refused because it runs already counts as stopped from then on.
    defer {
      isStopping = false
      isRunning = false
      session.runningLoop = nil
      session.cause = cause
    }
    try checkOpen()
    try checkNotRunning()
    isRunning = true
    session.runningLoop = self
    repeat { try runOnce() } while !isStopping
  }

  /// One turn: asyncio's `_run_once`.
  private func runOnce() throws {
    try session.checkInterrupt()
    timers.sweep()
    session.workers?.runReady()
    try takeTime()
    while ready.isEmpty, !isStopping, try !waitForSomething() {}
    pushReadySockets()
    while let timer = timers.popDue(at: session.now) { ready.append(.timer(timer)) }
    // What becomes ready during this turn waits for the next one.
    for _ in 0..<ready.count {
      try session.checkInterrupt()
      try runNext()
      session.flushReports()
    }
  }

  /// Lets the time pass that a turn takes where the loop is never idle.
  @inline(__always)
  private func takeTime() throws {
    let time = busyTime.turn(at: session.now)
    // Nearly always it takes none; threads beside the loop's may go on even so.
    if time > 0 || session.workers != nil, !session.isInWorker { try session.jump(to: session.now + time) }
  }

  /// Runs the first that is ready, and lets go of it: what that ends is reported before anything else runs.
  private func runNext() throws {
    guard let item = ready.popFirst() else { return }
    if isDebug { try runTimed(item) } else { try run(item) }
  }

  private func runTimed(_ item: ReadyQueue.Item) throws {
    let start = session.now
    try run(item)
    let seconds = session.now - start
    guard seconds >= slowCallbackDuration, let text = item.representation(session.hooks) else { return }
    session.hooks.slowCallback(text, seconds)
  }

  /// Lets time pass to the next timer or to what arrives next on the network; true: something is ready now.
  private func waitForSomething() throws -> Bool {
    network.advance()
    let timer = timers.earliest ?? .infinity
    if selector.findsReady(), timer <= session.now || !busyTime.isFruitless(network.moves) { return true }
    let next = min(timer, network.nextArrival ?? .infinity, session.workers?.nextWake ?? .infinity)
    guard next < .infinity else { throw deadlock() }
    try session.jump(to: next)
    try session.checkInterrupt()
    return timer <= next
  }

  private func pushReadySockets() {
    network.advance()
    for handle in selector.poll() { ready.append(.io(handle)) }
  }

  private func run(_ item: consuming ReadyQueue.Item) throws {
    switch consume item {
    case .step(let task):
      try guarded(task: task) { try task.step() }
      runWorkers(holding: task)
    case .stepThrowing(let task, let error):
      try guarded(task: task) { try task.step(throwing: error) }
      runWorkers(holding: task)
    case .wakeUp(let task, let future):
      try guarded(task: task, of: future) { try task.wakeUp(from: future) }
      runWorkers(holding: (task, future))
    case .callback(let observer, let future):
      session.cause = (future as? Task).map { .task($0.id) } ?? future.settledBy
      session.callbackName = ""
      try guarded(observer: observer, of: future) { try observer.futureIsDone(future) }
      runWorkers(holding: (observer, future))
    case .handle(let handle):
      session.cause = .callback
      session.callbackName = handle.name
      try guarded(handle) { try handle.run(session) }
      runWorkers(holding: handle)
    case .io(let handle):
      session.cause = .io
      session.callbackName = handle.name
      try guarded(handle) { try handle.run(session) }
      runWorkers(holding: handle)
    case .timer(.handle(let handle)):
      session.cause = .timer
      try guarded(handle) { try handle.run(session) }
      runWorkers(holding: handle)
    case .timer(.sleep(let future)):
      session.cause = .timer
      future.wake()
      runWorkers(holding: future)
    }
    session.cause = .callback
  }

  /// Has the threads run that can, while what the loop ran last is still held, as by CPython's `_run_once`.
  @inline(__always)
  private func runWorkers<Held>(holding object: Held) {
    guard let workers = session.workers else { return }
    session.cause = .callback
    session.flushReports()
    workers.runReady()
    withExtendedLifetime(object) {}
  }

  /// Runs a callback as `Handle._run` does: what it raises goes to the exception handler, unless it ends the program.
  @inline(__always)
  private func guarded(
    _ handle: Handle? = nil, task: Task? = nil, observer: (any DoneObserver)? = nil, of future: Future? = nil,
    _ body: () throws -> Void
  ) throws {
    do {
      try body()
    } catch {
      if error is Deadlock { throw error }
      if error.endsProgram {
        let variables: [AnyObject?] = [handle, task, observer, future]
        session.leaving(variables.compactMap(\.self), with: error)
        throw error
      }
      let handle = handle ?? observer?.handle ?? Handle(name: "Task.task_step") {}
      // Among the variables of the function that catches it are what was called, and the report with the error.
      var variables = [handle, error as AnyObject]
      if let observer { variables.append(observer) }
      if let future { variables.append(future) }
      session.leaving(variables, with: error)
      // One that took itself back while it ran has forgotten what it called.
      let call = handle.isCancelled ? "None()" : handle.callText(session.hooks)
      let message = "Exception in callback \(call)"
      let report = ErrorReport(message: message, exception: error, handle: handle)
      try session.hooks.handling(error) { try callExceptionHandler(report) }
    }
  }

  /// Tells the exception handler; raises only what ends the program.
  ///
  /// The handler runs in the context of what failed.
  package func callExceptionHandler(_ report: ErrorReport) throws {
    guard let exceptionHandler else { return defaultExceptionHandler(report) }
    do {
      if let context = report.context {
        _ = session.currentContext()
        try session.run(in: context) { try exceptionHandler.handle(self, report) }
      } else {
        try exceptionHandler.handle(self, report)
      }
    } catch {
      if error.endsProgram { throw error }
      defaultExceptionHandler(
        ErrorReport(message: "Unhandled error in exception handler", exception: error, about: report))
    }
  }

  /// Logs the report, or what went wrong on the way; writes it to the standard error where there is no log.
  package func defaultExceptionHandler(_ report: ErrorReport) {
    let hooks = session.hooks
    var (text, exception) = (report.message, report.exception)
    do {
      text = try report.summary(hooks)
    } catch {
      (text, exception) = ("Exception in default exception handler", error)
    }
    if hooks.log(text, exception) { return }
    hooks.standardError(text + "\n" + (exception.map(hooks.traceback) ?? ""))
  }
}
