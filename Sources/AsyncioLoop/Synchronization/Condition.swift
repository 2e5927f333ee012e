import DequeModule
import TaskModel

/// `asyncio.Condition` (CPython 3.13 `locks.py`): tasks that hold its lock wait to be told that something changed.
package final class Condition: Primitive {
  package let lock: any Acquirable
  private var waiters = Deque<Future>()

  /// A condition on a lock, or with one of its own.
  package convenience init(lock: (any Acquirable)? = nil, name: String? = nil, session: LoopSession) {
    let size = lock == nil ? 1 : 0
    let resource = SharedResource(
      .condition, className: "Condition", name: name, size: size, session: session)
    // Its own lock is told of as a part of it: acquired, held and released under its name.
    self.init(resource, lock: lock ?? Lock(resource))
  }

  /// The condition inside another primitive.
  init(partOf resource: SharedResource) {
    lock = Lock(resource, isInner: true)
    super.init(resource, isInner: true)
  }

  private init(_ resource: SharedResource, lock: any Acquirable) {
    self.lock = lock
    super.init(resource)
  }

  package var isLocked: Bool { lock.isLocked }

  /// Releases the lock, waits to be notified, and acquires the lock again whatever happens; the coroutine's result is true.
  package func wait() throws -> any Coroutine { ConditionWait(self, loop: try session.currentLoop()) }

  /// Waits until `predicate` gives something that is true, which is the coroutine's result.
  package func wait(until predicate: @escaping () throws -> (value: Any, isTrue: Bool)) throws
    -> any Coroutine
  {
    PredicateWait(self, predicate, loop: try session.currentLoop())
  }

  /// Lets up to `count` of those who wait go on.
  ///
  /// - Throws: RuntimeError where nobody holds the lock.
  package func notify(_ count: @autoclosure () throws -> Int = 1) throws {
    guard isLocked else { throw LoopError(.runtime, "cannot notify on un-acquired lock") }
    let count = try count()
    report(.notify)
    wake(count)
  }

  package func notifyAll() throws { try notify(waiters.count) }

  fileprivate func wake(_ count: Int) {
    var left = count
    for waiter in waiters where left > 0 && !waiter.isDone {
      left -= 1
      waiter.setResultUnlessDone(false)
    }
  }

  fileprivate func beginWait() throws -> Future {
    guard isLocked else { throw LoopError(.runtime, "cannot wait on un-acquired lock") }
    let waiter = try makeWaiter(to: .wait)
    do {
      try lock.release()
    } catch {
      resource.waiting -= 1
      throw error
    }
    waiters.append(waiter)
    return waiter
  }

  fileprivate func endWait(of waiter: Future) { forget(waiter, in: &waiters) }

  package override func representation() -> String {
    representation("Condition", isLocked ? "locked" : "unlocked", waiters: waiters.count)
  }
}

private final class ConditionWait: NativeCoroutine {
  private let condition: Condition
  private var waiter: Future?
  /// What the wait came to; set while the lock is acquired again.
  private var outcome: Result<Any, any Error>?
  /// The last cancellation that came meanwhile.
  private var cancellation: (any Error)?

  init(_ condition: Condition, loop: EventLoop) {
    self.condition = condition
    super.init(name: "Condition.wait", loop: loop)
  }

  override func start() throws -> Progress {
    let waiter = try condition.beginWait()
    self.waiter = waiter
    return .awaiting(.future(waiter))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    guard let outcome else {
      if let waiter { condition.endWait(of: waiter) }
      outcome = result
      return .awaiting(.coroutine(try condition.lock.acquire()))
    }
    if case .failure(let error) = result {
      link(error, after: cancellation ?? outcome.failure)
      guard error.isCancellation else { return try fail(with: error) }
      cancellation = error
      return .awaiting(.coroutine(try condition.lock.acquire()))
    }
    if let error = cancellation ?? outcome.failure { return try fail(with: error) }
    return .returned(true)
  }

  /// It may have taken a notification that another one could have used.
  private func fail(with error: any Error) throws -> Progress {
    condition.wake(1)
    // Raised where the wait was, it was only held up.
    session.hooks.reraising(error)
    throw error
  }

  /// What is raised while another error is handled has that one as its context.
  private func link(_ error: any Error, after handled: (any Error)?) {
    guard let handled = handled as? any LoopException, let error = error as? any LoopException,
      error !== handled
    else { return }
    error.context = handled
  }
}

/// `wait_for(predicate)`.
private final class PredicateWait: NativeCoroutine {
  private let condition: Condition
  private let predicate: () throws -> (value: Any, isTrue: Bool)

  init(
    _ condition: Condition, _ predicate: @escaping () throws -> (value: Any, isTrue: Bool), loop: EventLoop
  ) {
    self.condition = condition
    self.predicate = predicate
    super.init(name: "Condition.wait_for", loop: loop)
  }

  override func start() throws -> Progress {
    let answer = try predicate()
    if answer.isTrue { return .returned(answer.value) }
    return .awaiting(.coroutine(try condition.wait()))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    _ = try result.get()
    return try start()
  }
}
