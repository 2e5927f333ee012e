#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that others write.
enum FileReading {
  static func open(_ path: String) -> Int32? {
    let descriptor = systemOpen(path)
    return descriptor >= 0 ? descriptor : nil
  }

  /// How many bytes were read; 0 where none can be.
  static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at place: Int) -> Int {
    max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(place)))
  }

  /// The beginning of a file; nil where there is none, or nothing in it.
  static func text(_ path: String, atMost limit: Int) -> String? {
    guard let descriptor = open(path) else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, into: $0, at: 0) }
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }

  /// A number of eight bytes at a place of a file; nil where there is none.
  static func number(_ path: String, at place: Int) -> UInt64? {
    guard let descriptor = open(path) else { return nil }
    defer { close(descriptor) }
    var number: UInt64 = 0
    let count = withUnsafeMutableBytes(of: &number) { read(descriptor, into: $0, at: place) }
    return count == 8 ? UInt64(littleEndian: number) : nil
  }

  /// All of a file; nil where there is none.
  static func all(_ path: String) -> [UInt8]? {
    guard let descriptor = open(path) else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, into: $0, at: bytes.count) }
      guard count > 0 else { return bytes }
      bytes += piece[..<count]
    }
  }

  private static func systemOpen(_ path: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #else
      Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #endif
  }
}
