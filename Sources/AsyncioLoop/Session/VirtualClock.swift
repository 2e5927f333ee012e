import TaskModel

/// The clock of a session: it stands still while code runs and jumps to the next timer.
///
/// Loop time is a Double of seconds, as asyncio computes it: `call_later(0.1)` at 0.2 is due at 0.30000000000000004.
struct VirtualClock {
  /// Seconds since the session began.
  private(set) var now = 0.0

  /// The same moment on the trace's clock.
  private(set) var time = TraceTime.zero

  /// asyncio's `_clock_resolution`: a timer is due when less than this is left.
  static let resolution = 1e-9

  /// Moves to `time`, if it is later: the clock never goes back, and ignores what is no time.
  mutating func move(to time: Double) {
    guard time > now, time.isFinite else { return }
    now = time
    self.time = TraceTime(seconds: time)
  }
}

extension TraceTime {
  /// The moment `seconds` after the trace's beginning, the nearest one that a trace can hold.
  package init(seconds: Double) {
    self.init(nanoseconds: Self.wholeNanoseconds(seconds))
  }

  /// Rounded to the nearest nanosecond; 0 for what is negative or no number, the largest value for what overflows.
  private static func wholeNanoseconds(_ seconds: Double) -> Int64 {
    guard seconds > 0 else { return 0 }
    return Int64(exactly: (seconds * 1e9).rounded()) ?? .max
  }
}
