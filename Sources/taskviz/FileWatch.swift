#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Notices that a file was saved, however an editor does that: written in place, or replaced by another one.
struct FileWatch {
  let path: String
  private var known: Signature?
  /// What was seen last time, where that is not yet known: a file that is being written is left alone until it rests.
  private var seen: Signature?

  /// How often it should be looked at.
  static let interval = Duration.milliseconds(200)

  init(_ path: String) {
    self.path = path
    known = Signature(path)
    seen = known
  }

  private struct Signature: Equatable {
    var inode: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int

    /// Nil where there is no file, as for a moment while it is being replaced.
    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      inode = UInt64(status.st_ino)
      size = Int64(status.st_size)
      #if canImport(Glibc)
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
      #else
        (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
      #endif
    }
  }

  /// Whether the file is another one than when this was last true, and has rested since the last look.
  mutating func hasChanged() -> Bool {
    let now = Signature(path)
    defer { seen = now }
    guard let now, now != known, now == seen else { return false }
    known = now
    return true
  }
}
