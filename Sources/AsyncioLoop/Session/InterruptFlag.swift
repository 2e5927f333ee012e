import Synchronization

/// Asks a running session to stop, from any thread or a signal handler.
///
/// The program's thread polls it: the loop before every handle, an interpreter between instructions.
package final class InterruptFlag: Sendable {
  private let requests = Atomic<Int>(0)

  package init() {}

  /// Asks for one interrupt, as one Ctrl-C does.
  package func request() {
    requests.wrappingAdd(1, ordering: .relaxed)
  }

  /// Whether an interrupt waits to be taken.
  package var isRequested: Bool {
    requests.load(ordering: .relaxed) > 0
  }

  /// Takes one interrupt, if one was asked for.
  package func take() -> Bool {
    var current = requests.load(ordering: .relaxed)
    while current > 0 {
      let (exchanged, original) = requests.compareExchange(
        expected: current, desired: current - 1, ordering: .relaxed)
      if exchanged { return true }
      current = original
    }
    return false
  }
}
