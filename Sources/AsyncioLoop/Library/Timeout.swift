import TaskModel

/// A deadline for a block of code: `async with asyncio.timeout()` (CPython 3.13 `timeouts.py`).
package final class Timeout {
  private enum State: String {
    case created
    case entered = "active"
    case expiring
    case expired
    case exited = "finished"
  }

  private let session: LoopSession
  private let kind: ScopeKind
  private var state = State.created
  private var task: Task?

  /// The loop holds it, and it holds the timeout: a timeout that nobody else holds any more still ends its task.
  private weak var handle: Handle?

  private var cancellingAtEntry = 0
  private var scope = ScopeID(0)

  /// The deadline in loop time; nil: none.
  package private(set) var when: Double?

  /// A timeout at a moment of loop time.
  package convenience init(at when: Double?, session: LoopSession) {
    self.init(at: when, kind: .timeout, session: session)
  }

  init(at when: Double?, kind: ScopeKind, session: LoopSession) {
    self.when = when
    self.kind = kind
    self.session = session
  }

  /// Whether the deadline passed inside the block.
  package var isExpired: Bool { state == .expiring || state == .expired }

  /// Whether it is inside its block, and its deadline is still to come.
  package var isEntered: Bool { state == .entered }

  /// What `__aenter__` does; it never waits.
  package func enter() throws { try enter(members: []) }

  func enter(members: [Future]) throws {
    guard state == .created else { throw LoopError(.runtime, "Timeout has already been entered") }
    guard let current = session.currentTask else {
      throw LoopError(.runtime, "Timeout should be used inside a task")
    }
    state = .entered
    task = current
    cancellingAtEntry = current.cancelling
    scope = session.enterScope(kind, deadline: finiteDeadline, members: members)
    try setTimer()
  }

  /// Moves the deadline, which is asked for where it can be moved.
  package func reschedule(to deadline: @autoclosure () throws -> Double?) throws {
    guard state == .entered else {
      if state == .created { throw LoopError(.runtime, "Timeout has not been entered") }
      throw LoopError(.runtime, "Cannot change state of \(state.rawValue) Timeout")
    }
    when = try deadline()
    session.emit(.reschedule(scope, deadline: finiteDeadline.map { TraceTime(seconds: $0) }))
    try setTimer()
  }

  private var finiteDeadline: Double? { when.flatMap { $0.isFinite ? $0 : nil } }

  private func setTimer() throws {
    handle?.cancel()
    handle = nil
    guard let when, let loop = session.runningLoop else { return }
    let expire = { try self.expire() }
    handle =
      when <= loop.time()
      ? try loop.callSoon(name: "Timeout._on_timeout", expire)
      : try loop.callAt(when, name: "Timeout._on_timeout", expire)
  }

  private func expire() throws {
    guard state == .entered, let task else { return }
    // A deadline that was over at once comes as a plain callback; it is the clock's doing all the same.
    session.cause = .timer
    handle = nil
    _ = try task.requestCancel(message: nil, reason: .timeout)
    state = .expiring
  }

  /// What `__aexit__` does, given the error that leaves the block, which goes on unless this raises TimeoutError instead; it
  /// never waits.
  ///
  /// - Parameter handlesError: Whether whoever calls it handles the error meanwhile, as a `with` does: it is the context of
  ///   the TimeoutError. Otherwise that is for an interpreter to say.
  package func exit(_ error: (any Error)?, handlesError: Bool = true) throws {
    handle?.cancel()
    handle = nil
    switch state {
    case .expiring:
      state = .expired
      let isOurs = (task?.uncancel() ?? 0) <= cancellingAtEntry
      if isOurs, let error {
        if error.isCancellation {
          session.emit(.exit(scope, .timedOut))
          let timeout = LoopError(.timeout, raisedFrom: error)
          if !handlesError { timeout.context = nil }
          session.leaving([self], with: timeout)
          throw timeout
        }
        insertTimeoutError(in: error)
        if error.loopCategory == .exception, let group = error as? any LoopException {
          for member in group.members { insertTimeoutError(in: member) }
        }
      }
      session.emit(.exit(scope, error == nil ? .timedOut : session.scopeOutcome(of: error)))
    case .entered:
      state = .exited
      session.emit(.exit(scope, session.scopeOutcome(of: error)))
    case .created, .expired, .exited: throw LoopError(.assertion)
    }
  }

  /// Puts a TimeoutError before the CancelledError that an error was raised from.
  private func insertTimeoutError(in error: any Error) {
    var current = error as? any LoopException
    var steps = 0
    // A chain of contexts may be a ring: a program can set them.
    while let exception = current, let context = exception.context, steps < 10_000 {
      if context.isCancellation {
        exception.context = session.hooks.exception(LoopError(.timeout, raisedFrom: context))
        return
      }
      current = context as? any LoopException
      steps += 1
    }
  }

  /// Python's `repr()` of it.
  package var representation: String {
    guard state == .entered else { return "<Timeout [\(state.rawValue)]>" }
    let deadline = when.map { String(describing: ($0 * 1000).rounded() / 1000) } ?? "None"
    return "<Timeout [active] when=\(deadline)>"
  }
}

extension LoopError {
  /// What `raise ... from error` makes.
  convenience init(_ kind: Kind, raisedFrom error: any Error) {
    self.init(kind)
    cause = error
    context = error
    suppressesContext = true
  }
}

extension LoopSession {
  /// `asyncio.timeout(delay)`: the deadline counts from now.
  package func timeout(after delay: Double?) -> Timeout {
    Timeout(at: delay.map { now + $0 }, session: self)
  }
}
