import DequeModule
import TaskModel

/// `asyncio.Lock` (CPython 3.13 `locks.py`): held by one task at a time, given on in the order of asking.
package final class Lock: Primitive, Acquirable {
  package private(set) var isLocked = false
  private var waiters = Deque<Future>()

  package convenience init(name: String? = nil, session: LoopSession) {
    self.init(SharedResource(.lock, className: "Lock", name: name, size: 1, session: session))
  }

  /// Takes it, unless somebody holds it or comes first.
  fileprivate func takeIfFree() -> Bool {
    guard !isLocked, waiters.allSatisfy(\.isCancelled) else { return false }
    take()
    return true
  }

  private func take() {
    isLocked = true
    guard !isInner else { return }
    resource.size = 0
    resource.take()
  }

  fileprivate func enqueue() throws -> Future {
    let waiter = try makeWaiter(to: .acquire)
    waiters.append(waiter)
    return waiter
  }

  fileprivate func endWait(of waiter: Future, _ error: (any Error)?) throws {
    forget(waiter, in: &waiters)
    guard let error else { return take() }
    // It may have been woken before it was cancelled: then it is the next one's turn.
    if error.isCancellation, !isLocked { wakeFirst() }
    throw error
  }

  package func acquire() throws -> any Coroutine { LockAcquisition(self, loop: try session.currentLoop()) }

  /// - Throws: RuntimeError where nobody holds it.
  package func release() throws {
    guard isLocked else { throw LoopError(.runtime, "Lock is not acquired.") }
    isLocked = false
    if !isInner {
      resource.size = 1
      resource.giveBack()
    }
    wakeFirst()
  }

  private func wakeFirst() { waiters.first?.setResultUnlessDone(true) }

  package override func representation() -> String {
    representation("Lock", isLocked ? "locked" : "unlocked", waiters: waiters.count)
  }
}

private final class LockAcquisition: NativeCoroutine {
  private let lock: Lock
  private var waiter: Future?

  init(_ lock: Lock, loop: EventLoop) {
    self.lock = lock
    super.init(name: "Lock.acquire", loop: loop)
  }

  override func start() throws -> Progress {
    if lock.takeIfFree() { return .returned(true) }
    let waiter = try lock.enqueue()
    self.waiter = waiter
    return .awaiting(.future(waiter))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    if let waiter { try lock.endWait(of: waiter, result.failure) }
    return .returned(true)
  }
}

extension LoopSession {
  /// The loop that runs now.
  func currentLoop() throws -> EventLoop {
    guard let runningLoop else { throw LoopError(.runtime, "no running event loop") }
    return runningLoop
  }
}

extension Result {
  /// The error, where it is one.
  var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
