import TaskModel

/// When `asyncio.wait` is content.
package enum WaitCondition: String, Sendable {
  case firstCompleted = "FIRST_COMPLETED"
  case firstException = "FIRST_EXCEPTION"
  case allCompleted = "ALL_COMPLETED"
}

/// What `asyncio.wait` returns; each in the order given, where CPython returns sets.
package struct WaitResult {
  package var done: [Future]
  package var pending: [Future]
}

/// `asyncio.wait`: waits for futures without asking for their results (CPython 3.13 `tasks.py`).
final class Wait: NativeCoroutine, DoneObserver {
  private let futures: [Future]
  private let timeout: Double?
  private let condition: WaitCondition
  private var waiter: Future?
  private var timer: TimerHandle?
  private var left: Int
  private var isTimedOut = false
  private var scope = ScopeID(0)

  init(_ futures: [Future], timeout: Double?, condition: WaitCondition, loop: EventLoop) {
    self.futures = futures.uniqued()
    self.timeout = timeout
    self.condition = condition
    left = self.futures.count
    super.init(name: "wait", loop: loop)
  }

  override func start() throws -> Progress {
    guard !futures.isEmpty else { throw LoopError(.value, "Set of Tasks/Futures is empty.") }
    let deadline = timeout.flatMap { $0.isFinite ? session.now + $0 : nil }
    let waiter = loop.createFuture()
    scope = session.enterScope(.wait, deadline: deadline, members: futures)
    waiter.awaited = .scope(scope)
    self.waiter = waiter
    if let timeout {
      timer = try loop.callLater(timeout, name: "_release_waiter") { [weak self] in
        self?.isTimedOut = true
        waiter.setResultUnlessDone(())
      }
    }
    for future in futures { future.addDoneCallback(self) }
    return .awaiting(.future(waiter))
  }

  var callbackName: String { "_wait.<locals>._on_completion" }

  func futureIsDone(_ future: Future) throws {
    left -= 1
    if left > 0, condition != .firstCompleted {
      guard condition == .firstException, !future.isCancelled, try future.exception() != nil else { return }
    }
    timer?.cancel()
    waiter?.setResultUnlessDone(())
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    timer?.cancel()
    for future in futures { future.removeDoneCallback(self) }
    if case .failure(let error) = result {
      session.leaving(futures, with: error)
      session.emit(.exit(scope, session.scopeOutcome(of: error)))
      throw error
    }
    session.emit(.exit(scope, isTimedOut ? .timedOut : .clean))
    return .returned(WaitResult(done: futures.filter(\.isDone), pending: futures.filter { !$0.isDone }))
  }
}

extension EventLoop {
  /// Waits until `condition` holds or `timeout` seconds have passed; its result is a `WaitResult`.
  package func wait(
    _ futures: [Future], timeout: Double? = nil, condition: WaitCondition = .allCompleted
  ) -> any Coroutine {
    Wait(futures, timeout: timeout, condition: condition, loop: self)
  }
}
