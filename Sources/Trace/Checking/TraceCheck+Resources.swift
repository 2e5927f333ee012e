import TaskModel

extension TraceCheck {
  struct Resource {
    var size: Int
    /// How much it takes; nil for any number.
    var capacity: Int?
    var waiting: Set<TaskID> = []
  }

  /// Something is done with a resource.
  mutating func change(
    _ number: ResourceID, _ kind: ResourceKind, _ name: String, _ operation: ResourceOperation, _ size: Int,
    _ waiting: Int
  ) {
    // What is known of a plain future is only that it is waited for.
    guard kind != .future else { return }
    let name = "\(kind.rawValue) \(name)"
    if operation == .create {
      let hasCapacity = kind == .queue || kind == .barrier
      resources[number] = Resource(
        size: hasCapacity ? 0 : size, capacity: hasCapacity && size > 0 ? size : nil)
      return
    }
    guard let known = resources[number] else {
      resources[number] = Resource(size: size)
      return
    }
    check(kind, name, operation, size, known)
    // Who begins to wait is told of before it is suspended.
    let waiters = known.waiting.count + (operation == .wait ? 1 : 0)
    if operation == .wait, waiting != waiters { note(.waiters(name, told: waiting, known: waiters)) }
    resources[number]?.size = size
  }

  private mutating func check(
    _ kind: ResourceKind, _ name: String, _ operation: ResourceOperation, _ size: Int, _ known: Resource
  ) {
    let before = known.size
    switch (kind, operation) {
    case (.lock, .acquire), (.condition, .acquire):
      if before == 0 { note(.takenTwice(name)) }
      if size != 0 { note(.size(name, operation, size, before: before)) }
    case (.lock, .release), (.condition, .release):
      if before != 0 { note(.givenBackUnheld(name)) }
      if size != 1 { note(.size(name, operation, size, before: before)) }
    case (.event, .set):
      if size != 1 { note(.size(name, operation, size, before: before)) }
    case (.event, .clear):
      if size != 0 { note(.size(name, operation, size, before: before)) }
    // A queue of the program's own may throw away what it is given.
    case (.queue, .put):
      if size > before + 1 { note(.size(name, operation, size, before: before)) }
    case (.queue, .get):
      if before == 0 || size > before { note(.size(name, operation, size, before: before)) }
    default: break
    }
    if let capacity = known.capacity, size > capacity { note(.overfull(name, size, capacity: capacity)) }
  }

  mutating func beginWait(_ task: TaskID, _ resource: ResourceID) {
    tasks[task]?.awaited = resource
    resources[resource]?.waiting.insert(task)
  }

  mutating func endWait(_ task: TaskID) {
    guard let resource = tasks[task]?.awaited else { return }
    resources[resource]?.waiting.remove(task)
    tasks[task]?.awaited = nil
  }
}
