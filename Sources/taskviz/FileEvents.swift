#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waiting for descriptors.
enum FileEvents {
  /// Returns when there is something to read, or the other side has gone.
  static func waitUntilReadable(_ descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, -1) < 0, errno == EINTR {}
  }

  /// Returns when there is something to read, a signal comes, or the time is over.
  static func wait(for descriptor: Int32, milliseconds: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&request, 1, milliseconds)
  }
}
