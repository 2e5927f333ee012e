/// What is ready, in order: a ring that grows, out of which items are moved.
///
/// A queue of the library's copies each item as it is taken out, which for every step counts references up and down.
struct ReadyQueue: ~Copyable {
  /// Something to run.
  enum Item {
    case step(Task)
    case stepThrowing(Task, any Error)
    case wakeUp(Task, Future)
    case callback(any DoneObserver, Future)
    case handle(Handle)
    case timer(TimerQueue.Timer)
    case io(Handle)

    /// The task that it is a step of.
    var task: Task? {
      switch self {
      case .step(let task), .stepThrowing(let task, _), .wakeUp(let task, _): task
      case .callback, .handle, .timer, .io: nil
      }
    }

    /// What a report on it shows: its task, or the call; nil: it is neither.
    func representation(_ hooks: LoopSession.Hooks) -> String? {
      switch self {
      case .step(let task), .stepThrowing(let task, _), .wakeUp(let task, _): task.representation
      case .callback(let observer, _): observer.handle.representation(hooks)
      case .handle(let handle), .io(let handle): handle.representation(hooks)
      case .timer(.handle(let handle)): handle.representation(hooks)
      case .timer(.sleep): nil
      }
    }
  }

  private var items: UnsafeMutablePointer<Item>
  private var capacity: Int
  private var first = 0
  private(set) var count = 0

  init() {
    // A power of two, so that places wrap round with a mask.
    capacity = 16
    items = .allocate(capacity: capacity)
  }

  deinit {
    for offset in 0..<count { place(offset).deinitialize(count: 1) }
    items.deallocate()
  }

  var isEmpty: Bool { count == 0 }

  mutating func append(_ item: consuming Item) {
    if count == capacity { grow() }
    place(count).initialize(to: item)
    count += 1
  }

  mutating func popFirst() -> Item? {
    guard count > 0 else { return nil }
    let item = place(0).move()
    first = (first + 1) & (capacity - 1)
    count -= 1
    return item
  }

  private func place(_ offset: Int) -> UnsafeMutablePointer<Item> {
    items + ((first + offset) & (capacity - 1))
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Item>.allocate(capacity: capacity * 2)
    let end = capacity - first
    larger.moveInitialize(from: items + first, count: end)
    (larger + end).moveInitialize(from: items, count: first)
    items.deallocate()
    items = larger
    first = 0
    capacity *= 2
  }
}
