#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of a recording, which only its owner may read.
package struct RecordingFolder: Sendable {
  package let path: String

  /// Makes a new one where temporary files are kept.
  package init(in parent: String) throws(RecordingError) {
    var template = Array("\(parent)/taskviz-recording-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { name in
      name.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard made else { throw .folder(parent, SystemCall.lastError) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func make(_ path: String) throws(RecordingError) {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .folder(path, SystemCall.lastError) }
  }

  /// The names of the files in a folder, in order; none where it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes it with everything in it.
  package func remove() { Self.remove(path) }

  private static func remove(_ path: String) {
    for name in names(in: path) {
      let inside = "\(path)/\(name)"
      if unlink(inside) != 0 { remove(inside) }
    }
    rmdir(path)
  }
}
