package import TaskModel

/// Nothing is ready, no timer is set, and tasks still wait: the program would hang for ever.
///
/// It is no exception of the program, which cannot catch it; its tasks are cancelled as at the end of `asyncio.run`.
package struct Deadlock: Error, Hashable, CustomStringConvertible {
  /// A task that waits for something that cannot happen any more.
  package struct Waiter: Hashable, Sendable {
    package var task: TaskID
    package var name: String
    package var coroutine: String
    package var awaited: String
    /// The innermost await, where the coroutine knows it.
    package var site: SourceSite?
  }

  package var time: TraceTime
  package var waiters: [Waiter]

  package init(time: TraceTime, waiters: [Waiter]) {
    self.time = time
    self.waiters = waiters
  }

  package var description: String {
    let lines = waiters.map { waiter in
      let place = waiter.site.map { " at \($0.file):\($0.line)" } ?? ""
      return "\n  \(waiter.name) (\(waiter.coroutine)) waits for \(waiter.awaited)\(place)"
    }
    return "deadlock: nothing is left that could wake a task" + lines.joined()
      + "\nLet something set what they wait for, or give the wait a timeout."
  }
}
