import DequeModule
import TaskModel

/// `asyncio.Lock` (CPython 3.13 `locks.py`): held by one task at a time, given on in the order of asking.
package final class Lock: Primitive, AcquiredInTurn {
  package private(set) var isLocked = false
  private var waiters = Deque<Future>()

  package convenience init(name: String? = nil, session: LoopSession) {
    self.init(SharedResource(.lock, className: "Lock", name: name, size: 1, session: session))
  }

  /// Takes it, unless somebody holds it or comes first.
  func takeIfFree() -> Bool {
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

  func enqueue() throws -> Future {
    let waiter = try makeWaiter(to: .acquire)
    waiters.append(waiter)
    return waiter
  }

  func endWait(of waiter: Future, _ error: (any Error)?) throws {
    forget(waiter, in: &waiters)
    guard let error else { return take() }
    // It may have been woken before it was cancelled: then it is the next one's turn.
    if error.isCancellation, !isLocked { wakeFirst() }
    throw error
  }

  package func acquire() throws -> any Coroutine { try Acquisition(of: self, "Lock.acquire") }

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
