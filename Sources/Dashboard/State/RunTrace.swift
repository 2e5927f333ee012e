package import TaskModel
package import Timeline
package import Trace

/// A trace with its index and its output: all that the dashboard knows of a run.
///
/// Positions count events that have happened: at position p the events before offset p have.
package struct RunTrace: Sendable {
  package private(set) var store = TraceStore()
  package private(set) var index = TimelineIndex()
  package private(set) var outputs = OutputLog()

  init() {}

  package var count: Int { index.count }
  package var isEmpty: Bool { index.isEmpty }

  mutating func append(_ new: some Sequence<TaskEvent>) {
    for event in new {
      store.append(event)
      // A store that is full takes no more, and the index must not know of what cannot be read.
      guard store.count > index.count else { return }
      outputs.append(event, at: index.count)
      index.append(event)
    }
  }

  /// An event; nil outside the trace.
  package subscript(event: Int) -> TaskEvent? { (0..<store.count).contains(event) ? store[event] : nil }

  /// The time of the next event; nil where none is known.
  func nextTime(at position: Int) -> TraceTime? { position < count ? index.time(ofEvent: position) : nil }
}
