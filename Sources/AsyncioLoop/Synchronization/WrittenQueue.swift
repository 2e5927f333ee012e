package import TaskModel

/// What the trace tells of a queue whose class a program derives from one of asyncio's: the queue itself is Python code,
/// for any of its methods may be the program's.
package final class WrittenQueue {
  private let resource: SharedResource
  /// Set while no item is unfinished: what `join` waits for.
  package let finished: Event

  package init(className: String, capacity: Int, name: String?, session: LoopSession) {
    resource = SharedResource(
      .queue, className: className, name: name, capacity: max(0, capacity), session: session)
    finished = Event(partOf: resource, purpose: .join)
    finished.set()
  }

  /// Tells of a change, after which the queue holds so many items.
  package func note(_ operation: ResourceOperation, size: Int) {
    resource.size = size
    resource.report(operation)
  }

  /// A future of the running loop, to wait for room or for an item.
  package func makeWaiter(to purpose: ResourceOperation) throws -> Future {
    let loop = try resource.session.currentLoop()
    resource.waiting += 1
    return ResourceWaiter(resource, to: purpose, loop: loop)
  }

  /// A wait is over, whatever it came to.
  package func endWait() { resource.waiting -= 1 }
}
