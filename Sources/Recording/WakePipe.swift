#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A descriptor that becomes readable when another thread has news: something to poll beside the keyboard.
final class WakePipe: Sendable {
  /// What to poll for reading; -1 where the system gave no pipe.
  let readEnd: Int32
  private let writeEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    let made = ends.withUnsafeMutableBufferPointer { pipe($0.baseAddress) } == 0
    readEnd = made ? ends[0] : -1
    writeEnd = made ? ends[1] : -1
    for end in [readEnd, writeEnd] where end >= 0 {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    for end in [readEnd, writeEnd] where end >= 0 { close(end) }
  }

  /// Makes the read end readable; a full pipe already is.
  func wake() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }

  func clear() {
    var bytes: (UInt64, UInt64) = (0, 0)
    while read(readEnd, &bytes, 16) > 0 {}
  }
}
