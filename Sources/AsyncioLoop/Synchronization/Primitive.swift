import DequeModule
import TaskModel

/// What asyncio's primitives have in common (CPython 3.13 `mixins.py`): a resource for the trace, and the loop that they
/// belong to from their first wait on.
package class Primitive {
  package final let resource: SharedResource

  /// The interpreter's object for it, as `repr` of it shows.
  package final weak var wrapper: AnyObject?

  /// Whether it is a part of another primitive, whose own events say enough.
  final let isInner: Bool

  private final var loop: EventLoop?

  init(_ resource: SharedResource, isInner: Bool = false) {
    self.resource = resource
    self.isInner = isInner
  }

  final var session: LoopSession { resource.session }

  final func report(_ operation: ResourceOperation) {
    if !isInner { resource.report(operation) }
  }

  /// A future of the running loop, to wait for what `purpose` says: a call of a queue's may be that itself.
  ///
  /// - Throws: RuntimeError where another loop has waited for it before.
  final func makeWaiter(to purpose: ResourceOperation, for call: QueueCall? = nil) throws -> Future {
    guard let running = session.runningLoop else { throw LoopError(.runtime, "no running event loop") }
    if loop == nil { loop = running }
    guard loop === running else {
      throw LoopError(.runtime, "\(try representation()) is bound to a different event loop")
    }
    resource.waiting += 1
    return call?.unusedWaiter(on: running) ?? ResourceWaiter(resource, to: purpose, loop: running)
  }

  /// A wait is over, whatever it came to.
  final func forget(_ waiter: Future, in waiters: inout Deque<Future>) {
    resource.waiting -= 1
    if let place = waiters.firstIndex(where: { $0 === waiter }) { waiters.remove(at: place) }
  }

  /// Python's `repr()` of it.
  ///
  /// - Throws: what the `repr` of an item that it holds raises.
  package func representation() throws -> String { "" }

  /// `<asyncio.locks.Lock object at 0x... [locked, waiters:2]>`.
  final func representation(_ className: String, _ facts: String, waiters: Int) -> String {
    let waiting = waiters == 0 ? "" : ", waiters:\(waiters)"
    return "<asyncio.locks.\(className) object at \(address) [\(facts)\(waiting)]>"
  }

  final var address: String { session.hooks.address(wrapper ?? self) }
}

/// What a condition can be built on: something that is acquired and released.
package protocol Acquirable: Primitive {
  /// Python's `locked()`.
  var isLocked: Bool { get }

  /// Waits for its turn; the coroutine's result is true.
  func acquire() throws -> any Coroutine

  func release() throws
}
