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
