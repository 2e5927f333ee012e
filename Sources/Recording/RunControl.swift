import Synchronization

/// What the thread that draws asks of a running program; the program looks at it at each step.
package final class RunControl: Sendable {
  package enum Request: UInt8, AtomicRepresentable, Sendable {
    case none
    /// As Ctrl-C does: raise KeyboardInterrupt, which the program may handle.
    case interrupt
    /// End now, whatever the program would do about it.
    case stop
  }

  private let request = Atomic(Request.none)

  package init() {}

  /// What is asked for now.
  package var current: Request { request.load(ordering: .relaxed) }

  /// Takes an interrupt, so that it is delivered once; a stop stays.
  package func takeInterrupt() -> Bool {
    request.compareExchange(expected: .interrupt, desired: .none, ordering: .relaxed).exchanged
  }

  package func interrupt() {
    _ = request.compareExchange(expected: .none, desired: .interrupt, ordering: .relaxed)
  }

  package func stop() { request.store(.stop, ordering: .relaxed) }
}
