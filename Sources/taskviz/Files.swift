#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole files, read and written.
enum Files {
  /// The bytes of a file, which must not be larger than `limit`.
  static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      throw Failure(.noInput, "\(path): cannot be read: \(Console.describe(errno: code))")
    }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.noInput, "\(path): is a directory; give a file")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(descriptor, &chunk)
      if count == 0 { return bytes }
      guard count > 0 else {
        let code = errno
        if code == EINTR { continue }
        throw Failure(.inputOutput, "\(path): cannot be read: \(Console.describe(errno: code))")
      }
      bytes += chunk[..<count]
      guard bytes.count <= limit else {
        throw Failure(.data, "\(path): is larger than \(limit >> 20) MB; is it the right file?")
      }
    }
  }

  /// Writes a new file, or replaces one; a file that could not be written whole is removed again.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    try create(bytes, path, flags: O_WRONLY | O_CREAT | O_TRUNC)
  }

  /// Writes a file that must not be there yet; false where it is.
  static func writeNew(_ bytes: [UInt8], to path: String) throws(Failure) -> Bool {
    if access(path, F_OK) == 0 { return false }
    try create(bytes, path, flags: O_WRONLY | O_CREAT | O_EXCL)
    return true
  }

  private static func create(_ bytes: [UInt8], _ path: String, flags: Int32) throws(Failure) {
    let descriptor = open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      let code = errno
      throw Failure(.cannotCreate, "\(path): cannot be written: \(Console.describe(errno: code))")
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      guard count > 0 else {
        let code = errno
        if code == EINTR { continue }
        close(descriptor)
        unlink(path)
        throw Failure(.inputOutput, "\(path): cannot be written: \(Console.describe(errno: code))")
      }
      rest = rest.dropFirst(count)
    }
    // Some file systems only tell now that there is no room.
    guard close(descriptor) == 0 else {
      let code = errno
      throw Failure(.inputOutput, "\(path): cannot be written: \(Console.describe(errno: code))")
    }
  }

  private static func systemRead(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
    chunk.withUnsafeMutableBytes { buffer in
      #if canImport(Glibc)
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
