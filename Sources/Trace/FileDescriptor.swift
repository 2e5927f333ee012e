#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The calls of the operating system that trace files need, each retried when a signal interrupts it.
///
/// Errors are the system's own words.
struct FileDescriptor {
  let number: Int32

  struct SystemError: Error, Equatable {
    let code: Int32
    var words: String { String(cString: strerror(code)) }

    static var last: SystemError { SystemError(code: errno) }
    static let isDirectory = SystemError(code: EISDIR)
    static let notFound = SystemError(code: ENOENT)
    static let brokenPipe = SystemError(code: EPIPE)
    static let notPermitted = SystemError(code: EACCES)
    /// It is not the file any more that it was.
    static let changed = SystemError(code: ESTALE)
    static let wouldBlock = SystemError(code: EAGAIN)
  }

  static func open(reading path: String) throws(SystemError) -> FileDescriptor {
    FileDescriptor(number: try retrying { systemOpen(path, O_RDONLY | O_CLOEXEC, 0) })
  }

  /// Opens a new file; fails where one exists.
  static func create(_ path: String) throws(SystemError) -> FileDescriptor {
    FileDescriptor(number: try retrying { systemOpen(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) })
  }

  /// Opens a new file, or empties one that exists.
  static func replace(_ path: String) throws(SystemError) -> FileDescriptor {
    FileDescriptor(number: try retrying { systemOpen(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) })
  }

  /// The size of a regular file; nil for a pipe, a terminal and the like.
  func regularFileSize() throws(SystemError) -> Int? {
    let status = try status()
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .isDirectory
    case S_IFREG: return Int(status.st_size)
    default: return nil
    }
  }

  /// What tells a file from any other one, and from itself before it was changed.
  struct Identity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
    /// Who may read and write it.
    var mode: UInt32
  }

  /// Which file it is; nil for a pipe, a terminal and the like.
  func identity() throws(SystemError) -> Identity? {
    let status = try status()
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    #if canImport(Glibc)
      let modified = status.st_mtim
    #else
      let modified = status.st_mtimespec
    #endif
    return Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino),
      size: Int64(status.st_size), seconds: modified.tv_sec, nanoseconds: modified.tv_nsec,
      mode: UInt32(status.st_mode & 0o7777))
  }

  /// Sets who may read and write it.
  func setMode(_ mode: UInt32) throws(SystemError) {
    _ = try Self.retrying { fchmod(number, mode_t(mode)) }
  }

  /// Returns when what was written is on the disk.
  func synchronize() throws(SystemError) { _ = try Self.retrying { fsync(number) } }

  /// Whether this user may write to a file; system administrators, too, keep off one that nobody may write to.
  static func isWritable(_ path: String, mode: UInt32) -> Bool {
    mode & 0o222 != 0 && access(path, W_OK) == 0
  }

  /// The path without symbolic links.
  static func resolved(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The hidden file beside another one that is to take its place.
  static func draft(of path: String) -> String {
    let slash =
      path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    return "\(path[..<slash]).\(path[slash...]).\(processNumber)"
  }

  /// Reads what there is, up to the buffer's size; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try Self.retrying { systemRead(number, buffer.baseAddress, buffer.count) }
  }

  func write(_ bytes: [UInt8]) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let start = written
      written += try Self.retrying {
        bytes.withUnsafeBytes { systemWrite(number, $0.baseAddress.map { $0 + start }, $0.count - start) }
      }
    }
  }

  /// Writes as many bytes as are told of what another descriptor reads next.
  func write(copying source: FileDescriptor, _ count: Int) throws(SystemError) {
    var rest = count
    var chunk = [UInt8](repeating: 0, count: min(max(count, 1), 1 << 20))
    while rest > 0 {
      let wanted = min(rest, chunk.count)
      let length = try Self.retrying {
        chunk.withUnsafeMutableBytes { systemRead(source.number, $0.baseAddress, wanted) }
      }
      // It ended earlier than it was long.
      guard length > 0 else { throw .changed }
      try write(length == chunk.count ? chunk : Array(chunk[..<length]))
      rest -= length
    }
  }

  /// Goes on reading so many bytes further on.
  func skip(_ count: Int) throws(SystemError) {
    _ = try Self.retrying { lseek(number, off_t(count), SEEK_CUR) }
  }

  func close() { _ = systemClose(number) }

  static func rename(_ old: String, to new: String) throws(SystemError) {
    _ = try retrying { systemRename(old, new) }
  }

  static func remove(_ path: String) { _ = unlink(path) }

  static var processNumber: Int32 { getpid() }

  private func status() throws(SystemError) -> stat {
    var status = stat()
    _ = try Self.retrying { fstat(number, &status) }
    return status
  }

  private static func retrying<Result: SignedInteger>(_ call: () -> Result) throws(SystemError) -> Result {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw .last }
    }
  }
}

// Inside the type, its own methods hide the system's functions of the same name.
private func systemOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(number, buffer, count)
}
private func systemWrite(_ number: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
  write(number, buffer, count)
}
private func systemClose(_ number: Int32) -> Int32 { close(number) }
private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
