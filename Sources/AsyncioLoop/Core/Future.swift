import TaskModel

/// A result that comes later (CPython 3.13 `futures.py`).
///
/// Results are any values of the program; exceptions keep their identity. Callbacks never run inside `setResult` or
/// `cancel`: the loop calls them on its next turn.
package class Future {
  package enum State: String { case pending, cancelled, finished }

  /// Why a future has no result.
  private final class Failure {
    /// What it raises; for one that was cancelled the error that ended a task, raised once in whoever asks for the result:
    /// asyncio's `_cancelled_exc`.
    var error: (any Error)?
    /// Where that came from, for whoever asks for the result first.
    var traceback: AnyObject?
    /// What its cancellation was asked for with.
    let message: Any?

    init(_ error: (any Error)?, traceback: AnyObject? = nil, message: Any? = nil) {
      self.error = error
      self.traceback = traceback
      self.message = message
    }
  }

  package final let loop: EventLoop

  /// An interpreter's object for this future, so that its program sees one object as long as it holds it.
  package final weak var wrapper: AnyObject?

  /// What a task that awaits this future is said to wait for; nil: for the future itself.
  final var awaited: Awaited?

  /// Says what a task that awaits it waits for: something outside of the program.
  package final func label(_ text: String) { awaited = .io(text) }

  /// Who settled it: the one behind its callbacks.
  private(set) final var settledBy = Cause.callback

  /// Its number among the failed futures that nobody looked at; 0: there is nothing to report.
  private final var unretrievedNumber: Int32 = 0

  package private(set) final var state = State.pending

  private(set) final var listeners = Listeners.none

  /// Its result, where it is finished without a failure.
  private final var value: Any = ()
  private final var failure: Failure?

  init(loop: EventLoop) {
    self.loop = loop
  }

  /// A stand-in for a future that is going away, for the report about it.
  init(revived future: Future) {
    loop = future.loop
    state = future.state
    value = future.value
    failure = future.failure
  }

  deinit {
    if unretrievedNumber != 0 { reportUnretrieved() }
  }

  package final var session: LoopSession { loop.session }

  package final var isDone: Bool { state != .pending }

  package final var isCancelled: Bool { state == .cancelled }

  /// The message that `cancel` was given.
  package final var cancelMessage: Any? { isCancelled ? failure?.message : nil }

  /// Returns the result or raises the exception; counts as having looked at it.
  package final func result() throws -> Any {
    switch state {
    case .pending: throw LoopError(.invalidState, "Result is not set.")
    case .cancelled: throw makeCancelledError()
    case .finished:
      guard let failure, let error = failure.error else { return value }
      markRetrieved()
      // CPython gives the traceback once: raised again, the exception says no more where it came from, nor holds what ran.
      (error as? any LoopException)?.traceback = failure.traceback
      failure.traceback = nil
      throw error
    }
  }

  /// Returns the exception, nil where there is none; raises CancelledError for a cancelled future.
  package final func exception() throws -> (any Error)? {
    switch state {
    case .pending: throw LoopError(.invalidState, "Exception is not set.")
    case .cancelled: throw makeCancelledError()
    case .finished:
      guard let failure else { return nil }
      markRetrieved()
      return failure.error
    }
  }

  /// The exception, if it has one, without counting as having looked at it.
  package final var peekedException: (any Error)? { state == .finished ? failure?.error : nil }

  /// Whether it has a result, and neither failed nor was cancelled.
  final var hasResult: Bool { state == .finished && failure == nil }

  /// The result, if it has one.
  package final var peekedResult: Any? { hasResult ? value : nil }

  package func setResult(_ value: Any) throws {
    guard !isDone else { throw invalidState() }
    succeed(with: value)
  }

  package func setException(_ error: any Error) throws {
    guard !isDone else { throw invalidState() }
    fail(with: error)
  }

  final func setResultUnlessDone(_ value: Any) {
    if !isDone { succeed(with: value) }
  }

  /// Cancels it; false if it is done already.
  ///
  /// - Throws: RecursionError where futures await each other in a ring, or too deep.
  @discardableResult
  package final func cancel(message: Any? = nil) throws -> Bool {
    try requestCancel(message: message, reason: .explicit)
  }

  /// What `cancel` does, with the reason for the trace.
  func requestCancel(message: Any?, reason: CancelReason) throws -> Bool {
    markRetrieved()
    return becomeCancelled(message: message, error: nil)
  }

  final func becomeCancelled(message: Any?, error: (any Error)?) -> Bool {
    guard !isDone else { return false }
    failure = Failure(error, message: message)
    settle(.cancelled)
    return true
  }

  /// The error to raise for a cancelled future: the one that ended it the first time, a new one after that.
  final func makeCancelledError() -> any Error {
    guard isCancelled, let failure else { return LoopError(.cancelled, (self as? Task)?.pendingMessage) }
    if let error = failure.error {
      failure.error = nil
      return error
    }
    return LoopError(.cancelled, failure.message)
  }

  /// The error that `makeCancelledError` would raise, left where it is.
  final var peekedCancellation: (any Error)? { isCancelled ? failure?.error : nil }

  final func fail(with error: any Error) {
    (error as? LoopError)?.cameFromFuture = true
    failure = Failure(error, traceback: (error as? any LoopException)?.traceback)
    settle(.finished)
    unretrievedNumber = session.unretrieved.insert(self)
  }

  final func succeed(with value: consuming Any) {
    self.value = value
    settle(.finished)
  }

  /// Nobody needs to be told any more that the exception was never looked at.
  final func markRetrieved() {
    guard unretrievedNumber != 0 else { return }
    session.unretrieved.remove(unretrievedNumber)
    unretrievedNumber = 0
  }

  final func reportUnretrieved() {
    guard unretrievedNumber != 0, let error = peekedException else { return }
    markRetrieved()
    session.postpone(
      ErrorReport(message: "\(kindName) exception was never retrieved", exception: error, future: revived()),
      on: loop)
  }

  func revived() -> Future { Future(revived: self) }

  /// Has `observer` told when the future is done; soon, if it is.
  package final func addDoneCallback(_ observer: any DoneObserver) { add(.observer(observer)) }

  /// Takes callbacks back, and says how many there were.
  @discardableResult
  package final func removeDoneCallbacks(where matches: (DoneCallback) -> Bool) -> Int {
    listeners.remove { listener in
      guard case .observer(let observer) = listener, let callback = observer as? DoneCallback else {
        return false
      }
      return matches(callback)
    }
  }

  final func removeDoneCallback(_ observer: any DoneObserver) {
    _ = listeners.remove { listener in
      guard case .observer(let other) = listener else { return false }
      return other === observer
    }
  }

  /// Breaks the rings of a future that nothing will settle any more.
  final func dropListeners() { listeners = .none }

  final func add(_ listener: consuming Listener) {
    guard isDone else { return listeners.append(listener) }
    // Whoever asks so late is behind the answer.
    if loop.isObserved, case .observer(let observer) = listener {
      loop.schedule(.observer(LateObserver(observer, cause: session.currentCause)), doneWith: self)
    } else {
      loop.schedule(listener, doneWith: self)
    }
  }

  private func settle(_ state: State) {
    self.state = state
    if loop.isObserved { settledBy = session.currentCause }
    didSettle()
    // Taken out, for a copy would count references.
    var told = Listeners.none
    swap(&told, &listeners)
    switch consume told {
    case .none: return
    case .one(let listener): loop.schedule(listener, doneWith: self)
    case .many(let all): for listener in all { loop.schedule(listener, doneWith: self) }
    }
  }

  /// Called once, when it is done and before its callbacks are scheduled.
  func didSettle() {
    if case .resource(let id, _) = awaited {
      session.emit(.resource(id, .future, name: "", .set, by: session.actor ?? .program, size: 1, waiting: 0))
    }
  }

  /// What a task that awaits it now is said to wait for; a plain future gets a name of its own at its first wait.
  func describeAwait(by task: TaskID) -> Awaited {
    if let awaited, case .resource = awaited {} else if let awaited { return awaited }
    let id: ResourceID
    if case .resource(let known, _) = awaited { id = known } else { id = session.nextResourceID() }
    awaited = .resource(id, to: .wait)
    session.emit(
      .resource(
        id, .future, name: "", .wait, by: task, size: isDone ? 1 : 0, waiting: listeners.all.count + 1))
    return .resource(id, to: .wait)
  }

  /// What reports call it: `Future` or `Task`.
  var kindName: String { "Future" }

  private func invalidState() -> LoopError {
    LoopError(.invalidState, "invalid state")
  }

  /// The facts of `repr()`, in order (CPython `base_futures.py`).
  func representationParts() -> [String] {
    var parts = [state.rawValue]
    if let error = peekedException {
      parts.append("exception=\((try? session.hooks.representation(error)) ?? "?")")
    } else if let value = peekedResult {
      parts.append("result=\(session.hooks.shortRepresentation(value))")
    }
    let callbacks = listeners.all
    func call(_ listener: Listener) -> String { listener.callText(session.hooks) }
    if let first = callbacks.first, let last = callbacks.last {
      let text =
        switch callbacks.count {
        case 1: call(first)
        case 2: "\(call(first)), \(call(last))"
        default: "\(call(first)), <\(callbacks.count - 2) more>, \(call(last))"
        }
      parts.append("cb=[\(text)]")
    }
    return parts
  }

  /// `repr()` as part of another one: it does not go on from task to task, which might be a long way or a ring.
  final var shortRepresentation: String {
    guard let task = self as? Task else { return representation }
    return "<\(kindName) \(state.rawValue) name=\(session.hooks.quote(task.name)) ...>"
  }

  /// Python's `repr()` of it.
  package final var representation: String {
    "<\(kindName) \(representationParts().joined(separator: " "))>"
  }
}
