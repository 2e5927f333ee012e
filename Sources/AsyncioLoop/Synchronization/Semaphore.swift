import DequeModule
import TaskModel

/// `asyncio.Semaphore` and `BoundedSemaphore` (CPython 3.13 `locks.py`): held by so many tasks at a time.
package final class Semaphore: Primitive, AcquiredInTurn {
  /// How many may still acquire it.
  package private(set) var value: Int
  /// A bounded semaphore's first value, which no release may exceed.
  package let bound: Int?
  private var waiters = Deque<Future>()

  /// - Throws: ValueError for a negative value.
  package init(_ value: Int = 1, isBounded: Bool = false, name: String? = nil, session: LoopSession) throws {
    guard value >= 0 else { throw LoopError(.value, "Semaphore initial value must be >= 0") }
    self.value = value
    bound = isBounded ? value : nil
    let className = isBounded ? "BoundedSemaphore" : "Semaphore"
    super.init(SharedResource(.semaphore, className: className, name: name, size: value, session: session))
  }

  package var isLocked: Bool { value == 0 || waiters.contains { !$0.isCancelled } }

  package func acquire() throws -> any Coroutine { try Acquisition(of: self, "Semaphore.acquire") }

  func takeIfFree() -> Bool {
    guard !isLocked else { return false }
    value -= 1
    take()
    return true
  }

  private func take() {
    resource.size = value
    resource.take()
  }

  func enqueue() throws -> Future {
    let waiter = try makeWaiter(to: .acquire)
    waiters.append(waiter)
    return waiter
  }

  func endWait(of waiter: Future, _ error: (any Error)?) throws {
    forget(waiter, in: &waiters)
    // A permit that was given to a cancelled task goes back.
    if let error, error.isCancellation, waiter.isDone, !waiter.isCancelled { value += 1 }
    if error == nil { take() }
    while value > 0, wakeNext() {}
    if let error { throw error }
  }

  /// - Throws: ValueError where a bounded one is released more often than it was acquired.
  package func release() throws {
    if let bound, value >= bound {
      throw LoopError(.value, "BoundedSemaphore released too many times")
    }
    value += 1
    resource.size = value
    resource.giveBack()
    _ = wakeNext()
  }

  /// Gives a permit to the first who waits; false where nobody does.
  private func wakeNext() -> Bool {
    guard let next = waiters.first(where: { !$0.isDone }) else { return false }
    value -= 1
    next.setResultUnlessDone(true)
    return true
  }

  package override func representation() -> String {
    let className = bound == nil ? "Semaphore" : "BoundedSemaphore"
    return representation(className, isLocked ? "locked" : "unlocked, value:\(value)", waiters: waiters.count)
  }
}
