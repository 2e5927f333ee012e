#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder of a recording, which only its owner may read.
package struct RecordingFolder: Sendable {
  package let path: String

  static let temporaryPrefix = "taskviz-recording-"

  /// Makes a new one where temporary files are kept.
  package init(in parent: String) throws(RecordingError) {
    // The program may go elsewhere, and must find it.
    let parent = Self.absolute(parent) ?? parent
    var template = Array("\(parent)/\(Self.temporaryPrefix)XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { name in
      name.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard made else { throw .folder(parent, SystemCall.lastError) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Makes one of that name, or takes an existing folder in which there is no recording.
  package init(at path: String) throws(RecordingError) {
    try Self.make(path)
    guard let absolute = Self.absolute(path) else { throw .folder(path, SystemCall.lastError) }
    guard !Self.names(in: absolute).contains(where: { $0.hasSuffix(".events") || $0 == RecordingNote.name })
    else {
      throw .folderInUse(path)
    }
    self.path = absolute
  }

  /// Takes one that somebody has made.
  package init(existing path: String) throws(RecordingError) {
    guard let absolute = Self.absolute(path),
      Self.names(in: absolute).contains(where: { $0.hasSuffix(".events") || $0 == RecordingNote.name })
    else { throw .noRecording(path) }
    self.path = absolute
  }

  /// Those that are being made where temporary files are kept.
  package static func underWay(in parent: String) -> [RecordingFolder] {
    names(in: parent).filter { $0.hasPrefix(temporaryPrefix) }.compactMap {
      try? RecordingFolder(existing: "\(parent)/\($0)")
    }.filter { RecordingNote.read(in: $0)?.isUnderWay == true }
  }

  /// Where this process is.
  static var current: String? { absolute(".") }

  private static func absolute(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }

  /// Why a Python of the program could not be recorded, where one said so.
  var reason: String? {
    guard let name = Self.names(in: path).first(where: { $0.hasSuffix(".reason") }) else { return nil }
    return FileReading.text("\(path)/\(name)", atMost: 1000)
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

  static func remove(_ path: String) {
    for name in names(in: path) {
      let inside = "\(path)/\(name)"
      if unlink(inside) != 0 { remove(inside) }
    }
    rmdir(path)
  }
}
