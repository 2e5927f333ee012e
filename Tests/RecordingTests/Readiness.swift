#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Readiness {
  /// Whether a read would give something now.
  static func isReadable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }
}
