/// What a whole run amounts to: the facts behind the sentence below a picture.
package struct RunTotals: Hashable, Sendable {
  package internal(set) var steps = 0
  /// How many sleeps of tasks have ended, and how long they were together.
  package internal(set) var sleeps = 0
  package internal(set) var slept: Duration = .zero
  package internal(set) var stalls = 0
  package internal(set) var stalled: Duration = .zero
  package internal(set) var returned = 0
  package internal(set) var raised = 0
  package internal(set) var cancelled = 0
  /// The first lane that failed, and the first that was cancelled.
  package internal(set) var firstRaised: Int?
  package internal(set) var firstCancelled: Int?
  /// The scopes whose deadline fired.
  package internal(set) var timeouts: [Int] = []
  /// The latest time to which something cut short would have lasted.
  var horizon: Int64 = 0

  mutating func endSleep(from: Int64, to: Int64) {
    guard to > from else { return }
    sleeps += 1
    slept += .nanoseconds(to - from)
  }

  mutating func stall(_ nanoseconds: Int64) {
    guard nanoseconds > 0 else { return }
    stalls += 1
    stalled += .nanoseconds(nanoseconds)
  }

  mutating func end(_ ending: Lane.Ending, lane: Int) {
    switch ending {
    case .returned: returned += 1
    case .raised:
      raised += 1
      firstRaised = firstRaised ?? lane
    case .cancelled:
      cancelled += 1
      firstCancelled = firstCancelled ?? lane
    }
  }
}

extension Duration {
  /// Whole nanoseconds, those beyond what an Int64 holds cut off.
  package var wholeNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return seconds < 0 ? .min : .max }
    let (sum, overflowed) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflowed ? (seconds < 0 ? .min : .max) : sum
  }
}
