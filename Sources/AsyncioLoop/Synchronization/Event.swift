import DequeModule
import TaskModel

/// `asyncio.Event` (CPython 3.13 `locks.py`): lets all who wait go on once it is set.
package final class Event: Primitive {
  package private(set) var isSet = false
  private var waiters = Deque<Future>()
  private let purpose: ResourceOperation

  package convenience init(name: String? = nil, session: LoopSession) {
    self.init(SharedResource(.event, className: "Event", name: name, session: session))
  }

  /// An event that is a part of another primitive, where `purpose` is what is waited for.
  init(partOf resource: SharedResource, purpose: ResourceOperation) {
    self.purpose = purpose
    super.init(resource, isInner: true)
  }

  private init(_ resource: SharedResource) {
    purpose = .wait
    super.init(resource)
  }

  package func set() {
    guard !isSet else { return }
    isSet = true
    note(.set)
    for waiter in waiters { waiter.setResultUnlessDone(true) }
  }

  package func clear() {
    guard isSet else { return }
    isSet = false
    note(.clear)
  }

  private func note(_ operation: ResourceOperation) {
    guard !isInner else { return }
    resource.size = isSet ? 1 : 0
    report(operation)
  }

  /// Waits until it is set; the coroutine's result is true.
  package func wait() throws -> any Coroutine { EventWait(self, loop: try session.currentLoop()) }

  fileprivate func enqueue() throws -> Future {
    let waiter = try makeWaiter(to: purpose)
    waiters.append(waiter)
    return waiter
  }

  fileprivate func endWait(of waiter: Future) { forget(waiter, in: &waiters) }

  package override func representation() -> String {
    representation("Event", isSet ? "set" : "unset", waiters: waiters.count)
  }
}

private final class EventWait: NativeCoroutine {
  private let event: Event
  private var waiter: Future?

  init(_ event: Event, loop: EventLoop) {
    self.event = event
    super.init(name: "Event.wait", loop: loop)
  }

  override func start() throws -> Progress {
    if event.isSet { return .returned(true) }
    let waiter = try event.enqueue()
    self.waiter = waiter
    return .awaiting(.future(waiter))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    if let waiter { event.endWait(of: waiter) }
    _ = try result.get()
    return .returned(true)
  }
}
