package import TaskModel
package import Timeline

/// A trace with its index and its output: all that the dashboard knows of a run.
///
/// Positions count events that have happened: at position p the events before offset p have.
package struct RunTrace: Sendable {
  private var events: [TaskEvent] = []
  package private(set) var index = TimelineIndex()
  package private(set) var outputs = OutputLog()

  init() {}

  package var count: Int { events.count }
  package var isEmpty: Bool { events.isEmpty }

  mutating func append(_ new: [TaskEvent]) {
    for event in new {
      outputs.append(event, at: events.count)
      index.append(event)
      events.append(event)
    }
  }

  /// An event; nil outside the trace.
  package subscript(event: Int) -> TaskEvent? { events.indices.contains(event) ? events[event] : nil }

  /// The time of the next event; nil where none is known.
  func nextTime(at position: Int) -> TraceTime? { position < count ? index.time(ofEvent: position) : nil }
}
