import Synchronization

/// Ends a running program from another thread, whatever it does.
package final class StopFlag: Sendable {
  private let flag = Atomic(false)

  package init() {}

  package func request() { flag.store(true, ordering: .relaxed) }

  package var isRequested: Bool { flag.load(ordering: .relaxed) }
}
