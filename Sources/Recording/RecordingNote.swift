package import Processes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a recording's folder says of it, for those who watch from elsewhere: a file with a line for each fact.
///
/// Whoever records holds a lock on it, which goes with its process, however that ends.
package struct RecordingNote: Equatable, Sendable {
  static let name = "recording"

  /// The process that was started.
  package var program: Int32?
  /// What the program is called, and where it was started.
  package var script: String?
  package var directory: String?
  /// Whether its clock jumps.
  package var isVirtual = false
  /// How long a step may hold its loop.
  package var stall = RecordingOptions.plainStall
  /// How it ended, as far as that is known.
  package var end: ProcessEnd?
  /// Somebody records.
  package var isUnderWay = false

  // MARK: Reading

  /// The note in a folder; nil where there is none.
  package static func read(in folder: RecordingFolder) -> RecordingNote? {
    let path = "\(folder.path)/\(name)"
    guard let text = FileReading.text(path, atMost: 1 << 16) else { return nil }
    var note = RecordingNote()
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "program": note.program = Int32(parts[1])
      case "script": note.script = parts[1]
      case "directory": note.directory = parts[1]
      case "clock": note.isVirtual = parts[1] == "virtual"
      case "stall": note.stall = Int64(parts[1]).map { .nanoseconds($0) } ?? note.stall
      case "exited": note.end = Int32(parts[1]).map { .exited(code: $0) }
      case "killed": note.end = Int32(parts[1]).map { .killed(signal: $0) }
      default: break
      }
    }
    note.isUnderWay = isLocked(path)
    return note
  }

  private static func isLocked(_ path: String) -> Bool {
    guard let descriptor = FileReading.open(path) else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}

/// Writes the note of a recording that this process makes.
final class RecordingNoteWriter {
  private let descriptor: Int32
  private let path: String

  init(in folder: RecordingFolder) throws(RecordingError) {
    path = "\(folder.path)/\(RecordingNote.name)"
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .folder(path, SystemCall.lastError) }
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
  }

  deinit { close(descriptor) }

  /// Nothing has been recorded.
  func remove() { unlink(path) }

  func write(_ fact: String, _ value: String) {
    let line = Array("\(fact) \(value.split(separator: "\n").joined(separator: " "))\n".utf8)
    _ = systemWrite(descriptor, line, line.count)
  }

  func write(_ end: ProcessEnd) {
    switch end {
    case .exited(let code): write("exited", "\(code)")
    case .killed(let signal): write("killed", "\(signal)")
    }
  }
}

// Inside the class the name `write` is the method above.
private func systemWrite(_ descriptor: Int32, _ bytes: [UInt8], _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
