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
