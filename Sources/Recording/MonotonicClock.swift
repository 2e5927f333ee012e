#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The clock that Python's `time.monotonic_ns` reads.
enum MonotonicClock {
  /// In nanoseconds.
  static var now: UInt64 {
    #if canImport(Darwin)
      clock_gettime_nsec_np(CLOCK_UPTIME_RAW)
    #else
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    #endif
  }
}

extension Duration {
  /// Whole nanoseconds, as far as 64 bits reach: 292 years.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflows else { return seconds < 0 ? .min : .max }
    let (sum, isBeyond) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return isBeyond ? whole : sum
  }
}
