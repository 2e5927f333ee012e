import DequeModule
import TaskModel

/// `asyncio.Queue`, `LifoQueue` and `PriorityQueue` (CPython 3.13 `queues.py`).
package final class Queue: Primitive {
  /// Whether one item is less than another one.
  package typealias Comparison = (Any, Any) throws -> Bool

  /// Which class of asyncio's it is, and so in which order it gives its items out.
  package enum Order {
    case firstIn
    case lastIn
    /// A PriorityQueue, whose items are compared with Python's `<`.
    case leastFirst(Comparison)

    fileprivate var className: String {
      switch self {
      case .firstIn: "Queue"
      case .lastIn: "LifoQueue"
      case .leastFirst: "PriorityQueue"
      }
    }
  }

  /// How many items it takes; any number if that is not positive.
  package let capacity: Int
  package let className: String
  private let content: QueueItems
  private var getters = Deque<Future>()
  private var putters = Deque<Future>()
  /// How many items have been put in that nobody has said to be done with.
  package private(set) var unfinished = 0
  package private(set) var isShutDown = false
  /// Set while no item is unfinished: what `join` waits for.
  private let finished: Event

  package init(
    capacity: Int = 0, order: Order = .firstIn, name: String? = nil, session: LoopSession
  ) {
    self.capacity = capacity
    className = order.className
    content = QueueItems(order)
    let resource = SharedResource(
      .queue, className: order.className, name: name, capacity: max(0, capacity), session: session)
    finished = Event(partOf: resource, purpose: .join)
    finished.set()
    super.init(resource)
  }

  package var count: Int { content.count }
  package var isEmpty: Bool { count == 0 }
  package var isFull: Bool { capacity > 0 && count >= capacity }

  /// Waits for room and puts an item in.
  package func put(_ item: Any) throws -> any Coroutine {
    QueueCall(putting: item, into: self, loop: try session.currentLoop())
  }

  /// Waits for an item, the coroutine's result.
  package func get() throws -> any Coroutine { QueueCall(gettingFrom: self, loop: try session.currentLoop()) }

  /// - Throws: QueueFull, QueueShutDown, or what comparing raises.
  package func putNow(_ item: Any) throws {
    if isShutDown { throw LoopError(.queueShutDown) }
    if isFull { throw LoopError(.queueFull) }
    try content.put(item)
    unfinished += 1
    finished.clear()
    note(.put)
    wakeNext(&getters)
  }

  /// - Throws: QueueEmpty, QueueShutDown, or what comparing raises.
  package func getNow() throws -> Any {
    guard !isEmpty else { throw LoopError(isShutDown ? .queueShutDown : .queueEmpty) }
    let item = try content.take()
    note(.get)
    wakeNext(&putters)
    return item ?? ()
  }

  /// Says that an item that was taken out is done with.
  ///
  /// - Throws: ValueError where there is none.
  package func taskDone() throws {
    guard unfinished > 0 else { throw LoopError(.value, "task_done() called too many times") }
    unfinished -= 1
    note(.taskDone)
    if unfinished == 0 { finished.set() }
  }

  /// Waits until every item that was put in is done with.
  package func join() throws -> any Coroutine { QueueJoin(self, loop: try session.currentLoop()) }

  fileprivate func waitUntilFinished() throws -> (any Coroutine)? {
    unfinished > 0 ? try finished.wait() : nil
  }

  /// Lets nothing in any more; `immediately`: nothing out, either.
  package func shutDown(immediately: Bool = false) throws {
    isShutDown = true
    if immediately {
      while !isEmpty {
        _ = try content.take()
        if unfinished > 0 { unfinished -= 1 }
      }
      if unfinished == 0 { finished.set() }
    }
    note(.close)
    wakeAll(&getters)
    wakeAll(&putters)
  }

  private func note(_ operation: ResourceOperation) {
    resource.size = count
    report(operation)
  }

  // MARK: Waiting

  /// What a call must wait for; nil: it need not.
  ///
  /// - Throws: QueueShutDown where it would wait for ever.
  func waiter(for call: QueueCall) throws -> Future? {
    guard call.isPut ? isFull : isEmpty else { return nil }
    if isShutDown { throw LoopError(.queueShutDown) }
    let waiter = try makeWaiter(to: call.purpose, for: call)
    if call.isPut { putters.append(waiter) } else { getters.append(waiter) }
    return waiter
  }

  /// A wait that failed passes on what may have woken it.
  func giveUp(_ waiter: Future, of call: QueueCall) throws {
    try waiter.cancel()
    if call.isPut {
      putters.removeAll { $0 === waiter }
      if !isFull, !waiter.isCancelled { wakeNext(&putters) }
    } else {
      getters.removeAll { $0 === waiter }
      if !isEmpty, !waiter.isCancelled { wakeNext(&getters) }
    }
  }

  func endWait() { resource.waiting -= 1 }

  private func wakeNext(_ waiters: inout Deque<Future>) {
    while let waiter = waiters.popFirst() {
      if waiter.isDone { continue }
      waiter.setResultUnlessDone(())
      return
    }
  }

  private func wakeAll(_ waiters: inout Deque<Future>) {
    while let waiter = waiters.popFirst() { waiter.setResultUnlessDone(()) }
  }

  // MARK: repr

  package override func representation() throws -> String {
    "<\(className) at \(address) \(try facts())>"
  }

  /// Python's `str()` of it.
  package func text() throws -> String { "<\(className) \(try facts())>" }

  private func facts() throws -> String {
    var facts = ["maxsize=\(capacity)"]
    if !isEmpty {
      let items = try content.all.map(session.hooks.representation)
      facts.append("_queue=[\(items.joined(separator: ", "))]")
    }
    if !getters.isEmpty { facts.append("_getters[\(getters.count)]") }
    if !putters.isEmpty { facts.append("_putters[\(putters.count)]") }
    if unfinished > 0 { facts.append("tasks=\(unfinished)") }
    if isShutDown { facts.append("shutdown") }
    return facts.joined(separator: " ")
  }
}

private final class QueueJoin: NativeCoroutine {
  private let queue: Queue

  init(_ queue: Queue, loop: EventLoop) {
    self.queue = queue
    super.init(name: "Queue.join", loop: loop)
  }

  override func start() throws -> Progress {
    try queue.waitUntilFinished().map { .awaiting(.coroutine($0)) } ?? .returned(())
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    _ = try result.get()
    return .returned(())
  }
}
