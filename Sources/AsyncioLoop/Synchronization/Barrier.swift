import TaskModel

/// `asyncio.Barrier` (CPython 3.13 `locks.py`): lets tasks go on when so many of them have arrived.
package final class Barrier: Primitive {
  private enum State: String { case filling, draining, resetting, broken }

  package let parties: Int
  private var state = State.filling
  private var count = 0
  fileprivate let condition: Condition

  /// - Throws: ValueError where there are no parties.
  package init(parties: Int, name: String? = nil, session: LoopSession) throws {
    guard parties >= 1 else { throw LoopError(.value, "parties must be > 0") }
    self.parties = parties
    let resource = SharedResource(
      .barrier, className: "Barrier", name: name, capacity: parties, session: session)
    condition = Condition(partOf: resource)
    super.init(resource)
  }

  /// How many have arrived and wait for the rest.
  package var waitingCount: Int { state == .filling ? count : 0 }

  package var isBroken: Bool { state == .broken }

  /// Waits for the others; the coroutine's result is the place in the order of arrival, from 0.
  package func wait() throws -> any Coroutine {
    BarrierWait(self, loop: try session.currentLoop())
  }

  /// Sends those who wait away with BrokenBarrierError, and begins anew.
  package func reset() throws -> any Coroutine {
    BarrierChange("Barrier.reset", of: self, loop: try session.currentLoop()) { $0.beginReset() }
  }

  /// Sends everybody away with BrokenBarrierError, now and later.
  package func abort() throws -> any Coroutine {
    BarrierChange("Barrier.abort", of: self, loop: try session.currentLoop()) { $0.state = .broken }
  }

  private func beginReset() { state = count > 0 ? .resetting : .filling }

  // MARK: The steps of a wait, the condition's lock held

  /// Whether those of the last round, or of a reset, are all gone.
  fileprivate var isOpen: Bool { state != .draining && state != .resetting }

  fileprivate func arrive() throws -> Int {
    if state == .broken { throw LoopError(.brokenBarrier, "Barrier aborted") }
    let index = count
    count += 1
    resource.size = count
    return index
  }

  fileprivate func openIfComplete(_ index: Int) throws -> Bool {
    guard index + 1 == parties else { return false }
    state = .draining
    report(.set)
    try condition.notifyAll()
    return true
  }

  fileprivate var isFilling: Bool { state == .filling }

  fileprivate func checkPassed() throws {
    if state == .broken || state == .resetting {
      throw LoopError(.brokenBarrier, "Abort or reset of barrier")
    }
  }

  fileprivate func leave() throws {
    count -= 1
    resource.size = count
    guard count == 0 else { return }
    if state == .resetting || state == .draining { state = .filling }
    try condition.notifyAll()
  }

  fileprivate func change(_ body: (Barrier) -> Void) throws {
    body(self)
    report(.clear)
    try condition.notifyAll()
  }

  package override func representation() -> String {
    representation(
      "Barrier", state.rawValue + (isBroken ? "" : ", waiters:\(waitingCount)/\(parties)"), waiters: 0)
  }
}

private final class BarrierWait: NativeCoroutine {
  private enum Phase { case acquiring, blocked, arrived(Int) }

  private let barrier: Barrier
  private var phase = Phase.acquiring

  init(_ barrier: Barrier, loop: EventLoop) {
    self.barrier = barrier
    super.init(name: "Barrier.wait", loop: loop)
  }

  override func start() throws -> Progress { .awaiting(.coroutine(try barrier.condition.lock.acquire())) }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    if case .acquiring = phase { _ = try result.get() }
    do {
      let progress = try goOn(result)
      if case .returned = progress { try barrier.condition.lock.release() }
      return progress
    } catch {
      // Leaving its `async with`, unless it never got in.
      try barrier.condition.lock.release()
      throw error
    }
  }

  private func goOn(_ result: Result<Any, any Error>) throws -> Progress {
    if case .arrived(let index) = phase { return try pass(index, result) }
    _ = try result.get()
    phase = .blocked
    guard barrier.isOpen else { return .awaiting(.coroutine(try barrier.condition.wait())) }
    let index = try barrier.arrive()
    phase = .arrived(index)
    return try pass(index, .success(true))
  }

  /// From the arrival on: whatever happens, it leaves again.
  private func pass(_ index: Int, _ result: Result<Any, any Error>) throws -> Progress {
    do {
      _ = try result.get()
      if try barrier.isFilling && !barrier.openIfComplete(index) {
        return .awaiting(.coroutine(try barrier.condition.wait()))
      }
      try barrier.checkPassed()
    } catch {
      try barrier.leave()
      throw error
    }
    try barrier.leave()
    return .returned(index)
  }
}

/// `reset()` and `abort()`: a change made under the lock, and told to all.
private final class BarrierChange: NativeCoroutine {
  private let barrier: Barrier
  private let change: (Barrier) -> Void

  init(_ name: String, of barrier: Barrier, loop: EventLoop, _ change: @escaping (Barrier) -> Void) {
    self.barrier = barrier
    self.change = change
    super.init(name: name, loop: loop)
  }

  override func start() throws -> Progress { .awaiting(.coroutine(try barrier.condition.lock.acquire())) }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    _ = try result.get()
    try barrier.change(change)
    try barrier.condition.lock.release()
    return .returned(())
  }
}
