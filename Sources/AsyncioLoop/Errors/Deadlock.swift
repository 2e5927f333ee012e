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
    /// Why that does not happen: who holds it, what is missing; empty where `awaited` says it.
    package var reason = ""
    /// The tasks that could make it happen.
    package var blockers: [TaskID] = []
    /// The innermost await, where the coroutine knows it.
    package var site: SourceSite?
    /// Whether it waits for other tasks.
    package var waitsForTasks = false
    /// Where the server listens that it keeps running in `serve_forever`; nil: it waits for something else.
    package var serves: String?
  }

  package var time: TraceTime
  package var waiters: [Waiter]

  package init(time: TraceTime, waiters: [Waiter]) {
    self.time = time
    self.waiters = waiters
  }

  /// The servers that wait for connections, where nobody waits for anything else: nothing is wrong with such a program,
  /// but nobody in it connects any more.
  package var idleServers: [String] {
    let isIdle = waiters.allSatisfy { $0.serves != nil || $0.waitsForTasks }
    return isIdle ? waiters.compactMap(\.serves) : []
  }

  package var description: String {
    let lines = waiters.map { waiter in
      let place = waiter.site.map { " at \($0.file):\($0.line)" } ?? ""
      let reason = waiter.reason.isEmpty ? "" : ", \(waiter.reason)"
      return "\n  \(waiter.name) (\(waiter.coroutine)) waits for \(waiter.awaited)\(place)\(reason)"
    }
    let servers = idleServers
    guard servers.isEmpty else {
      return "idle: the server at \(servers.joined(separator: " and ")) waits for connections, "
        + "and nobody in the program connects any more" + lines.joined()
        + "\nUnder CPython it would go on waiting. Let a client in the program connect, or close the server."
    }
    return "deadlock: nothing is left that could wake a task" + lines.joined() + "\n" + remedy
  }

  private var remedy: String {
    let ring = ring.map(\.name)
    guard let first = ring.first else {
      return "Let something set what they wait for, or give the wait a timeout."
    }
    let path = (ring + [first]).joined(separator: " -> ")
    return "In a ring, each waits for the next one: \(path)."
      + "\nLet all take what they share in the same order, or give the wait a timeout."
  }

  /// Waiters of which each can only be woken by the next one, and the last one by the first; empty where there are none.
  package var ring: [Waiter] {
    let waiterOf = Dictionary(waiters.map { ($0.task, $0) }, uniquingKeysWith: { first, _ in first })
    var visited: Set<TaskID> = []
    for start in waiters {
      var path: [Waiter] = []
      var next: Waiter? = start
      while let waiter = next, visited.insert(waiter.task).inserted {
        path.append(waiter)
        next = waiter.blockers.lazy.compactMap { waiterOf[$0] }.first
      }
      if let end = next, let begin = path.firstIndex(where: { $0.task == end.task }) {
        return Array(path[begin...])
      }
    }
    return []
  }
}
