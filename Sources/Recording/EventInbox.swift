package import TaskModel

/// Carries events from the thread of a program to the thread that draws, and holds the program back.
///
/// The program's side records; it blocks while `limit` events wait to be taken. The other side takes what has come, and
/// polls `descriptor` to learn that something has. After `close`, what is recorded is thrown away and nothing blocks.
package final class EventInbox: TaskEventObserver, Sendable {
  private struct Contents {
    var events: [TaskEvent] = []
    var isClosed = false
  }

  private let contents = Monitor(Contents())
  private let pipe: WakePipe
  private let limit: Int

  init(limit: Int, pipe: WakePipe) {
    self.limit = max(1, limit)
    self.pipe = pipe
  }

  /// Called on the program's thread.
  package func record(_ event: TaskEvent) {
    let isFirst = contents.withLock(when: { $0.events.count < limit || $0.isClosed }) { contents in
      Self.put(event, into: &contents)
    }
    if isFirst { pipe.wake() }
  }

  /// Takes all that has come since the last time, in order; called on the thread that draws.
  package func take() -> [TaskEvent] {
    pipe.clear()
    let events = contents.withLock { contents in
      defer { contents.events = [] }
      return contents.events
    }
    contents.wakeAll()
    return events
  }

  /// Lets the program go on without being listened to.
  func close() {
    contents.withLock { contents in
      contents.isClosed = true
      contents.events = []
    }
    contents.wakeAll()
  }

  var isEmpty: Bool { contents.withLock { $0.events.isEmpty } }

  /// Whether there was nothing before it.
  private static func put(_ event: TaskEvent, into contents: inout Contents) -> Bool {
    guard !contents.isClosed else { return false }
    contents.events.append(event)
    return contents.events.count == 1
  }
}
