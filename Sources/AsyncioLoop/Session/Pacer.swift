#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lets virtual time pass no faster than the wall clock, for a live show.
///
/// The wait aims at absolute moments, so that the show does not fall behind by the time that the steps take.
package struct Pacer {
  /// Virtual seconds a wall-clock second; positive.
  package let speed: Double

  private let began = Self.wallClock()

  /// How long one nap lasts at most, in seconds: an interrupt is noticed within it.
  private static let nap = 0.02

  package init?(speed: Double) {
    guard speed > 0, speed.isFinite else { return nil }
    self.speed = speed
  }

  /// Sleeps until `virtualTime` (seconds since the session began) is due, or an interrupt is asked for.
  func wait(until virtualTime: Double, interrupts: InterruptFlag) {
    let due = began + virtualTime / speed
    while !interrupts.isRequested {
      let left = due - Self.wallClock()
      guard left > 0 else { return }
      let seconds = min(left, Self.nap)
      var request = timespec(tv_sec: 0, tv_nsec: Int(seconds * 1e9))
      nanosleep(&request, nil)
    }
  }

  private static func wallClock() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
