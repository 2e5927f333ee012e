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

  init(_ store: TraceStore = TraceStore()) {
    self.store = store
    extend { _ in }
  }

  package var count: Int { index.count }
  package var isEmpty: Bool { index.isEmpty }

  /// What was written about moments of the run, in their order.
  package var annotations: [Annotation] {
    get { store.annotations }
    set { store.annotations = newValue }
  }

  mutating func append(_ new: some Sequence<TaskEvent>) {
    extend { for event in new { $0.append(event) } }
  }

  /// Lets events be added to the store itself, and takes them into the index and the output.
  mutating func extend<Result, Failure: Error>(
    _ body: (inout TraceStore) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer {
      let first = index.count
      index.extend(to: store)
      for number in first..<max(first, index.count) where store.row(number).code == .output {
        outputs.append(store[number], at: number)
      }
    }
    return try body(&store)
  }

  /// An event; nil outside the trace.
  package subscript(event: Int) -> TaskEvent? { (0..<store.count).contains(event) ? store[event] : nil }

  /// The time of the next event; nil where none is known.
  func nextTime(at position: Int) -> TraceTime? { position < count ? index.time(ofEvent: position) : nil }
}
