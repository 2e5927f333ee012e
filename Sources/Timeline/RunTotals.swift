import TaskModel

/// What a whole run amounts to: the facts behind the sentence below a picture.
package struct RunTotals: Hashable, Sendable {
  package internal(set) var steps = 0
  /// How many sleeps of tasks have ended, how many of them early, and how long they were together.
  package internal(set) var sleeps = 0
  package internal(set) var cutSleeps = 0
  package internal(set) var slept: Duration = .zero
  /// How much longer the sleeps that ended early were to be, together.
  package internal(set) var cutShort: Duration = .zero
  /// How many waits for I/O or a thread have ended, and how long they were together.
  package internal(set) var calls = 0
  package internal(set) var called: Duration = .zero
  package internal(set) var stalls = 0
  package internal(set) var stalled: Duration = .zero
  package internal(set) var returned = 0
  package internal(set) var raised = 0
  package internal(set) var cancelled = 0
  /// How many lanes failed of themselves, and the first ones: those that only pass on what happened to others are left out.
  package internal(set) var origins = 0
  package internal(set) var firstOrigins: [Int] = []
  /// The first lanes that were cancelled.
  package internal(set) var firstCancelled: [Int] = []
  /// The scopes whose deadline fired.
  package internal(set) var timeouts: [Int] = []
  /// The latest time to which something cut short would have lasted.
  var horizon: Int64 = 0

  /// What the run would have taken with everything one after the other: each sleep, each wait for I/O or a thread for as
  /// long as it lasted, and the time for which steps held the loop up.
  ///
  /// Waits for other tasks do not count, as what those tasks wait for does; nor does waiting one's turn.
  package var sequential: Duration { slept + called + stalled }

  /// A sleep that was to last to `until` has ended; being woken late is no part of it.
  mutating func endSleep(from: Int64, until: Int64, at now: Int64) {
    let end = min(until, now)
    guard end > from else { return }
    sleeps += 1
    if until > now {
      cutSleeps += 1
      cutShort += .nanoseconds(until - now)
    }
    slept += .nanoseconds(end - from)
  }

  mutating func endCall(from: Int64, at now: Int64) {
    guard now > from else { return }
    calls += 1
    called += .nanoseconds(now - from)
  }

  mutating func stall(_ nanoseconds: Int64) {
    guard nanoseconds > 0 else { return }
    stalls += 1
    stalled += .nanoseconds(nanoseconds)
  }

  /// No more lanes of a kind than these are kept.
  private static let mostKept = 4

  mutating func end(_ outcome: Outcome, lane: Int) {
    switch outcome {
    case .returned: returned += 1
    case .raised(let type, _):
      raised += 1
      guard !type.hasSuffix("ExceptionGroup") else { return }
      origins += 1
      if firstOrigins.count < Self.mostKept { firstOrigins.append(lane) }
    case .cancelled:
      cancelled += 1
      if firstCancelled.count < Self.mostKept { firstCancelled.append(lane) }
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
